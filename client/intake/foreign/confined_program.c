/* SPDX-License-Identifier: MIT */
/* The readers that a program can be run again for. */
#include "confined_program.h"

#include "base/cleanup.h"
#include "intake/reader_program.h"

#include <stdlib.h>
#include <string.h>

#define NAME "fblab-confined-reader" /* in place of the program's, where nobody types it */

static const struct readable {
    confined_function *read;
    const char *arguments[3];
} rows[] = {
    {archive_read_foreign, {NAME, "archive"}},
    {event_log_read_foreign, {NAME, "event-log"}},
    {message_read_foreign, {NAME, "message"}},
};
static bool begun; /* before there are threads */

const char *const *confined_program(confined_function *function)
{
    for (size_t i = 0; begun && i < ARRAY_SIZE(rows); i++)
        if (rows[i].read == function)
            return rows[i].arguments;
    return NULL;
}

void reader_program_begins(int argc, char **argv)
{
    begun = true;
    if (argc != 2 || strcmp(argv[0], NAME) != 0)
        return;
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        if (strcmp(argv[1], rows[i].arguments[1]) == 0)
            confined_child_again(rows[i].read);
    exit(EXIT_FAILURE);
}
