/* SPDX-License-Identifier: MIT */
/* The names of sign conditions as elements. */
#include "names.h"

#include <string.h>

static const char *const names[SIGN_FIELD_COUNT] = {
    [SIGN_HOP] = "hop",
    [SIGN_STEP] = "step",
    [SIGN_WAY] = "way",
    [SIGN_OUTCOME] = "outcome",
    [SIGN_STATUS] = "status",
    [SIGN_REASON] = "reason",
    [SIGN_DIAGNOSTICS] = "diagnostics",
    [SIGN_HEADER] = "header",
    [SIGN_NO_HEADER] = "no-header",
    [SIGN_FAULT_CODE] = "fault-code",
    [SIGN_FAULT_TEXT] = "fault-text",
    [SIGN_CONTENT_TYPE] = "content-type",
    [SIGN_BODY] = "body",
    [SIGN_TLS_ALERT] = "tls-alert",
    [SIGN_EXCEPTION_CODE] = "exception-code",
    [SIGN_TOKEN_OUTCOME] = "token-outcome",
    [SIGN_TOKEN_FAULT_TEXT] = "token-fault-text",
    [SIGN_TOKEN_APPLICATION] = "token-application",
    [SIGN_NO_TOKEN_APPLICATION] = "no-token-application",
    [SIGN_DIRECTION] = "direction",
    [SIGN_NO_DIRECTION] = "no-direction",
    [SIGN_PARTY] = "party",
    [SIGN_NO_PARTY] = "no-party",
    [SIGN_MARK] = "mark",
    [SIGN_NO_MARK] = "no-mark",
    [SIGN_CHALLENGE] = "challenge",
    [SIGN_NO_CHALLENGE] = "no-challenge",
    [SIGN_SETTING] = "setting",
    [SIGN_NO_SETTING] = "no-setting",
    [SIGN_BUILD] = "build",
    [SIGN_SAYS] = "says-text",
};

const char *sign_field_name(enum sign_field field)
{
    return names[field];
}

enum sign_field sign_field_from_name(const char *name)
{
    for (enum sign_field field = 0; field < SIGN_FIELD_COUNT; field++)
        if (strcmp(names[field], name) == 0)
            return field;
    return SIGN_FIELD_COUNT;
}
