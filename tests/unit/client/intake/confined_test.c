/* SPDX-License-Identifier: MIT */
/* What the child that reads with parsers of others can do, and what it cannot. */
#include "base/cleanup.h"
#include "base/text.h"
#include "intake/foreign/confined.h"

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cmocka.h>

#define BYTES "the bytes"
#define BROKEN "the x could not be read: it is damaged, or made to harm what reads it"
#define TOO_LONG "the x could not be read: its reader took too long, as damaged ones make it"

static bool says_what_it_has(const char *path, const struct confined_output *output, struct error *error)
{
    char standard[32] = "", named[32] = "";
    const int file = open(path, O_RDONLY | O_CLOEXEC);

    (void)output;
    if (read(STDIN_FILENO, standard, sizeof standard - 1) < 0 || pread(file, named, sizeof named - 1, 0) < 0)
        return error_set(error, "nothing");
    return error_set(error, "%s, %s", standard, named);
}

static bool opens_files(const char *path, const struct confined_output *output, struct error *error)
{
    int files = 0;

    (void)output;
    while (files < 100 && open(path, O_RDONLY | O_CLOEXEC) >= 0)
        files++;
    return error_set(error, "%d opened", files);
}

/* 8 GB of addresses, of which nothing is touched. */
static bool takes_memory(const char *path, const struct confined_output *output, struct error *error)
{
    enum { PIECE = 256 << 20, MOST = 32 };
    int pieces = 0;

    (void)path, (void)output;
    while (pieces < MOST &&
           mmap(NULL, PIECE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0) != MAP_FAILED)
        pieces++;
    return error_set(error, pieces >= 6 && pieces <= 8 ? "about 2 GB" : "%d pieces", pieces);
}

static bool writes_a_file(const char *path, const struct confined_output *output, struct error *error)
{
    const int file = memfd_create("own", MFD_CLOEXEC);

    (void)path, (void)output;
    return error_set(error, "%s", write(file, "x", 1) == 1 ? "it is written" : "it is not written");
}

static bool prints(const char *path, const struct confined_output *output, struct error *error)
{
    (void)path, (void)output;
    return error_set(error, "%s",
                     write(STDOUT_FILENO, "x", 1) == 1 && write(STDERR_FILENO, "x", 1) == 1 ? "nowhere" : "");
}

static bool goes_in_circles(const char *path, const struct confined_output *output, struct error *error)
{
    (void)path, (void)output, (void)error;
    for (volatile unsigned i = 1; i; i |= 1)
        ;
    return true;
}

static bool crashes(const char *path, const struct confined_output *output, struct error *error)
{
    (void)path, (void)output, (void)error;
    return raise(SIGKILL) == 0;
}

static bool leaves(const char *path, const struct confined_output *output, struct error *error)
{
    (void)path, (void)output, (void)error;
    _exit(1);
}

static bool is_content(const char *path, const struct confined_output *output, struct error *error)
{
    (void)path, (void)output, (void)error;
    return true;
}

/* error NULL: it is done. */
static const struct row {
    const char *name;
    confined_function *read;
    const char *error;
} rows[] = {
    {"the bytes, twice", says_what_it_has, BYTES ", " BYTES},
    {"one file more", opens_files, "1 opened"},
    {"so much memory", takes_memory, "about 2 GB"},
    {"no file grows", writes_a_file, BROKEN},
    {"what it prints is gone", prints, "nowhere"},
    {"an end to circles", goes_in_circles, TOO_LONG},
    {"a crash", crashes, BROKEN},
    {"an end without a word", leaves, BROKEN},
    {"done", is_content, NULL},
};

static void is_confined(void **state)
{
    const struct row *const row = *state;
    const struct input input = {.name = "a.x"};
    struct error error = {""};

    assert_int_equal(confined_read(row->read, "x", &input, BYTES, strlen(BYTES), &error), !row->error);
    assert_string_equal(error.text, row->error ? row->error : "");
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows)];

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = is_confined, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
