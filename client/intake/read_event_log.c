/* SPDX-License-Identifier: MIT */
/* Binary event logs: events as in their XML. The rendered sentence is not in the file, the values of EventData are. */
#include "format_reader.h"

#include "intake/foreign/confined.h"
#include "intake/foreign/foreign_readers.h"

#include <string.h>

static bool is_event_log(const char *head, size_t length)
{
    return length >= 8 && memcmp(head, "ElfFile", 8) == 0;
}

static bool read_event_log(const struct input *input, const char *bytes, size_t length, struct error *error)
{
    return confined_read(event_log_read_foreign, "event log", input, bytes, length, error);
}

const struct format_reader reader_event_log = {.name = "event log",
                                               .recognises = is_event_log,
                                               .read = read_event_log,
                                               .too_large = "export the events of the day in question"};
