/* SPDX-License-Identifier: MIT */
/* The table of refusals: number, category and sentence. */
#include "diagnostics.h"

#include "base/cleanup.h"
#include "base/text.h"

/* No formats on purpose: the detail comes from a token and goes between `before` and `after`. The texts are documented
 * (2000009 by a customer's own report on Microsoft Q&A, question 1524201) but for two: 2000001 is known from another
 * service of Microsoft 365, and no public document shows Exchange's words for a token outside its lifetime, so that row
 * has our own wording in the category of that service. */
static const struct {
    int number;
    const char *before, *after, *category;
} table[DIAGNOSTIC_COUNT] = {
    [DIAGNOSTIC_UNREADABLE] = {2000001, "OAuth token submitted with the request cannot be parsed.", "",
                               "invalid_token"},
    [DIAGNOSTIC_SIGNATURE] = {2000000, "The token has an invalid signature.", "", "invalid_signature"},
    [DIAGNOSTIC_AUDIENCE] = {2000003, "The audience claim value is invalid '", "'.", "invalid_resource"},
    [DIAGNOSTIC_HOST] = {2000003, "The hostname component of the audience claim value is invalid. ", "",
                         "invalid_resource"},
    [DIAGNOSTIC_SCHEME] = {2000003, "The hostname component of the audience claim value '", "' is invalid",
                           "invalid_resource"},
    [DIAGNOSTIC_TENANT] = {2000004, "The tenant for tenant guid '", "' does not exist.", "invalid_tenant"},
    [DIAGNOSTIC_LIFETIME] = {2000001, "The token is outside its lifetime.", "", "invalid_token"},
    [DIAGNOSTIC_PARTNER] = {2000008,
                            "The token should have valid permissions or linked account associated with partner "
                            "application '",
                            "'.", "invalid_grant"},
    [DIAGNOSTIC_ISSUER] = {2000009, "The issuer of the token is unknown. Issuer was '", "'.", "invalid_issuer"},
    [DIAGNOSTIC_AMBIGUOUS_USER] = {2000005, "The user specified by the user-context in the token is ambiguous.", "",
                                   "invalid_user"},
    [DIAGNOSTIC_UNKNOWN_USER] = {2000005, "The user specified by the user-context in the token does not exist.", "",
                                 "invalid_user"},
};

/* The detail comes from a stranger: no line ends, no quotation marks. */
static char *keep_harmless(char *text)
{
    for (char *at = text; *at; at++)
        if (*at < ' ' || *at > '~' || *at == '"')
            *at = '?';
    return text;
}

char *diagnostic_text(enum diagnostic diagnostic, const char *detail)
{
    CLEANUP(cleanup_string) char *shown = keep_harmless(text_format("%.300s", detail ? detail : ""));

    return text_format("%d;reason=\"%s%s%s\";error_category=\"%s\"", table[diagnostic].number, table[diagnostic].before,
                       shown, table[diagnostic].after, table[diagnostic].category);
}
