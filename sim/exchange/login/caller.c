/* SPDX-License-Identifier: MIT */
/* Basic, NTLM, Bearer and WS-Security: which one a request uses, and who it is then. */
#include "caller.h"

#include "base/base64.h"
#include "base/cleanup.h"
#include "base/text.h"
#include "exchange/common/exchange_state.h"
#include "exchange/common/iis.h"
#include "exchange/common/marks.h"
#include "exchange/common/server.h"
#include "exchange/dauth/dauth.h"
#include "exchange/oauth/challenge.h"
#include "exchange/oauth/oauth.h"
#include "extended_protection.h"
#include "ntlm/ntlm.h"
#include "origin/origin.h"

#include <openssl/crypto.h>
#include <stdio.h>
#include <string.h>

#define FRONT_DOOR_BASIC "Basic realm=\"fblab\""

static bool same_secret(const char *given, const char *wanted)
{
    const size_t length = strlen(wanted);

    return strlen(given) == length && CRYPTO_memcmp(given, wanted, length) == 0;
}

/* "DOMAIN\user" and "user@domain" are accepted for "user". */
static bool same_user(const char *given, const char *wanted)
{
    const char *behind = strrchr(given, '\\');
    const size_t length = strlen(wanted);

    return text_equal(given, wanted) || (behind && text_equal(behind + 1, wanted)) ||
           (text_starts(given, wanted) && given[length] == '@');
}

/* NULL: no mailbox of this organisation. */
static const struct object *mailbox_of(const struct exchange_call *call, const char *address)
{
    const struct object *recipient =
        address && *address ? recipient_next(call->snapshot, call->scope, address, NULL) : NULL;

    return recipient && text_equal(object_noun(recipient), "Mailbox") ? recipient : NULL;
}

/* The mailbox of the lab's user: the one a client says it works for, else the one the lab names, else the first. */
static void find_mailbox(const struct exchange_call *call, struct caller *caller)
{
    const struct object *mailbox = mailbox_of(call, headers_get(&call->request->headers, "X-AnchorMailbox"));
    char named[320] = "";

    if (!mailbox && call->setup->requester) {
        call->setup->requester(call->setup->context, named);
        mailbox = mailbox_of(call, named);
    }
    if (!mailbox)
        mailbox = snapshot_next(call->snapshot, call->scope, "Mailbox", NULL);
    if (mailbox)
        snprintf(caller->address, sizeof caller->address, "%s", object_text(mailbox, "PrimarySmtpAddress"));
}

const struct object *caller_account(const struct exchange_call *call)
{
    char named[320] = "";

    if (!call->setup->requester)
        return NULL;
    call->setup->requester(call->setup->context, named);
    return snapshot_find(call->snapshot, call->scope, "RemoteMailbox", "PrimarySmtpAddress", named);
}

/* Who has such an account asks the Autodiscover of the own forest first. */
static bool has_account(const struct exchange_call *call)
{
    return path_below(call->request->path, "/autodiscover") && caller_account(call);
}

static bool knows_lab_user(const struct exchange_call *call)
{
    const struct exchange_setup *setup = call->setup;
    const bool asking = call->front_door || (setup->asking && text_equal(setup->asking(setup->context), call->scope));

    return (asking || has_account(call)) && setup->user && setup->password;
}

static bool is_lab_user(const struct exchange_call *call, const char *user, const char *password)
{
    return knows_lab_user(call) && same_user(user, call->setup->user) && same_secret(password, call->setup->password);
}

/* Domino keeps the accounts of those who ask by an address space. */
static bool is_service_account(const struct exchange_call *call, const char *user, const char *password)
{
    if (server_is_exchange(call))
        return false;
    for (const struct object *account = NULL;
         (account = snapshot_next(call->snapshot, call->scope, "AvailabilityAddressSpace", account));)
        if (same_user(user, object_text(account, "UserName")) &&
            same_secret(password, object_text(account, "Password")))
            return true;
    return false;
}

