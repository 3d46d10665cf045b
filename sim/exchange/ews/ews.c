/* SPDX-License-Identifier: MIT */
/* Exchange.asmx: the operation is the first element of the SOAP body; many clients send no SOAPAction. */
#include "ews.h"

#include "application.h"
#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "defects.h"
#include "exchange/common/soap.h"
#include "exchange/ews/availability/user_availability.h"
#include "exchange/ews/directory/directory.h"
#include "exchange/ews/time_zones/server_time_zones.h"
#include "exchange/login/access_policy.h"
#include "exchange/login/caller.h"
#include "exchange/login/ews_gate.h"
#include "exchange/login/service_page.h"
#include "known_answers.h"
#include "request_schema.h"
#include "vocabulary/exchange_names.h"
#include "xml/xml.h"

#include <string.h>

static const struct ews_operation {
    const char *element;
    bool external; /* other organisations may ask, too */
    bool kept;     /* the answer follows from question and settings, and many ask for it */
    void (*answer)(const struct exchange_call *call, const struct caller *caller, const xmlNode *element,
                   struct answer *answer);
} operations[] = {
    {"GetUserAvailabilityRequest", true, true, availability_answer},
    {"ResolveNames", false, false, resolve_names_answer},
    {"GetServerTimeZones", false, false, server_time_zones_answer},
    {"GetFolder", false, false, get_folder_answer},
    {"ConvertId", false, false, convert_id_answer},
    {"GetRoomLists", false, false, get_room_lists_answer},
    {"GetRooms", false, false, get_rooms_answer},
};

static void refuse_operation(const xmlNode *body, struct answer *answer)
{
    CLEANUP(cleanup_string) char *violation = NULL;
    size_t length;
    FILE *output = text_stream(&violation, &length);

    fprintf(output,
            "The element 'Body' in namespace '" NS_SOAP11
            "' has invalid child element '%.100s' in namespace '%.200s'. List of "
            "possible elements expected: '",
            (const char *)body->name, body->ns ? (const char *)body->ns->href : "");
    for (size_t i = 0; i < ARRAY_SIZE(operations); i++)
        fprintf(output, "%s%s", i ? ", " : "", operations[i].element);
    fputs("' in namespace '" NS_MESSAGES "'.", output);
    text_stream_close(output);
    soap_violation(answer, (int)xmlGetLineNo(body), 1, violation);
}

/* ExchangeImpersonation: a user of the lab may speak for any mailbox of the organisation. */
static bool impersonate(const struct exchange_call *call, struct caller *caller, struct answer *answer)
{
    const xmlNode *identity = xml_first(xml_child(soap_header(call, "ExchangeImpersonation"), "ConnectingSID"));
    CLEANUP(cleanup_string) char *name = xml_text(identity);
    const struct object *mailbox;

    if (!name || caller->kind != CALLER_USER)
        return true;
    mailbox = recipient_next(call->snapshot, call->scope, name, NULL);
    if (!mailbox)
        mailbox = snapshot_find(call->snapshot, call->scope, "Mailbox", "UserPrincipalName", name);
    if (!mailbox || !text_equal(object_noun(mailbox), "Mailbox")) {
        soap_fault(answer, "ErrorNonExistentMailbox", SOAP_NO_MAILBOX);
        return false;
    }
    snprintf(caller->address, sizeof caller->address, "%s", object_text(mailbox, "PrimarySmtpAddress"));
    return true;
}

/* NULL: none of ours. */
static const struct ews_operation *operation_of(const xmlNode *body)
{
    for (size_t i = 0; i < ARRAY_SIZE(operations); i++)
        if (xml_is(body, NS_MESSAGES, operations[i].element))
            return &operations[i];
    return NULL;
}

static void dispatch(const struct exchange_call *call, const struct caller *asker, struct answer *answer)
{
    const xmlNode *body = soap_body(call);
    const struct ews_operation *operation = operation_of(body);
    struct caller caller = *asker;

    if (!impersonate(call, &caller, answer))
        return;
    if (!operation)
        refuse_operation(body, answer);
    else if (caller_is_external(&caller) && !operation->external)
        soap_fault(answer, "ErrorAccessDenied", "Access is denied. Check credentials and try again.");
    else if (request_schema_holds(body, request_content(operation->element), answer))
        operation->answer(call, &caller, body, answer);
    if (operation && operation->kept)
        known_answers_keep(call, asker, answer);
}

void ews_answer(const struct exchange_call *call, struct answer *answer)
{
    struct caller caller;

    if (!text_equal(call->request->method, "POST")) {
        service_page_answer(call, answer);
        return;
    }
    if (text_ends(call->request->path, "/WSSecurity") && !soap_readable(call, answer))
        return; /* here the credentials are in the envelope */
    if (!caller_authenticate(call, &caller, answer) || !ews_gate_open(call, &caller, answer) ||
        !access_policy_permits(call, answer) || known_answers_give(call, &caller, answer))
        return;
    if (soap_readable(call, answer) && soap_version_known(call, answer) && services_run(call, answer) &&
        defects_spare(call, &caller, answer) && application_permitted(call, &caller, answer))
        dispatch(call, &caller, answer);
}
