/* SPDX-License-Identifier: MIT */
/* An event of Windows, made of an entry of the journal. */
#ifndef FBLAB_LOGGED_EVENT_H
#define FBLAB_LOGGED_EVENT_H

#include <jansson.h>
#include <stdio.h>

/* How the two forms of an event call its kind. */
struct event_class {
    int level;
    const char *level_name, *keywords, *keywords_name;
};

struct logged_event {
    const char *channel, *source, *task; /* "Application", "MSExchange Availability", "Availability Service" */
    int id;
    const struct event_class *class; /* NULL: an error of an application */
    void (*write_message)(FILE *output, const json_t *entry);
};

/* NULL: the entry leaves none. */
const struct logged_event *logged_event_of(const json_t *entry);

#endif
