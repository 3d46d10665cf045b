/* SPDX-License-Identifier: MIT */
/* The people of an organisation and their busy times, as its server tells them to whom. */
#include "mailboxes.h"

#include "access.h"
#include "base/cleanup.h"
#include "base/text.h"
#include "exchange/common/server.h"
#include "exchange/login/caller.h"
#include "front_door.h"
#include "groups.h"

#include <stdlib.h>
#include <string.h>

enum mailbox_refusal {
    REFUSAL_BAD_ADDRESS,
    REFUSAL_NOT_FOUND,
    REFUSAL_NO_ACCESS,
    REFUSAL_CROSS_ORGANIZATION,
    REFUSAL_TOO_BIG
};

#define EXCEPTION(name) "Microsoft.Exchange.InfoWorker.Common.Availability." name

static const struct {
    const char *code, *exception;
    int number;                 /* 0: not public */
    const char *before, *after; /* of the address; after NULL: the text does not name it */
} refusals[] = {
    [REFUSAL_BAD_ADDRESS] = {"ErrorInvalidSmtpAddress", EXCEPTION("InvalidSmtpAddressException"), 5035, "The address ",
                             " is not an SMTP address."},
    [REFUSAL_NOT_FOUND] = {"ErrorMailRecipientNotFound", EXCEPTION("MailRecipientNotFoundException"), 5009,
                           "Unable to resolve e-mail address ", " to an Active Directory object."},
    [REFUSAL_NO_ACCESS] = {"ErrorNoFreeBusyAccess", EXCEPTION("NoFreeBusyAccessException"), 5037,
                           "The caller does not have access to free/busy data.", NULL},
    [REFUSAL_CROSS_ORGANIZATION] = {"ErrorProxyRequestNotAllowed",
                                    EXCEPTION("CrossOrganizationProxyNotAllowedForExternalOrganizationException"), 0,
                                    "The cross-organization request for mailbox ",
                                    " is not allowed because the requester is from a different organization."},
    [REFUSAL_TOO_BIG] = {"ErrorResultSetTooBig", EXCEPTION("ResultSetTooBigException"), 5006,
                         "The result set contains too many calendar entries.", NULL},
};

static void refuse(const struct exchange_call *call, struct availability_result *result, enum mailbox_refusal refusal,
                   const char *address)
{
    const char *after = refusals[refusal].after;

    result->error.text = text_format("%s%.320s%s", refusals[refusal].before, after ? address : "", after ? after : "");
    result->error.code = text_copy(refusals[refusal].code);
    result->error.exception = text_copy(refusals[refusal].exception);
    result->error.number = refusals[refusal].number;
    result->error.server = text_copy(server_name(call));
}

static void refuse_size(const struct exchange_call *call, struct availability_result *result, size_t matches)
{
    refuse(call, result, REFUSAL_TOO_BIG, "");
    free(result->error.text);
    result->error.text = text_format("%s The allowed size = %d; the actual size = %zu. LID: 54796",
                                     refusals[REFUSAL_TOO_BIG].before, CALENDAR_LIMIT, matches);
}

static bool is_address(const char *address)
{
    const char *domain = text_domain(address);

    return domain && *domain && domain - address > 1 && strlen(address) < 320 && !strpbrk(address, " \t\r\n<>\"/");
}

/* A mailbox here before a pointer to another side. NULL: nobody has the address. */
static const struct object *find(const struct exchange_call *call, const char *address)
{
    const struct object *first = recipient_next(call->snapshot, call->scope, address, NULL);

    for (const struct object *recipient = first; recipient;
         recipient = recipient_next(call->snapshot, call->scope, address, recipient))
        if (text_equal(object_noun(recipient), "Mailbox"))
            return recipient;
    return first;
}

static void open_calendar(const struct exchange_call *call, const struct caller *caller, const struct window *window,
                          const struct object *mailbox, struct availability_result *result)
{
    struct calendar *calendar = &result->calendar;

    calendar->access = access_to_mailbox(call, caller, mailbox);
    if (calendar->access == ACCESS_NONE) {
        refuse(call, result, REFUSAL_NO_ACCESS, "");
        return;
    }
    calendar_expand(calendar, call->snapshot, call->scope, mailbox, window);
    working_hours_load(&calendar->hours, call->snapshot, call->scope, mailbox);
    if (calendar->matches > CALENDAR_LIMIT)
        refuse_size(call, result, calendar->matches);
    else
        result->ok = true;
}

/* Of a group in a group only the name is known: no loops. false: the error of that member is the whole group's. */
static bool ask_member(const struct exchange_call *call, const struct caller *caller, const struct window *window,
                       const char *address, struct availability_result *group)
{
    struct availability_result member = {0};

    if (group_find(call->snapshot, call->scope, address))
        return true;
    mailbox_ask(call, caller, window, address, &member);
    if (!member.ok) {
        availability_result_clear(group);
        *group = member;
        return false;
    }
    group_add_member(group, &member);
    return true;
}

static void ask_members(const struct exchange_call *call, const struct caller *caller, const struct window *window,
                        const struct object *group, struct availability_result *result)
{
    const struct object *member = NULL;

    while ((member = snapshot_next(call->snapshot, call->scope, "DistributionGroupMember", member)))
        if (text_equal(object_text(member, "Identity"), object_text(group, "Name")) &&
            !ask_member(call, caller, window, object_text(member, "Member"), result))
            return;
    result->ok = true;
}

void mailbox_ask(const struct exchange_call *call, const struct caller *caller, const struct window *window,
                 const char *address, struct availability_result *result)
{
    const char *smtp = address_smtp(address);
    const struct object *recipient = is_address(smtp) ? find(call, smtp) : NULL;
    const struct object *group = recipient ? NULL : group_find(call->snapshot, call->scope, smtp);
    const bool external = caller_is_external(caller);

    if (!is_address(smtp))
        refuse(call, result, REFUSAL_BAD_ADDRESS, address);
    else if (external && access_of_organization(call, caller) == ACCESS_NONE)
        refuse(call, result, REFUSAL_NO_ACCESS, smtp);
    else if (recipient && text_equal(object_noun(recipient), "Mailbox"))
        open_calendar(call, caller, window, recipient, result);
    else if (group)
        ask_members(call, caller, window, group, result);
    else if (!external && call->setup->ask && server_is_exchange(call))
        front_door_ask(call, caller, window, smtp, result);
    else
        refuse(call, result, recipient ? REFUSAL_CROSS_ORGANIZATION : REFUSAL_NOT_FOUND, smtp);
}
