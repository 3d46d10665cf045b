/* SPDX-License-Identifier: MIT */
/* GetUserAvailability: the request as data, the answer for each mailbox as data, and who turns one into the other. */
#ifndef FBLAB_EXCHANGE_AVAILABILITY_H
#define FBLAB_EXCHANGE_AVAILABILITY_H

#include "calendar.h"
#include "exchange/authentication.h"

#include <stdio.h>

enum view {
    VIEW_NONE,
    VIEW_MERGED_ONLY,
    VIEW_FREE_BUSY,
    VIEW_FREE_BUSY_MERGED,
    VIEW_DETAILED,
    VIEW_DETAILED_MERGED,
    VIEW_COUNT
};

struct attendee {
    char *address;
    bool required; /* Organizer and Required, not Optional, Room, Resource */
    bool ignored;  /* ExcludeConflicts */
};

struct suggestion_options {
    int good_threshold, results_by_day, results_outside_work, duration, minimum_quality; /* minutes; index of quality */
    struct window window;
};

struct availability_request {
    struct time_zone zone; /* event times are written on its clock */
    struct attendee *attendees;
    size_t attendee_count;
    bool wants_view, wants_suggestions;
    struct window window;
    int interval; /* minutes */
    enum view view;
    struct suggestion_options suggestions;
};

/* What the whole request is refused with. */
struct availability_fault {
    const char *code;
    char text[256];
};

/* availability_request.c. false: fault is set; clear the request all the same. */
bool availability_request_read(const struct exchange_call *call, const xmlNode *element,
                               struct availability_request *request, struct availability_fault *fault);
void availability_request_clear(struct availability_request *request);

/* Always false, for `return availability_refuse(...)`. */
bool availability_refuse(struct availability_fault *fault, const char *code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
bool availability_refuse_schema(struct availability_fault *fault, const char *element);
/* availability_options.c; the request's zone is set. */
enum { AVAILABILITY_DAY_LIMIT = 62 };
bool availability_read_view(const xmlNode *options, struct availability_request *request,
                            struct availability_fault *fault);
bool availability_read_suggestions(const xmlNode *options, struct availability_request *request,
                                   struct availability_fault *fault);

/* Why one mailbox has no answer. Owned strings; NULL or 0 where it does not apply. */
struct availability_error {
    char *text, *code, *exception, *server, *source;
    int number;
};

struct availability_result {
    bool ok;
    bool postponed; /* somebody else has to be asked, and the request must not wait; neither of the others then */
    struct calendar calendar;
    struct availability_error error;
};

void availability_result_clear(struct availability_result *result);

/* mailboxes.c: the mailbox as this organisation's server answers for it. */
void mailbox_ask(const struct exchange_call *call, const struct caller *caller, const struct window *window,
                 const char *address, struct availability_result *result);
/* groups.c: the members of a distribution group as if they were one. */
void group_ask(const struct exchange_call *call, const struct caller *caller, const struct window *window,
               const struct object *group, struct availability_result *result);
/* front_door.c: the mailbox of another organisation, by the availability flow. */
void front_door_ask(const struct exchange_call *call, const struct caller *caller, const struct window *window,
                    const char *address, struct availability_result *result);

/* availability_view.c */
void availability_view_write(FILE *output, const struct availability_request *request,
                             const struct availability_result *result);
/* suggestions.c: the SuggestionsResponse element; results are in the order of the attendees. */
void suggestions_write(FILE *output, const struct availability_request *request,
                       const struct availability_result *results);

#endif
