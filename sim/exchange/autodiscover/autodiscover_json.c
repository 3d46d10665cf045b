/* SPDX-License-Identifier: MIT */
/* autodiscover.json, version 2 of the protocol: where a mailbox's service is, without a log-on.
 * /autodiscover/autodiscover.json?Email=ann@contoso.com&Protocol=EWS, or the address in the path behind /v1.0/. */
#include "base/cleanup.h"
#include "base/text.h"
#include "endpoints.h"
#include "exchange/common/marks.h"
#include "exchange/common/server.h"
#include "exchange/oauth/form.h"
#include "settings.h"
#include "vocabulary/exchange_names.h"

#include <jansson.h>
#include <string.h>

static char *ews_url(const struct exchange_call *call)
{
    return server_ews_url(call, "ExternalUrl");
}

static char *older_url(const struct exchange_call *call)
{
    CLEANUP(cleanup_string) char *base = server_asked_url(call);

    return text_format("%s" PATH_AUTODISCOVER_POX, base);
}

static const struct located {
    const char *name;
    char *(*url)(const struct exchange_call *call); /* NULL: none is published */
} protocols[] = {{"AutodiscoverV1", older_url}, {"EWS", ews_url}};

static const struct located *protocol_of(const char *name)
{
    for (size_t i = 0; i < ARRAY_SIZE(protocols); i++)
        if (text_equal(protocols[i].name, name))
            return &protocols[i];
    return NULL;
}

/* Takes the object. */
static void send(struct answer *answer, int status, json_t *json)
{
    CLEANUP(cleanup_string) char *text = json_dumps(json, JSON_COMPACT);

    json_decref(json);
    answer_set(answer, status, "application/json; charset=utf-8", text);
}

static void refuse(struct answer *answer, int status, const char *code, const char *message)
{
    send(answer, status, json_pack("{s:s,s:s}", "ErrorCode", code, "ErrorMessage", message));
}

static void refuse_protocol(struct answer *answer, const char *name)
{
    CLEANUP(cleanup_string)
    char *message = text_format("The given protocol value '%.100s' is invalid. Supported values are "
                                "'AutodiscoverV1,EWS'",
                                name);

    if (*name)
        refuse(answer, 400, "InvalidProtocol", message);
    else
        refuse(answer, 400, "MandatoryParameterMissing",
               "A valid value must be provided for the query parameter 'Protocol'");
}

/* A mailbox on the other side is known there: inferred, for hybrid organisations. */
static void send_on(struct answer *answer, const char *address, const char *protocol)
{
    CLEANUP(cleanup_string)
    char *url = text_format("https://autodiscover.%s" PATH_AUTODISCOVER_JSON "?Email=%s&Protocol=%s&RedirectCount=1",
                            text_domain(address), address, protocol);

    answer_set(answer, 302, NULL, NULL);
    headers_set(&answer->headers, "Location", url);
}

static void locate(const struct exchange_call *call, const struct located *protocol, const char *address,
                   struct answer *answer)
{
    const struct object *recipient = recipient_next(call->snapshot, call->scope, address, NULL);
    const char *elsewhere = recipient_redirect(recipient, address);
    CLEANUP(cleanup_string) char *url = protocol->url(call);

    if (*elsewhere && text_domain(elsewhere))
        send_on(answer, elsewhere, protocol->name);
    else if (!recipient || !text_equal(object_noun(recipient), "Mailbox"))
        refuse(answer, 404, "UserNotFound", "The given user is not found");
    else if (!url || !*url)
        refuse(answer, 404, "ProtocolNotSupported", "The protocol is not published for the given user");
    else
        send(answer, 200, json_pack("{s:s,s:s}", "Protocol", protocol->name, "Url", url));
}

static char *asked_address(const struct request *request)
{
    static const char below[] = PATH_AUTODISCOVER_JSON "/v1.0/";

    if (text_starts(request->path, below))
        return text_copy(request->path + strlen(below));
    return form_value(request->query, strlen(request->query), "Email");
}

void autodiscover_json_answer(const struct exchange_call *call, struct answer *answer)
{
    const struct request *request = call->request;
    CLEANUP(cleanup_string) char *address = asked_address(request);
    CLEANUP(cleanup_string) char *name = form_value(request->query, strlen(request->query), "Protocol");
    const struct located *protocol = protocol_of(name);

    if (!text_domain(address))
        refuse(answer, 400, "InvalidEmail", "A valid smtp address must be provided");
    else if (!protocol)
        refuse_protocol(answer, name);
    else
        locate(call, protocol, address, answer);
    exchange_mark(call, answer);
}
