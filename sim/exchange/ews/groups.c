/* SPDX-License-Identifier: MIT */
/* A distribution group is as busy as its members are together; a room list is such a group. */
#include "user_availability.h"

#include "base/text.h"

#include <stdlib.h>

static void move_events(struct calendar *from, struct calendar *to)
{
    for (size_t i = 0; i < from->count; i++)
        calendar_add(to, from->events[i]);
    from->count = 0;
}

/* Working hours that are impossible are kept: whoever needs the hours of all cannot do with those of the others. */
static void add_member(struct availability_result *whole, struct availability_result *member)
{
    struct calendar *calendar = &whole->calendar;

    if (!whole->ok || member->calendar.access < calendar->access)
        calendar->access = member->calendar.access;
    if (!whole->ok || !working_hours_possible(&member->calendar.hours))
        calendar->hours = member->calendar.hours;
    move_events(&member->calendar, calendar);
    whole->ok = true;
}

/* Of a group in a group only the name is known: no loops. false: the error of that member is the whole group's. */
static bool ask_member(const struct exchange_call *call, const struct caller *caller, const struct window *window,
                       const char *address, struct availability_result *whole)
{
    struct availability_result member = {0};

    if (group_find(call->snapshot, call->scope, address))
        return true;
    mailbox_ask(call, caller, window, address, &member);
    if (!member.ok) {
        availability_result_clear(whole);
        *whole = member;
        return false;
    }
    add_member(whole, &member);
    availability_result_clear(&member);
    return true;
}

void group_ask(const struct exchange_call *call, const struct caller *caller, const struct window *window,
               const struct object *group, struct availability_result *result)
{
    const struct object *member = NULL;

    while ((member = snapshot_next(call->snapshot, call->scope, "DistributionGroupMember", member)))
        if (text_equal(object_text(member, "Identity"), object_text(group, "Name")) &&
            !ask_member(call, caller, window, object_text(member, "Member"), result))
            return;
    result->ok = true;
}
