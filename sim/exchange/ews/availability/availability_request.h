/* SPDX-License-Identifier: MIT */
/* GetUserAvailabilityRequest as data. */
#ifndef FBLAB_AVAILABILITY_REQUEST_H
#define FBLAB_AVAILABILITY_REQUEST_H

#include "calendar.h"

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

void availability_request_clear(struct availability_request *request);

#endif
