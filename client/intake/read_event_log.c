/* SPDX-License-Identifier: MIT */
/* Binary event logs: not read yet, and refused with what to do instead. */
#include "format_reader.h"

#include <string.h>

static bool is_event_log(const char *head, size_t length)
{
    return length >= 8 && memcmp(head, "ElfFile", 8) == 0;
}

static bool refuse(const struct input *input, struct error *error)
{
    (void)input;
    return error_set(error, "this is a binary event log: export it first (wevtutil qe FILE /lf:true /f:xml)");
}

const struct format_reader reader_event_log = {.name = "event_log", .recognises = is_event_log, .accepts = refuse};
