/* SPDX-License-Identifier: MIT */
/* NTLM needs MD4, which OpenSSL has only as a deprecated function outside its providers. */
#define OPENSSL_SUPPRESS_DEPRECATED
#include "ntlm.h"

#include "base/base64.h"
#include "base/cleanup.h"
#include "base/text.h"
#include "ntlm_legacy.h"

#include <ctype.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/md4.h>
#include <stdlib.h>
#include <string.h>

#define SIGNATURE "NTLMSSP" /* and its NUL */

enum { FLAG_EXTENDED = 0x80000, LONGEST_MESSAGE = 4096, LONGEST_NAME = 512, PROOF = 16 };
/* Places of the fields in the messages. */
enum {
    AT_TYPE = 8,
    AT_LM_RESPONSE = 12,
    AT_NT_RESPONSE = 20,
    AT_DOMAIN = 28,
    AT_USER = 36,
    AT_FLAGS = 60,
    AUTHENTICATE_HEAD = 64
};
enum { CHALLENGE_HEAD = 56, AV_NETBIOS_DOMAIN = 2 };

/* UNICODE, REQUEST_TARGET, NTLM, ALWAYS_SIGN, TARGET_TYPE_DOMAIN, EXTENDED_SESSIONSECURITY, TARGET_INFO, VERSION, 128 */
#define CHALLENGE_FLAGS 0x22898205u

struct ntlm_field {
    const unsigned char *bytes;
    size_t length;
};

static uint32_t number(const unsigned char *bytes, size_t size)
{
    uint32_t value = 0;

    for (size_t i = size; i-- > 0;)
        value = value << 8 | bytes[i];
    return value;
}

static void put_number(unsigned char *bytes, uint32_t value, size_t size)
{
    for (size_t i = 0; i < size; i++, value >>= 8)
        bytes[i] = (unsigned char)value;
}

enum ntlm_message ntlm_read(const char *base64, char **bytes, size_t *length)
{
    static const enum ntlm_message types[] = {NTLM_NONE, NTLM_NEGOTIATE, NTLM_NONE, NTLM_AUTHENTICATE};
    const size_t size = strlen(base64);
    CLEANUP(cleanup_string) char *decoded = NULL;
    uint32_t type;

    *bytes = NULL;
    *length = 0;
    if (size <= LONGEST_MESSAGE)
        decoded = base64_decode(base64, size, BASE64_STRICT, length);
    if (*length < AT_TYPE + 4 || memcmp(decoded, SIGNATURE, sizeof SIGNATURE) != 0)
        return NTLM_NONE;
    type = number((unsigned char *)decoded + AT_TYPE, 4);
    if (type >= ARRAY_SIZE(types) || types[type] == NTLM_NONE)
        return NTLM_NONE;
    *bytes = TAKE(decoded);
    return types[type];
}

void ntlm_challenge(const char *secret, uint64_t connection, unsigned char challenge[NTLM_CHALLENGE_SIZE])
{
    unsigned char digest[EVP_MAX_MD_SIZE];

    HMAC(EVP_sha256(), secret, (int)strlen(secret), (const unsigned char *)&connection, sizeof connection, digest,
         NULL);
    memcpy(challenge, digest, NTLM_CHALLENGE_SIZE);
}

/* ASCII as UTF-16LE; returns how many bytes. */
static size_t widen(const char *text, unsigned char *wide)
{
    const size_t length = strlen(text);

    for (size_t i = 0; i < length; i++)
        put_number(wide + 2 * i, (unsigned char)text[i], 2);
    return 2 * length;
}

char *ntlm_write_challenge(const char *domain, const unsigned char challenge[NTLM_CHALLENGE_SIZE])
{
    unsigned char message[CHALLENGE_HEAD + 2 * 64 + 4 + 2 * 64 + 4] = SIGNATURE;
    CLEANUP(cleanup_string) char *name = text_format("%.64s", domain);
    const size_t length = widen(name, message + CHALLENGE_HEAD);
    unsigned char *const info = message + CHALLENGE_HEAD + length;
    const size_t size = CHALLENGE_HEAD + 2 * length + 8;

    put_number(message + AT_TYPE, 2, 4);
    put_number(message + 12, (uint32_t)length, 2);
    put_number(message + 14, (uint32_t)length, 2);
    put_number(message + 16, CHALLENGE_HEAD, 4);
    put_number(message + 20, CHALLENGE_FLAGS, 4);
    memcpy(message + 24, challenge, NTLM_CHALLENGE_SIZE);
    put_number(message + 40, (uint32_t)length + 8, 2);
    put_number(message + 42, (uint32_t)length + 8, 2);
    put_number(message + 44, (uint32_t)(CHALLENGE_HEAD + length), 4);
    put_number(message + 48, 10, 1); /* version: Windows 10, NTLM revision 15 */
    put_number(message + 55, 15, 1);
    put_number(info, AV_NETBIOS_DOMAIN, 2);
    put_number(info + 2, (uint32_t)length, 2);
    widen(name, info + 4); /* and four zeroes end the list */
    return base64_encode(message, size);
}