/* The pair behind "Basic", decoded; the caller frees it. NULL: no Base64 of "user:password". */
static char *decode_pair(const char *text)
{
    const size_t length = strlen(text);
    size_t size = 0;
    char *pair = length < 4096 ? base64_decode(text, length, BASE64_STRICT, &size) : NULL;

    if (pair && strchr(pair, ':'))
        return pair;
    free(pair);
    return NULL;
}

/* Before what else is offered: some clients take the first scheme they see, and know Basic alone. */
static void offer_front_door(const struct exchange_call *call, struct answer *answer)
{
    CLEANUP(headers_clear) struct headers others = {0};

    if (!call->front_door)
        return;
    others = answer->headers;
    answer->headers = (struct headers){0};
    headers_add(&answer->headers, "WWW-Authenticate", FRONT_DOOR_BASIC);
    headers_add(&answer->headers, "WWW-Authenticate", "NTLM");
    for (size_t i = 0; i < others.count; i++)
        headers_add(&answer->headers, others.items[i].name, others.items[i].value);
}

static void challenge(const struct exchange_call *call, struct answer *answer)
{
    oauth_challenge(call, answer);
    offer_front_door(call, answer);
}

static bool offers_basic(const struct exchange_call *call)
{
    return call->front_door ||
           (call->virtual_directory && object_flag(call->virtual_directory, "BasicAuthentication", false));
}

static bool authenticate_basic(const struct exchange_call *call, struct caller *caller, struct answer *answer)
{
    const char *value = headers_get(&call->request->headers, "Authorization") + strlen("Basic");
    CLEANUP(cleanup_string) char *pair = offers_basic(call) ? decode_pair(value + strspn(value, " ")) : NULL;
    char *password = pair ? strchr(pair, ':') : NULL;

    *caller = (struct caller){.kind = CALLER_USER};
    if (password)
        *password++ = '\0';
    if (password && is_lab_user(call, pair, password)) {
        find_mailbox(call, caller);
        return true;
    }
    if (password && is_service_account(call, pair, password)) {
        snprintf(caller->address, sizeof caller->address, "%s", pair);
        return true;
    }
    challenge(call, answer);
    return false;
}

static bool authenticate_bearer(const struct exchange_call *call, struct caller *caller, struct answer *answer)
{
    *caller = (struct caller){.kind = CALLER_ANONYMOUS};
    if (!oauth_authenticate(call, caller, answer)) {
        offer_front_door(call, answer);
        return false;
    }
    if (call->front_door) /* its own users: the token is the organisation's own */
        caller->kind = CALLER_USER;
    return true;
}

static bool offers_ntlm(const struct exchange_call *call)
{
    const struct object *directory = call->virtual_directory;

    return call->front_door ||
           (directory && object_flag(directory, "WindowsAuthentication", false) && !server_is_cloud(call));
}

static void write_ntlm_challenge(const struct exchange_call *call, const char *scheme, const unsigned char *challenge,
                                 struct answer *answer)
{
    const struct object *domain = snapshot_next(call->snapshot, call->scope, "AcceptedDomain", NULL);
    CLEANUP(cleanup_string)
    char *message = ntlm_write_challenge(domain ? object_text(domain, "DomainName") : call->scope, challenge);
    CLEANUP(cleanup_string) char *value = text_format("%s %s", scheme, message);

    answer_set(answer, 401, NULL, NULL);
    headers_add(&answer->headers, "WWW-Authenticate", value);
    exchange_mark_iis(call, answer);
}

/* Who has proved to be the user may still have been meant for another server. */
static bool log_on(const struct exchange_call *call, const char *bytes, size_t length, struct caller *caller,
                   struct answer *answer)
{
    struct ntlm_bound bound;

    ntlm_bound_read(bytes, length, &bound);
    if (!extended_protection_holds(call, &bound)) {
        extended_protection_refuse(call, answer);
        return false;
    }
    caller->kind = CALLER_USER;
    find_mailbox(call, caller);
    exchange_log_on(call->exchange, call->request->origin->connection, extended_protection_ties(call, &bound));
    return true;
}

