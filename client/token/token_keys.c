/* SPDX-License-Identifier: MIT */
/* A table of the texts last asked for, and the keys they became. */
#include "token_keys.h"

#include "base/lock.h"
#include "base/memory.h"
#include "base/text.h"
#include "certificate.h"
#include "parsed_key.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/sha.h>
#include <pthread.h>
#include <string.h>

enum { KEPT = 64 };

typedef struct parsed_key reader(const char *text);

/* The text itself is not kept: it may be a secret. */
struct kept_key {
    reader *read;
    unsigned char digest[SHA256_DIGEST_LENGTH];
    struct parsed_key key;
};

struct token_keys {
    pthread_mutex_t lock; /* held while a text is read, so that it is read once */
    struct kept_key entries[KEPT];
    size_t count; /* since the start: a newer one takes the place of the oldest */
};

struct token_keys *token_keys_new(void)
{
    struct token_keys *keys = memory_new(sizeof *keys);

    pthread_mutex_init(&keys->lock, NULL);
    return keys;
}

void token_keys_free(struct token_keys **keys)
{
    if (!*keys)
        return;
    for (size_t i = 0; i < KEPT; i++)
        parsed_key_close(&(*keys)->entries[i].key);
    pthread_mutex_destroy(&(*keys)->lock);
    free(*keys);
    *keys = NULL;
}

void parsed_key_close(struct parsed_key *key)
{
    EVP_PKEY_free(key->key);
    key->key = NULL;
}

/* The library would ask the terminal. */
static int no_passphrase(char *buffer, int size, int writing, void *context)
{
    (void)buffer, (void)size, (void)writing, (void)context;
    return -1;
}

static struct parsed_key read_private_key(const char *pem)
{
    BIO *input = BIO_new_mem_buf(pem, -1);
    const struct parsed_key key = {.key = input ? PEM_read_bio_PrivateKey(input, NULL, no_passphrase, NULL) : NULL};

    BIO_free(input);
    ERR_clear_error();
    return key;
}

static struct parsed_key read_certificate(const char *text)
{
    CLEANUP(certificate_free) X509 *certificate = certificate_load(text);
    CLEANUP(cleanup_string) char *thumbprint = certificate ? certificate_thumbprint(certificate) : NULL;
    struct parsed_key key = {.key = thumbprint ? X509_get_pubkey(certificate) : NULL};

    snprintf(key.thumbprint, sizeof key.thumbprint, "%s", thumbprint ? thumbprint : "");
    ERR_clear_error();
    return key;
}

static const struct kept_key *find(const struct token_keys *keys, reader *read, const unsigned char *digest)
{
    for (const struct kept_key *entry = keys->entries; entry < keys->entries + KEPT; entry++)
        if (entry->read == read && memcmp(entry->digest, digest, sizeof entry->digest) == 0)
            return entry;
    return NULL;
}

static const struct kept_key *add(struct token_keys *keys, reader *read, const unsigned char *digest, const char *text)
{
    struct kept_key *entry = &keys->entries[keys->count++ % KEPT];

    parsed_key_close(&entry->key);
    entry->read = read;
    memcpy(entry->digest, digest, sizeof entry->digest);
    entry->key = read(text);
    return entry;
}

static struct parsed_key look_up(struct token_keys *keys, reader *read, const char *text)
{
    unsigned char digest[SHA256_DIGEST_LENGTH];
    const struct kept_key *entry;
    struct parsed_key key;

    if (!keys)
        return read(text);
    SHA256((const unsigned char *)text, strlen(text), digest);
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&keys->lock);
    if (!(entry = find(keys, read, digest)))
        entry = add(keys, read, digest, text);
    key = entry->key;
    if (key.key)
        EVP_PKEY_up_ref(key.key);
    return key;
}

struct parsed_key parsed_private_key(struct token_keys *keys, const char *pem)
{
    return look_up(keys, read_private_key, pem);
}

struct parsed_key parsed_certificate(struct token_keys *keys, const char *text)
{
    return look_up(keys, read_certificate, text);
}
