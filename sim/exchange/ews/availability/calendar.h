/* SPDX-License-Identifier: MIT */
/* What is known of somebody's time in a window. */
#ifndef FBLAB_CALENDAR_H
#define FBLAB_CALENDAR_H

#include "base/time_zone.h"
#include "organization/organization.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum busy_type {
    BUSY_FREE,
    BUSY_TENTATIVE,
    BUSY_BUSY,
    BUSY_OOF,
    BUSY_WORKING_ELSEWHERE,
    BUSY_NO_DATA,
    BUSY_TYPE_COUNT
};

const char *busy_type_name(enum busy_type type);
/* BUSY_TYPE_COUNT: no such name. */
enum busy_type busy_type_from_name(const char *name);

/* [start, end), UTC. */
struct window {
    int64_t start, end;
};

struct calendar_event {
    struct window time;
    enum busy_type type;
    char *subject, *location; /* owned, may be NULL */
    bool meeting, recurring, private;
};

struct working_hours {
    bool known;
    bool broken;    /* set, but for no time zone */
    unsigned days;  /* bit 0 Sunday */
    int start, end; /* minutes of the day */
    struct time_zone zone;
};

/* How much the one who asks may see. */
enum access { ACCESS_NONE, ACCESS_AVAILABILITY, ACCESS_DETAILS };

struct calendar {
    enum access access;
    struct calendar_event *events; /* by start */
    size_t count;
    size_t matches; /* how many calendar_expand() found; only CALENDAR_LIMIT of them are kept */
    struct working_hours hours;
};

enum { CALENDAR_LIMIT = 1000 };

/* Adds an event, taking its strings. */
void calendar_add(struct calendar *calendar, struct calendar_event event);
void calendar_clear(struct calendar *calendar);
/* Every occurrence that touches the window, of the items of that mailbox. */
void calendar_expand(struct calendar *calendar, const struct snapshot *snapshot, const char *scope,
                     const struct object *mailbox, const struct window *window);
/* MergedFreeBusy: a digit for each interval, the highest of what touches it. The caller frees it. */
char *calendar_merge(const struct calendar *calendar, const struct window *window, int interval_minutes);
/* MailboxCalendarConfiguration of the mailbox, with Exchange's defaults. */
void working_hours_load(struct working_hours *hours, const struct snapshot *snapshot, const char *scope,
                        const struct object *mailbox);
/* Does the day begin before it ends, on a clock that is known? */
bool working_hours_possible(const struct working_hours *hours);
/* Reads a FreeBusyView element: what another server answered, times in UTC. */
void calendar_read(struct calendar *calendar, const xmlNode *view);

#endif
