/* SPDX-License-Identifier: MIT */
/* Bearer tokens at an endpoint: opens, checks, and refuses with the documented 401. */
#include "oauth.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "challenge.h"
#include "claims.h"
#include "oauth_check.h"

#include <stdio.h>
#include <string.h>

/* What stands behind "Bearer"; "" if nothing does. */
static const char *bearer_token(const struct request *request)
{
    const char *value = headers_get(&request->headers, "Authorization");

    if (!text_starts(value, "Bearer"))
        return "";
    value += strlen("Bearer");
    return value + strspn(value, " ");
}

static void refuse(struct presented *presented, enum diagnostic diagnostic, struct answer *answer)
{
    CLEANUP(cleanup_string) char *diagnostics = diagnostic_text(diagnostic, presented->detail);

    challenge_write(presented->call, diagnostics, answer);
}

static void name_caller(const struct presented *presented, struct caller *caller)
{
    const char *address = claims_text(presented->user, "smtp");
    struct principal application;

    if (!*address)
        address = claims_text(presented->user, "upn");
    caller->kind = CALLER_ORGANIZATION;
    if (principal_parse(claims_text(presented->actor, "nameid"), &application))
        snprintf(caller->application, sizeof caller->application, "%s", application.application);
    snprintf(caller->address, sizeof caller->address, "%s", address_smtp(address));
}

bool oauth_authenticate(const struct exchange_call *call, struct caller *caller, struct answer *answer)
{
    const char *token = bearer_token(call->request);
    CLEANUP(oauth_close) struct presented presented = {.call = call};
    enum diagnostic complaint;

    if (!*token || !challenge_offers_oauth(call)) {
        oauth_challenge(call, answer);
        return false;
    }
    complaint = oauth_open(&presented, token);
    if (complaint == DIAGNOSTIC_NONE)
        complaint = oauth_check(&presented);
    if (complaint == DIAGNOSTIC_NONE)
        name_caller(&presented, caller);
    else
        refuse(&presented, complaint, answer);
    return complaint == DIAGNOSTIC_NONE;
}