/* A field of the message; empty if it reaches beyond the end. */
static struct ntlm_field field_at(const unsigned char *bytes, size_t length, size_t place)
{
    const size_t size = number(bytes + place, 2), offset = number(bytes + place + 4, 4);

    return offset <= length && size <= length - offset ? (struct ntlm_field){bytes + offset, size}
                                                       : (struct ntlm_field){NULL, 0};
}

/* A name as UTF-16LE, whatever the client speaks; returns how many bytes, 0 for a name that is too long. */
static size_t wide_name(const struct ntlm_field *field, bool unicode, unsigned char wide[LONGEST_NAME])
{
    if (field->length * (unicode ? 1 : 2) > LONGEST_NAME)
        return 0;
    if (unicode && field->length > 0)
        memcpy(wide, field->bytes, field->length);
    for (size_t i = 0; !unicode && i < field->length; i++)
        put_number(wide + 2 * i, field->bytes[i], 2);
    return field->length * (unicode ? 1 : 2);
}

static void upper(unsigned char *wide, size_t length)
{
    for (size_t i = 0; i + 1 < length; i += 2)
        if (wide[i + 1] == 0)
            wide[i] = (unsigned char)toupper(wide[i]);
}

static void hash_password(const char *password, unsigned char hash[NTLM_HASH_SIZE])
{
    unsigned char wide[2 * 256];

    MD4(wide, widen(password, wide), hash);
}

/* NTOWFv2 of [MS-NLMP] 3.3.2: the key that proves the password, of a user in a domain. */
static void response_key(const char *password, const unsigned char *identity, size_t length, unsigned char key[PROOF])
{
    unsigned char hash[NTLM_HASH_SIZE];

    hash_password(password, hash);
    HMAC(EVP_md5(), hash, sizeof hash, identity, length, key, NULL);
}

/* Is it that name, or that name in a domain, "USER@DOMAIN"? */
static bool same_name(const unsigned char *wide, size_t length, const char *name)
{
    unsigned char wanted[LONGEST_NAME];
    const size_t size = widen(name, wanted);

    upper(wanted, size);
    return length >= size && memcmp(wide, wanted, size) == 0 && (length == size || wide[size] == '@');
}

/* The first sixteen bytes of the response are the proof of challenge and rest. */
static bool proof_holds(const struct ntlm_field *response, const unsigned char challenge[NTLM_CHALLENGE_SIZE],
                        const unsigned char key[PROOF])
{
    unsigned char signed_[NTLM_CHALLENGE_SIZE + LONGEST_MESSAGE], proof[PROOF];
    const size_t rest = response->length - PROOF;

    memcpy(signed_, challenge, NTLM_CHALLENGE_SIZE);
    memcpy(signed_ + NTLM_CHALLENGE_SIZE, response->bytes + PROOF, rest);
    HMAC(EVP_md5(), key, PROOF, signed_, NTLM_CHALLENGE_SIZE + rest, proof, NULL);
    return CRYPTO_memcmp(proof, response->bytes, PROOF) == 0;
}

/* Version 1; what the client adds to the challenge stands where the LM response was. */
static bool legacy_holds(const unsigned char *bytes, size_t length, const struct ntlm_field *response,
                         const unsigned char challenge[NTLM_CHALLENGE_SIZE], const char *password)
{
    const bool extended = number(bytes + AT_FLAGS, 4) & FLAG_EXTENDED;
    const struct ntlm_field nonce = field_at(bytes, length, AT_LM_RESPONSE);
    unsigned char hash[NTLM_HASH_SIZE];

    hash_password(password, hash);
    return (!extended || nonce.length >= NTLM_CHALLENGE_SIZE) &&
           ntlm_legacy_proves(response->bytes, hash, challenge, extended ? nonce.bytes : NULL);
}

bool ntlm_proves(const char *text, size_t length, const unsigned char challenge[NTLM_CHALLENGE_SIZE], const char *user,
                 const char *password)
{
    const unsigned char *bytes = (const unsigned char *)text;
    unsigned char identity[2 * LONGEST_NAME], key[PROOF];
    struct ntlm_field response, name, domain;
    size_t used;
    bool unicode;

    if (length < AUTHENTICATE_HEAD || strlen(user) > LONGEST_NAME / 2 || strlen(password) > 256)
        return false;
    response = field_at(bytes, length, AT_NT_RESPONSE);
    name = field_at(bytes, length, AT_USER);
    domain = field_at(bytes, length, AT_DOMAIN);
    unicode = name.length > 1 && name.bytes[1] == 0; /* not by the flag: some set it and send bytes all the same */
    used = wide_name(&name, unicode, identity);
    upper(identity, used);
    if (response.length < NTLM_LEGACY_RESPONSE || response.length > LONGEST_MESSAGE || !same_name(identity, used, user))
        return false;
    if (response.length == NTLM_LEGACY_RESPONSE)
        return legacy_holds(bytes, length, &response, challenge, password);
    used += wide_name(&domain, unicode, identity + used);
    response_key(password, identity, used, key);
    return proof_holds(&response, challenge, key);
}
