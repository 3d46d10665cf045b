/* SPDX-License-Identifier: MIT */
/* The server's side: what it challenges with, and whether the answer proves a user. */
#include "base/base64.h"
#include "base/cleanup.h"
#include "base/text.h"
#include "ntlm.h"
#include "ntlm_legacy.h"
#include "ntlm_message.h"
#include "response_keys.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <stdlib.h>
#include <string.h>

enum { FLAG_EXTENDED = 0x80000 };

/* UNICODE, REQUEST_TARGET, NTLM, ALWAYS_SIGN, TARGET_TYPE_DOMAIN, EXTENDED_SESSIONSECURITY, TARGET_INFO, VERSION, 128 */
#define CHALLENGE_FLAGS 0x22898205u

void ntlm_challenge(const char *secret, uint64_t connection, unsigned char challenge[NTLM_CHALLENGE_SIZE])
{
    unsigned char digest[EVP_MAX_MD_SIZE];

    HMAC(EVP_sha256(), secret, (int)strlen(secret), (const unsigned char *)&connection, sizeof connection, digest,
         NULL);
    memcpy(challenge, digest, NTLM_CHALLENGE_SIZE);
}

char *ntlm_write_challenge(const char *domain, const unsigned char challenge[NTLM_CHALLENGE_SIZE])
{
    unsigned char message[NTLM_CHALLENGE_HEAD + 2 * 64 + 4 + 2 * 64 + 4] = NTLM_SIGNATURE;
    CLEANUP(cleanup_string) char *name = text_format("%.64s", domain);
    const size_t length = ntlm_widen(name, message + NTLM_CHALLENGE_HEAD);
    unsigned char *const info = message + NTLM_CHALLENGE_HEAD + length;
    const size_t size = NTLM_CHALLENGE_HEAD + 2 * length + 8;

    ntlm_put_number(message + NTLM_TYPE_PLACE, 2, 4);
    ntlm_put_field(message + 12, length, NTLM_CHALLENGE_HEAD);
    ntlm_put_number(message + 20, CHALLENGE_FLAGS, 4);
    memcpy(message + NTLM_CHALLENGE_PLACE, challenge, NTLM_CHALLENGE_SIZE);
    ntlm_put_field(message + NTLM_TARGET_INFO, length + 8, NTLM_CHALLENGE_HEAD + length);
    ntlm_put_number(message + 48, 10, 1); /* version: Windows 10, NTLM revision 15 */
    ntlm_put_number(message + 55, 15, 1);
    ntlm_put_number(info, NTLM_AV_DOMAIN, 2);
    ntlm_put_number(info + 2, (uint32_t)length, 2);
    ntlm_widen(name, info + NTLM_AV_HEAD); /* and four zeroes end the list */
    return base64_encode(message, size);
}

/* A name as UTF-16LE, whatever the client speaks; returns how many bytes, 0 for a name that is too long. */
static size_t wide_name(const struct ntlm_field *field, bool unicode, unsigned char wide[NTLM_LONGEST_NAME])
{
    if (field->length * (unicode ? 1 : 2) > NTLM_LONGEST_NAME)
        return 0;
    if (unicode && field->length > 0)
        memcpy(wide, field->bytes, field->length);
    for (size_t i = 0; !unicode && i < field->length; i++)
        ntlm_put_number(wide + 2 * i, field->bytes[i], 2);
    return field->length * (unicode ? 1 : 2);
}

/* Is it that name, or that name in a domain, "USER@DOMAIN"? */
static bool same_name(const unsigned char *wide, size_t length, const char *name)
{
    unsigned char wanted[NTLM_LONGEST_NAME];
    const size_t size = ntlm_widen(name, wanted);

    ntlm_upper(wanted, size);
    return length >= size && memcmp(wide, wanted, size) == 0 && (length == size || wide[size] == '@');
}

/* The first sixteen bytes of the response are the proof of challenge and rest. */
static bool proof_holds(const struct ntlm_field *response, const unsigned char challenge[NTLM_CHALLENGE_SIZE],
                        const unsigned char key[NTLM_PROOF])
{
    const struct ntlm_field rest = {response->bytes + NTLM_PROOF, response->length - NTLM_PROOF};
    unsigned char proof[NTLM_PROOF];

    ntlm_prove(key, challenge, &rest, proof);
    return CRYPTO_memcmp(proof, response->bytes, NTLM_PROOF) == 0;
}

