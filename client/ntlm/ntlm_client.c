/* SPDX-License-Identifier: MIT */
/* The client's side: it begins, and answers a challenge with a proof of version 2 that covers what it is connected to. */
#include "base/base64.h"
#include "base/cleanup.h"
#include "base/text.h"
#include "ntlm.h"
#include "ntlm_message.h"
#include "response_keys.h"

#include <string.h>

/* UNICODE, REQUEST_TARGET, NTLM, ALWAYS_SIGN, EXTENDED_SESSIONSECURITY, TARGET_INFO, 128 */
#define CLIENT_FLAGS 0x20888205u
#define TICKS_TO_1970 116444736000000000u /* of 100 ns, from 1601 */

enum { NEGOTIATE_SIZE = 32, NO_LM_RESPONSE = 24, MOST = NTLM_LONGEST_MESSAGE };

/* What is composed, one piece behind the other. */
struct draft {
    unsigned char bytes[MOST];
    size_t length;
};

static void put(struct draft *draft, const void *bytes, size_t length)
{
    if (length > 0)
        memcpy(draft->bytes + draft->length, bytes, length);
    draft->length += length;
}

static void put_number(struct draft *draft, uint32_t value, size_t size)
{
    ntlm_put_number(draft->bytes + draft->length, value, size);
    draft->length += size;
}

static void put_attribute(struct draft *draft, unsigned attribute, const void *value, size_t length)
{
    put_number(draft, attribute, 2);
    put_number(draft, (uint32_t)length, 2);
    put(draft, value, length);
}

char *ntlm_write_negotiate(void)
{
    struct draft draft = {.length = 0};

    put(&draft, NTLM_SIGNATURE, sizeof NTLM_SIGNATURE);
    put_number(&draft, NTLM_NEGOTIATE, 4);
    put_number(&draft, CLIENT_FLAGS, 4);
    draft.length = NEGOTIATE_SIZE; /* no domain and no computer is named */
    return base64_encode(draft.bytes, draft.length);
}

/* Version, time and nonce; then what the server has told of itself, and what the client adds. */
static void put_client_part(struct draft *draft, const struct ntlm_client *client, const struct ntlm_field *info)
{
    const uint64_t ticks = TICKS_TO_1970 + client->seconds * 10000000;
    unsigned char service[2 * NTLM_SPN_SIZE];

    put_number(draft, 0x0101, 2);
    put_number(draft, 0, 6);
    put_number(draft, (uint32_t)ticks, 4);
    put_number(draft, (uint32_t)(ticks >> 32), 4);
    put(draft, client->nonce, NTLM_CHALLENGE_SIZE);
    put_number(draft, 0, 4);
    put(draft, info->bytes, ntlm_attributes_length(info));
    if (client->channel)
        put_attribute(draft, NTLM_AV_CHANNEL_BINDINGS, client->channel, CHANNEL_BINDING_SIZE);
    put_attribute(draft, NTLM_AV_TARGET_NAME, service, ntlm_widen(client->service, service));
    put_number(draft, NTLM_AV_END, 4);
    put_number(draft, 0, 4);
}

static void put_field(struct draft *draft, size_t place, const void *bytes, size_t length)
{
    ntlm_put_field(draft->bytes + place, length, draft->length);
    put(draft, bytes, length);
}

/* Users who name their domain behind an @ are in no other. */
static struct ntlm_field domain_of(const struct ntlm_client *client, const struct ntlm_field *info)
{
    return strchr(client->user, '@') ? (struct ntlm_field){NULL, 0} : ntlm_attribute(info, NTLM_AV_DOMAIN);
}

static char *write_answer(const struct ntlm_client *client, const unsigned char *challenge,
                          const struct ntlm_field *info)
{
    static const unsigned char none[NO_LM_RESPONSE];
    const struct ntlm_field domain = domain_of(client, info);
    unsigned char name[NTLM_LONGEST_NAME], identity[2 * NTLM_LONGEST_NAME], key[NTLM_PROOF];
    const size_t length = ntlm_widen(client->user, name);
    struct draft draft = {.length = 0}, response = {.length = NTLM_PROOF};
    struct ntlm_field rest;

    memcpy(identity, name, length);
    ntlm_upper(identity, length);
    if (domain.length > 0)
        memcpy(identity + length, domain.bytes, domain.length);
    ntlm_response_key(client->password, identity, length + domain.length, key);
    put_client_part(&response, client, info);
    rest = (struct ntlm_field){response.bytes + NTLM_PROOF, response.length - NTLM_PROOF};
    ntlm_prove(key, challenge, &rest, response.bytes);
    memcpy(draft.bytes, NTLM_SIGNATURE, sizeof NTLM_SIGNATURE);
    ntlm_put_number(draft.bytes + NTLM_TYPE_PLACE, NTLM_AUTHENTICATE, 4);
    ntlm_put_number(draft.bytes + NTLM_FLAGS, CLIENT_FLAGS, 4);
    draft.length = NTLM_AUTHENTICATE_HEAD;
    put_field(&draft, NTLM_DOMAIN, domain.bytes, domain.length);
    put_field(&draft, NTLM_USER, name, length);
    put_field(&draft, NTLM_WORKSTATION, NULL, 0);
    put_field(&draft, NTLM_LM_RESPONSE, none, sizeof none);
    put_field(&draft, NTLM_NT_RESPONSE, response.bytes, response.length);
    put_field(&draft, NTLM_SESSION_KEY, NULL, 0);
    return base64_encode(draft.bytes, draft.length);
}

/* All of it fits into the drafts. */
static bool has_room(const struct ntlm_client *client, const struct ntlm_field *info)
{
    return strlen(client->user) <= NTLM_LONGEST_NAME / 2 && strlen(client->password) <= NTLM_LONGEST_PASSWORD &&
           strlen(client->service) < NTLM_SPN_SIZE && info->length <= NTLM_LONGEST_NAME;
}

char *ntlm_answer(const struct ntlm_client *client, const char *challenge)
{
    CLEANUP(cleanup_string) char *bytes = NULL;
    const unsigned char *message;
    struct ntlm_field info;
    size_t length = 0;

    if (ntlm_read(challenge, &bytes, &length) != NTLM_CHALLENGE || length < NTLM_CHALLENGE_HEAD - 8)
        return NULL;
    message = (const unsigned char *)bytes;
    info = ntlm_field_at(message, length, NTLM_TARGET_INFO);
    return has_room(client, &info) ? write_answer(client, message + NTLM_CHALLENGE_PLACE, &info) : NULL;
}
