/* SPDX-License-Identifier: MIT */
/* Whom a token means, among all recipients; two are as bad as none. */
#include "base/cleanup.h"
#include "base/text.h"
#include "claims.h"
#include "presented.h"

#include <string.h>

/* "sip:ann@contoso.com" and "ann@contoso.com" name the same. */
static const char *without_sip(const char *address)
{
    return text_starts(address, "sip:") ? address + strlen("sip:") : address;
}

static bool has_mail_address(const struct object *recipient, const char *smtp)
{
    if (text_equal(object_text(recipient, "PrimarySmtpAddress"), smtp))
        return true;
    for (size_t i = 0; i < object_count(recipient, "EmailAddresses"); i++) {
        const char *address = object_item(recipient, "EmailAddresses", i);
        if (!text_starts(address, "sip:") && text_equal(address_smtp(address), smtp))
            return true;
    }
    return false;
}

static bool has_sip_address(const struct object *recipient, const char *sip)
{
    if (text_equal(without_sip(object_text(recipient, "SipAddress")), sip))
        return true;
    for (size_t i = 0; i < object_count(recipient, "EmailAddresses"); i++) {
        const char *address = object_item(recipient, "EmailAddresses", i);
        if (text_starts(address, "sip:") && text_equal(without_sip(address), sip))
            return true;
    }
    return false;
}

/* Any of the three is enough, as in the LDAP filter Microsoft gives for finding the twin. */
static bool is_meant(const struct object *recipient, const json_t *claims)
{
    const char *smtp = address_smtp(claims_text(claims, "smtp")), *upn = claims_text(claims, "upn");
    const char *sip = without_sip(claims_text(claims, "sip"));

    return (*smtp && has_mail_address(recipient, smtp)) ||
           (*upn && text_equal(object_text(recipient, "UserPrincipalName"), upn)) ||
           (*sip && has_sip_address(recipient, sip));
}

/* Autodiscover answers for the organisation and takes the application's word: rows 06 and 33 are printed of the EWS call,
 * so Autodiscover must have let the same user pass. Inferred from the catalogue's texts. */
static bool needs_user(const struct exchange_call *call)
{
    return !call->virtual_directory ||
           !text_equal(object_noun(call->virtual_directory), "AutodiscoverVirtualDirectory");
}

enum diagnostic oauth_find_user(struct presented *presented)
{
    static const char *const nouns[] = {"Mailbox", "RemoteMailbox", "MailUser", "MailContact"};
    const struct exchange_call *call = presented->call;
    size_t found = 0;

    for (size_t i = 0; i < ARRAY_SIZE(nouns); i++)
        for (const struct object *recipient = NULL;
             (recipient = snapshot_next(call->snapshot, call->scope, nouns[i], recipient));)
            found += is_meant(recipient, presented->user);
    if (found == 1 || !presented->user_named || !needs_user(call))
        return DIAGNOSTIC_NONE;
    return found == 0 ? DIAGNOSTIC_UNKNOWN_USER : DIAGNOSTIC_AMBIGUOUS_USER;
}