/* Version 1; what the client adds to the challenge stands where the LM response was. */
static bool legacy_holds(const unsigned char *bytes, size_t length, const struct ntlm_field *response,
                         const unsigned char challenge[NTLM_CHALLENGE_SIZE], const char *password)
{
    const bool extended = ntlm_number(bytes + NTLM_FLAGS, 4) & FLAG_EXTENDED;
    const struct ntlm_field nonce = ntlm_field_at(bytes, length, NTLM_LM_RESPONSE);
    unsigned char hash[NTLM_HASH_SIZE];

    ntlm_hash_password(password, hash);
    return (!extended || nonce.length >= NTLM_CHALLENGE_SIZE) &&
           ntlm_legacy_proves(response->bytes, hash, challenge, extended ? nonce.bytes : NULL);
}

bool ntlm_proves(const char *text, size_t length, const unsigned char challenge[NTLM_CHALLENGE_SIZE], const char *user,
                 const char *password)
{
    const unsigned char *bytes = (const unsigned char *)text;
    unsigned char identity[2 * NTLM_LONGEST_NAME], key[NTLM_PROOF];
    struct ntlm_field response, name, domain;
    size_t used;
    bool unicode;

    if (length < NTLM_AUTHENTICATE_HEAD || strlen(user) > NTLM_LONGEST_NAME / 2 ||
        strlen(password) > NTLM_LONGEST_PASSWORD)
        return false;
    response = ntlm_field_at(bytes, length, NTLM_NT_RESPONSE);
    name = ntlm_field_at(bytes, length, NTLM_USER);
    domain = ntlm_field_at(bytes, length, NTLM_DOMAIN);
    unicode = name.length > 1 && name.bytes[1] == 0; /* not by the flag: some set it and send bytes all the same */
    used = wide_name(&name, unicode, identity);
    ntlm_upper(identity, used);
    if (response.length < NTLM_LEGACY_RESPONSE || response.length > NTLM_LONGEST_MESSAGE ||
        !same_name(identity, used, user))
        return false;
    if (response.length == NTLM_LEGACY_RESPONSE)
        return legacy_holds(bytes, length, &response, challenge, password);
    used += wide_name(&domain, unicode, identity + used);
    ntlm_response_key(password, identity, used, key);
    return proof_holds(&response, challenge, key);
}

/* Names of services are ASCII; what is not is no name that could be on a list. */
static void read_service(const struct ntlm_field *name, char service[NTLM_SPN_SIZE])
{
    size_t length = 0;

    for (size_t i = 0; i + 1 < name->length && length + 1 < NTLM_SPN_SIZE; i += 2) {
        if (name->bytes[i + 1] != 0 || name->bytes[i] < ' ' || name->bytes[i] > '~')
            break;
        service[length++] = (char)name->bytes[i];
    }
    service[2 * length == name->length ? length : 0] = '\0';
}

void ntlm_bound_read(const char *text, size_t length, struct ntlm_bound *bound)
{
    const unsigned char *bytes = (const unsigned char *)text;
    const size_t head = NTLM_PROOF + NTLM_CLIENT_PART;
    struct ntlm_field response, list, binding, name;

    *bound = (struct ntlm_bound){.service = ""};
    if (length < NTLM_AUTHENTICATE_HEAD)
        return;
    response = ntlm_field_at(bytes, length, NTLM_NT_RESPONSE);
    if (response.length < head)
        return;
    list = (struct ntlm_field){response.bytes + head, response.length - head};
    binding = ntlm_attribute(&list, NTLM_AV_CHANNEL_BINDINGS);
    name = ntlm_attribute(&list, NTLM_AV_TARGET_NAME);
    if (binding.bytes && binding.length == CHANNEL_BINDING_SIZE)
        memcpy(bound->channel, binding.bytes, CHANNEL_BINDING_SIZE);
    if (name.bytes)
        read_service(&name, bound->service);
}
