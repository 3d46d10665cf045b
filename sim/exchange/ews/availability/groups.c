/* SPDX-License-Identifier: MIT */
/* A distribution group is as busy as its members are together; a room list is such a group. */
#include "groups.h"

static void move_events(struct calendar *from, struct calendar *to)
{
    for (size_t i = 0; i < from->count; i++)
        calendar_add(to, from->events[i]);
    from->count = 0;
}

/* Working hours that are impossible are kept: whoever needs the hours of all cannot do with those of the others. */
void group_add_member(struct availability_result *group, struct availability_result *member)
{
    struct calendar *calendar = &group->calendar;

    if (!group->ok || member->calendar.access < calendar->access)
        calendar->access = member->calendar.access;
    if (!group->ok || !working_hours_possible(&member->calendar.hours))
        calendar->hours = member->calendar.hours;
    move_events(&member->calendar, calendar);
    group->ok = true;
    availability_result_clear(member);
}
