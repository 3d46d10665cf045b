/* SPDX-License-Identifier: MIT */
/* Digests of messages in a table of fixed size: where there is no room, the oldest gives way. */
#include "replay_cache.h"

#include "base/cleanup.h"
#include "base/lock.h"
#include "base/memory.h"
#include "exchange/common/exchange_state.h"
#include "origin/origin.h"
#include "ws_security.h"
#include "xml/xml.h"

#include <openssl/evp.h>
#include <pthread.h>
#include <string.h>

enum {
    DIGEST_BYTES = 32,
    ROWS = 1024,
    PLACES = 8,         /* in a row */
    KEPT_SECONDS = 900, /* longer than any timestamp holds, give or take both clocks */
};

struct taken {
    unsigned char digest[DIGEST_BYTES];
    int64_t until; /* 0: free */
    uint64_t connection;
    bool postponed; /* perhaps: it was read by those who must not wait, and may be read again */
};

struct replay_cache {
    pthread_mutex_t lock;
    struct taken rows[ROWS][PLACES];
};

struct replay_cache *replay_cache_new(void)
{
    struct replay_cache *cache = memory_new(sizeof *cache);

    pthread_mutex_init(&cache->lock, NULL);
    return cache;
}

void replay_cache_free(struct replay_cache **cache)
{
    if (*cache)
        pthread_mutex_destroy(&(*cache)->lock);
    free(*cache);
    *cache = NULL;
}

/* The end of a text counts, so that no two lists of texts are alike. */
static void add_text(EVP_MD_CTX *digest, const char *text)
{
    EVP_DigestUpdate(digest, text ? text : "", (text ? strlen(text) : 0) + 1);
}

static void add_node(EVP_MD_CTX *digest, xmlNode *node)
{
    CLEANUP(cleanup_string) char *text = node ? xml_dump(node) : NULL;

    add_text(digest, text);
}

/* What makes a message the one it is: its id, its time and its signature. Without id and signature, all that it says. */
static void add_message(EVP_MD_CTX *digest, const xmlDoc *envelope)
{
    const xmlNode *root = xmlDocGetRootElement(envelope), *header = xml_child(root, "Header");
    const xmlNode *security = ws_security_header(envelope);
    CLEANUP(cleanup_string) char *id = xml_text_at(header, "MessageID");
    CLEANUP(cleanup_string) char *signature = xml_text_at(security, "Signature/SignatureValue");

    add_text(digest, id);
    add_text(digest, signature);
    add_node(digest, xml_child(security, "Timestamp"));
    if (id || signature)
        return;
    add_node(digest, xml_child(security, "EncryptedData"));
    add_node(digest, xml_child(root, "Body"));
}

static void digest_of(const struct exchange_call *call, unsigned char bytes[DIGEST_BYTES])
{
    EVP_MD_CTX *digest = memory_need(EVP_MD_CTX_new());

    EVP_DigestInit_ex(digest, EVP_sha256(), NULL);
    add_text(digest, headers_get(&call->request->headers, "Host"));
    add_text(digest, call->request->path);
    add_message(digest, exchange_envelope(call));
    EVP_DigestFinal_ex(digest, bytes, NULL);
    EVP_MD_CTX_free(digest);
}

static bool may_come_again(struct taken *taken, const struct request *request)
{
    const bool again = taken->postponed && !request->must_not_wait && taken->connection == request->origin->connection;

    taken->postponed = false;
    return again;
}

bool replay_cache_take(struct replay_cache *cache, const struct exchange_call *call, int64_t now)
{
    struct taken message = {.until = now + KEPT_SECONDS,
                            .connection = call->request->origin->connection,
                            .postponed = call->request->must_not_wait};
    struct taken *row, *place;

    digest_of(call, message.digest);
    row = place = cache->rows[(message.digest[0] << 8 | message.digest[1]) % ROWS];
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&cache->lock);
    for (size_t i = 0; i < PLACES; i++) {
        if (row[i].until > now && memcmp(row[i].digest, message.digest, DIGEST_BYTES) == 0)
            return may_come_again(&row[i], call->request);
        if (row[i].until < place->until)
            place = &row[i];
    }
    *place = message;
    return true;
}