/* "NTLM <message>"; "Negotiate <message>" where the message is NTLM's own, as clients without Kerberos send it. */
static bool authenticate_ntlm(const struct exchange_call *call, struct caller *caller, struct answer *answer)
{
    const char *value = headers_get(&call->request->headers, "Authorization");
    const char *scheme = text_starts(value, "NTLM") ? "NTLM" : "Negotiate";
    const uint64_t connection = call->request->origin->connection;
    CLEANUP(cleanup_string) char *bytes = NULL;
    unsigned char nonce[NTLM_CHALLENGE_SIZE];
    size_t length = 0;
    enum ntlm_message message = NTLM_NONE;

    *caller = (struct caller){.kind = CALLER_ANONYMOUS};
    if (offers_ntlm(call) && call->setup->password) { /* whoever knocks is challenged, known or not */
        ntlm_challenge(call->setup->password, connection, nonce);
        message = ntlm_read(value + strlen(scheme) + 1, &bytes, &length);
    }
    if (message == NTLM_AUTHENTICATE && knows_lab_user(call) &&
        ntlm_proves(bytes, length, nonce, call->setup->user, call->setup->password))
        return log_on(call, bytes, length, caller, answer);
    if (message == NTLM_NEGOTIATE)
        write_ntlm_challenge(call, scheme, nonce, answer);
    else
        challenge(call, answer);
    return false;
}

static bool authenticate_delegation(const struct exchange_call *call, struct caller *caller, struct answer *answer)
{
    *caller = (struct caller){.kind = CALLER_ANONYMOUS};
    /* The back end's own setting is met later, by who reads the header (ws_security_works()). */
    if (call->virtual_directory && object_flag(call->virtual_directory, "WSSecurityAuthentication", false))
        return delegation_authenticate(call, caller, answer);
    iis_unauthorized(call, answer);
    return false;
}

/* Exchange looks at tokens and headers behind IIS, which lets the request through as nobody's: by default. */
static bool iis_refuses(const struct exchange_call *call)
{
    const char *identity = call->virtual_directory ? object_text(call->virtual_directory, "Identity") : "";
    const struct object *demands =
        snapshot_find(call->snapshot, call->scope, "LabIisAuthentication", "Identity", identity);

    return demands && !object_flag(demands, "Anonymous", true) &&
           !text_starts(headers_get(&call->request->headers, "Authorization"), "Basic ");
}

bool caller_authenticate(const struct exchange_call *call, struct caller *caller, struct answer *answer)
{
    static const struct {
        const char *prefix;
        bool (*authenticate)(const struct exchange_call *call, struct caller *caller, struct answer *answer);
    } schemes[] = {
        {"Bearer", authenticate_bearer},
        {"Basic ", authenticate_basic},
        {"NTLM ", authenticate_ntlm},
        {"Negotiate ", authenticate_ntlm},
    };
    const char *authorization = headers_get(&call->request->headers, "Authorization");

    if (iis_refuses(call)) {
        *caller = (struct caller){.kind = CALLER_ANONYMOUS};
        iis_unauthorized(call, answer);
        return false;
    }
    if (text_ends(call->request->path, "/WSSecurity"))
        return authenticate_delegation(call, caller, answer);
    for (size_t i = 0; i < ARRAY_SIZE(schemes); i++)
        if (text_starts(authorization, schemes[i].prefix))
            return schemes[i].authenticate(call, caller, answer);
    *caller = (struct caller){.kind = CALLER_USER};
    if (!authorization && offers_ntlm(call) && knows_lab_user(call) &&
        exchange_logged_on(call->exchange, call->request->origin->connection, extended_protection_is_on(call))) {
        find_mailbox(call, caller);
        return true;
    }
    caller->kind = CALLER_ANONYMOUS;
    challenge(call, answer);
    return false;
}

bool caller_is_external(const struct caller *caller)
{
    return caller->kind == CALLER_ORGANIZATION || caller->kind == CALLER_DELEGATION ||
           caller->kind == CALLER_APPLICATION;
}
