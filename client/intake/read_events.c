/* SPDX-License-Identifier: MIT */
/* Windows events, exported as XML. */
#include "format_reader.h"

#include <string.h>

static bool has_events(const char *head, size_t length)
{
    return memmem(head, length, "<Event ", 7) && memmem(head, length, "win/2004/08/events/event", 24);
}

const struct format_reader reader_events = {.name = "events",
                                            .decoded = true,
                                            .recognises = has_events,
                                            .log = {record_event, log_give_event, .named = LOG_UNNAMED}};
