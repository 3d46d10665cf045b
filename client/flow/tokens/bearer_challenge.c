/* SPDX-License-Identifier: MIT */
/* Reads the parameters of WWW-Authenticate, which the other side writes. */
#include "bearer_challenge.h"

#include "base/cleanup.h"
#include "base/text.h"

#include <string.h>

/* name="value"; the name stands at the beginning or behind a blank or comma. The caller frees it. */
static char *parameter(const char *challenge, const char *name)
{
    const size_t length = strlen(name);

    for (const char *at = challenge; (at = strstr(at, name)); at += length) {
        const bool begins = at == challenge || strchr(" ,\t", at[-1]);
        if (begins && at[length] == '=' && at[length + 1] == '"')
            return text_format("%.*s", (int)strcspn(at + length + 2, "\""), at + length + 2);
    }
    return NULL;
}

bool bearer_challenge_read(struct bearer_challenge *challenge, const struct evidence *record)
{
    *challenge = (struct bearer_challenge){0};
    for (size_t i = 0; i < record->header_count; i++) {
        const char *value = record->headers[i].value;
        if (!text_equal(record->headers[i].name, "WWW-Authenticate") || !text_starts(value, "Bearer"))
            continue;
        challenge->client_id = parameter(value, "client_id");
        challenge->trusted_issuers = parameter(value, "trusted_issuers");
        challenge->realm = parameter(value, "realm");
        return true;
    }
    return false;
}

bool bearer_challenge_trusts(const struct bearer_challenge *challenge, const char *issuer, const char *realm)
{
    CLEANUP(cleanup_string) char *named = text_format("%s@%s", issuer, realm);
    CLEANUP(cleanup_string) char *any = text_format("%s@*", issuer);
    CLEANUP(cleanup_string) char *copy = text_copy(challenge->trusted_issuers);
    char *rest = copy;

    for (char *entry; (entry = strsep(&rest, ", "));)
        if (*issuer && (text_equal(entry, named) || text_equal(entry, any) || text_equal(entry, issuer)))
            return true;
    return false;
}

void bearer_challenge_close(struct bearer_challenge *challenge)
{
    cleanup_string(&challenge->client_id);
    cleanup_string(&challenge->trusted_issuers);
    cleanup_string(&challenge->realm);
}
