/* SPDX-License-Identifier: MIT */
/* Width and colour: of a terminal, of a file, and what the environment changes. */
#include "base/cleanup.h"
#include "terminal/display.h"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct row {
    const char *name;
    bool terminal;
    unsigned short columns; /* of the terminal */
    const char *kind, *no_color, *columns_wanted;
    size_t width;
    bool colour;
};

static const struct row rows[] = {
    {"a terminal", true, 120, "xterm", NULL, NULL, 120, true},
    {"a terminal that tells no width", true, 0, "xterm", NULL, NULL, 80, true},
    {"a narrow terminal", true, 10, "xterm", NULL, NULL, 40, true},
    {"a wide terminal", true, 500, "xterm", NULL, NULL, 200, true},
    {"COLUMNS wins", true, 120, "xterm", NULL, "100", 100, true},
    {"COLUMNS that is no number", true, 120, "xterm", NULL, "wide", 120, true},
    {"COLUMNS that is none", true, 120, "xterm", NULL, "0", 120, true},
    {"NO_COLOR", true, 80, "xterm", "1", NULL, 80, false},
    {"an empty NO_COLOR", true, 80, "xterm", "", NULL, 80, true},
    {"TERM=dumb", true, 80, "dumb", NULL, NULL, 80, false},
    {"TERM unset", true, 80, NULL, NULL, NULL, 80, false},
    {"TERM empty", true, 80, "", NULL, NULL, 80, false},
    {"a file", false, 0, "xterm", NULL, NULL, 80, false},
    {"a file and COLUMNS", false, 0, "xterm", NULL, "60", 60, false},
};

static void put(const char *name, const char *value)
{
    if (value)
        setenv(name, value, 1);
    else
        unsetenv(name);
}

/* The side of a terminal that a program writes to; the other one stays open until the end of the test. */
static FILE *open_terminal(unsigned short columns, int *other)
{
    const struct winsize size = {.ws_row = 24, .ws_col = columns};
    FILE *terminal;

    *other = posix_openpt(O_RDWR | O_NOCTTY);
    assert_true(*other >= 0 && grantpt(*other) == 0 && unlockpt(*other) == 0);
    terminal = fopen(ptsname(*other), "w");
    assert_non_null(terminal);
    assert_int_equal(ioctl(fileno(terminal), TIOCSWINSZ, &size), 0);
    return terminal;
}

static void measures(void **state)
{
    const struct row *const row = *state;
    int other = -1;
    CLEANUP(cleanup_file) FILE *output = row->terminal ? open_terminal(row->columns, &other) : tmpfile();
    struct display display;

    put("TERM", row->kind);
    put("NO_COLOR", row->no_color);
    put("COLUMNS", row->columns_wanted);
    display = display_of(output);
    assert_int_equal(display.width, row->width);
    assert_int_equal(display.terminal, row->terminal);
    assert_int_equal(display.colour, row->colour);
    if (other >= 0)
        close(other);
}

static void puts_styles_only_in_colour(void **state)
{
    CLEANUP(cleanup_string) char *text = NULL;
    size_t size = 0;
    CLEANUP(cleanup_file) FILE *memory = open_memstream(&text, &size);
    struct display display = display_plain(memory);

    (void)state;
    display_put(&display, STYLE_BAD, "a");
    display.colour = true;
    display_put(&display, STYLE_BAD, "b");
    display_put(&display, STYLE_PLAIN, "c");
    display_put(&display, STYLE_BAD, "");
    fflush(memory);
    assert_string_equal(text, "a\033[1;31mb\033[0mc");
}

int main(void)
{
    const struct CMUnitTest fixed[] = {cmocka_unit_test(puts_styles_only_in_colour)};
    struct CMUnitTest table[ARRAY_SIZE(rows)];

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        table[i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = measures, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests_name("styles", fixed, NULL, NULL) +
           cmocka_run_group_tests_name("displays", table, NULL, NULL);
}
