/* SPDX-License-Identifier: MIT */
/* Compares busy times with what is expected, and with what comes on another clock. */
#include "busy_times.h"

#include "base/cleanup.h"
#include "base/date_time.h"
#include "base/text.h"
#include "base/time_zone.h"
#include "window.h"

#include <time.h>

enum { QUARTER = 15, FARTHEST = 14 * 60 }; /* minutes: offsets from UTC are made of quarters of an hour */

#define SHIFTED "The busy times are shifted by the UTC offset of the asker."
#define OTHERS "The busy times are not those that were expected."

/* Minutes of the requester's clock ahead of UTC when the window begins: as the own directory has it, else this machine's. */
static int clock_of_requester(const struct flow *flow)
{
    const struct flow_settings *settings = flow->settings;
    const struct asked_window window = window_of(settings);
    const struct object *configuration =
        settings->organization ? snapshot_find(settings->organization, settings->scope, "MailboxCalendarConfiguration",
                                               "Identity", flow->lookup->requester)
                               : NULL;
    const struct time_zone *zone =
        time_zone_find(configuration ? object_text(configuration, "WorkingHoursTimeZone") : "");
    struct date_time start;
    struct tm local = {0};
    time_t seconds;

    if (!date_time_parse(window.start, &start))
        return 0;
    if (zone)
        return (int)((time_zone_to_local(zone, start.seconds) - start.seconds) / MINUTE);
    seconds = start.seconds;
    return settings->organization || !localtime_r(&seconds, &local) ? 0 : (int)(local.tm_gmtoff / MINUTE);
}

static bool read_interval(const char *start, const char *end, int64_t interval[2])
{
    struct date_time first, last;

    if (!date_time_parse(start, &first) || !date_time_parse(end, &last))
        return false;
    interval[0] = first.seconds;
    interval[1] = last.seconds;
    return true;
}

/* Minutes that an event is later than the interval; false: they are not of one length. */
static bool distance(const struct evidence_event *event, const int64_t interval[2], int64_t *minutes)
{
    int64_t found[2];

    if (!read_interval(event->start, event->end, found) || found[1] - found[0] != interval[1] - interval[0])
        return false;
    *minutes = (found[0] - interval[0]) / MINUTE;
    return true;
}

/* clock 0: nobody knows the requester's, and any will do. */
static bool is_offset(int64_t minutes, int clock)
{
    if (clock)
        return minutes == clock || minutes == -clock;
    return minutes % QUARTER == 0 && minutes >= -FARTHEST && minutes <= FARTHEST;
}

/* How one busy time that should be there stands among those that are. */
static enum outcome find(const struct lookup *lookup, const int64_t interval[2], int clock)
{
    enum outcome outcome = OUTCOME_OTHER_TIMES;
    int64_t minutes;

    for (size_t i = 0; i < lookup->event_count; i++)
        if (distance(&lookup->events[i], interval, &minutes)) {
            if (minutes == 0)
                return OUTCOME_OK;
            if (is_offset(minutes, clock))
                outcome = OUTCOME_SHIFTED_TIMES;
        }
    return outcome;
}

static enum outcome find_all(const struct lookup *lookup, const struct lookup *wanted, int clock)
{
    enum outcome outcome = OUTCOME_OK;
    int64_t interval[2];

    for (size_t i = 0; i < wanted->event_count && outcome != OUTCOME_OTHER_TIMES; i++)
        if (read_interval(wanted->events[i].start, wanted->events[i].end, interval)) {
            const enum outcome one = find(lookup, interval, clock);
            outcome = one == OUTCOME_OK ? outcome : one;
        }
    return outcome;
}

static bool conclude(struct flow *flow, enum outcome outcome)
{
    if (outcome == OUTCOME_OK)
        return true;
    return flow_fail(flow, HOP_AVAILABILITY, flow->route.ews_url, outcome,
                     outcome == OUTCOME_SHIFTED_TIMES ? SHIFTED : OTHERS);
}

static bool are_as_expected(struct flow *flow)
{
    const struct flow_settings *settings = flow->settings;
    int64_t interval[2];

    if (!settings->expected_start || !read_interval(settings->expected_start, settings->expected_end, interval))
        return true;
    return conclude(flow, find(flow->lookup, interval, clock_of_requester(flow)));
}

/* A client does not see which way its server goes; its organisation's settings tell. */
static bool may_lose_clock(const struct flow *flow)
{
    const char *own = lookup_setting(flow->lookup, "own-way");

    if (flow->lookup->way == WAY_CLIENT)
        return own ? way_from_name(own) == WAY_GRAPH : !flow->settings->organization;
    return flow->lookup->way == WAY_GRAPH;
}

/* The second answer is looked at, and not kept: its times are the question. */
static bool are_same(struct flow *flow, bool (*ask)(struct flow *flow))
{
    struct lookup *const first = flow->lookup;
    CLEANUP(lookup_free) struct lookup *second = lookup_new(first->requester, first->target);
    const int clock = clock_of_requester(flow);
    bool answered;

    if (clock == 0)
        return true;
    second->way = first->way;
    flow->lookup = second;
    flow->zone_minutes = clock;
    answered = ask(flow);
    flow->lookup = first;
    flow->zone_minutes = 0;
    return !answered || conclude(flow, find_all(second, first, clock));
}

bool busy_times_hold(struct flow *flow, bool (*ask)(struct flow *flow))
{
    return are_as_expected(flow) && (!flow->settings->two_clocks || !may_lose_clock(flow) || are_same(flow, ask));
}
