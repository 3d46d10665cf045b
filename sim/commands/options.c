/* SPDX-License-Identifier: MIT */
#include "subcommand.h"

#include "base/cleanup.h"

#include <errno.h>
#include <getopt.h>
#include <stdarg.h>
#include <string.h>
#include <unistd.h>

enum { MOST_OPTIONS = 16 };

int command_fail(int status, const char *format, ...)
{
    va_list arguments;

    fputs("fblab: ", stderr);
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    return status;
}

bool command_colour(void)
{
    const char *no_colour = getenv("NO_COLOR");

    return isatty(STDOUT_FILENO) && !(no_colour && no_colour[0]);
}

unsigned command_cores(void)
{
    const long cores = sysconf(_SC_NPROCESSORS_ONLN);

    return cores > 0 && cores < 64 ? (unsigned)cores : 1;
}

static int print_usage(const char *command, const char *operands, const struct option_row *rows)
{
    printf("usage: fblab %s [OPTION...]%s%s\n\n", command, operands[0] ? " " : "", operands);
    for (; rows->name; rows++) {
        char left[40];
        snprintf(left, sizeof left, "%s%s%s%s", rows->name[1] ? "--" : "-", rows->name, rows->argument ? " " : "",
                 rows->argument ? rows->argument : "");
        printf("  %-20s  %s\n", left, rows->summary);
    }
    printf("  %-20s  %s\n", "--help", "this page");
    return EXIT_AS_EXPECTED;
}

static int row_of_letter(const struct option_row *rows, int letter)
{
    int index = 0;

    while (rows[index].name && (rows[index].name[0] != letter || rows[index].name[1]))
        index++;
    return index;
}

/* For getopt_long(): ":c:" */
static void list_letters(const struct option_row *rows, char *letters)
{
    *letters++ = ':';
    for (; rows->name; rows++)
        if (!rows->name[1]) {
            *letters++ = rows->name[0];
            if (rows->argument)
                *letters++ = ':';
        }
    *letters = '\0';
}

static bool repeats(const struct option_row *row)
{
    return row->argument && strstr(row->argument, "...");
}

static int take(const char *command, const char *operands, const struct option_row *rows, int index)
{
    const struct option_row *row = &rows[index];
    size_t place = 0;

    if (!row->name)
        return print_usage(command, operands, rows);
    while (repeats(row) && row->value[place])
        place++;
    if (place == MOST_REPEATED)
        return command_fail(EXIT_USAGE, "--%s may be given %d times at most", row->name, MOST_REPEATED);
    row->value[place] = optarg ? optarg : "";
    return -1;
}

int options_parse(const char *command, const char *operands, const struct option_row *rows, int count, char **arguments,
                  int *first)
{
    struct option options[MOST_OPTIONS + 2] = {{0}};
    char letters[2 * MOST_OPTIONS + 2];
    int known = 0, chosen = 0, answer;

    list_letters(rows, letters);

    for (; rows[known].name && known < MOST_OPTIONS; known++)
        options[known] =
            (struct option){rows[known].name, rows[known].argument ? required_argument : no_argument, NULL, 0};
    options[known] = (struct option){"help", no_argument, NULL, 0};
    optind = 1;
    opterr = 0;
    while ((answer = getopt_long(count, arguments, letters, options, &chosen)) != -1 && answer != '?' &&
           answer != ':') {
        const int status = take(command, operands, rows, answer ? row_of_letter(rows, answer) : chosen);
        if (status >= 0)
            return status;
    }
    *first = optind;
    if (answer == -1)
        return -1;
    return command_fail(EXIT_USAGE, "%s %s; `fblab %s --help` lists the options", arguments[optind - 1],
                        answer == ':' ? "needs an argument" : "is not an option here", command);
}

bool option_number(const char *option, const char *text, unsigned long limit, unsigned long *number)
{
    char *end;

    if (!text)
        return true;
    errno = 0;
    *number = strtoul(text, &end, 10);
    if (!errno && *text >= '0' && *text <= '9' && !*end && *number <= limit)
        return true;
    command_fail(0, "--%s is a number from 0 to %lu, not \"%s\"", option, limit, text);
    return false;
}
