/* SPDX-License-Identifier: MIT */
/* Keys and certificates of the organisations: made, kept, found by name. */
#include "keyring.h"

#include "base/cleanup.h"
#include "base/lock.h"
#include "base/memory.h"
#include "base/text.h"
#include "kept_keys/kept_keys.h"
#include "spare_keys.h"
#include "wire/certificates.h"
#include "xml/xml.h"

#include <dirent.h>
#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* What is there from the start is older than what is renewed: people compare the dates of certificates. */
#define HEALTHY_AGE (400 * 86400) /* seconds */

/* In the folder of each key. */
#define CERTIFICATE "certificate.crt"
#define PRIVATE_KEY "private.key"

/* Subjects as Exchange and the services name their certificates. */
static const struct {
    const char *name, *subject;
} table[] = {
    {"onprem-auth", "Microsoft Exchange Server Auth Certificate"},
    {"exo-auth", "Exchange Online Auth"},
    {"onprem-federation", "Federation"},
    {"exo-federation", "Exchange Online Federation"},
    {"token-service", "accounts.accesscontrol.windows.net"},
    {"federation-gateway", "login.microsoftonline.com"},
};

struct key {
    const char *name, *subject;
    const char *kept_name;        /* NULL: a new key, kept nowhere */
    int64_t age;                  /* seconds */
    const char *directory;        /* borrowed while minting */
    const struct kept_keys *kept; /* borrowed while minting */
    struct identity *identity;
    char *folder, *certificate_file, *key_file;
    char *certificate, *private_key; /* PEM */
    char not_before[32], not_after[32];
    struct error error;
    bool minted;
    size_t number;    /* of those minted later, from 1 */
    struct key *next; /* of those minted later */
    char *own_name;
};

struct keyring {
    struct key keys[ARRAY_SIZE(table)];
    const char *directory;        /* borrowed */
    const struct kept_keys *kept; /* borrowed */
    atomic_size_t next;           /* of the keys, for whoever has time to mint it */
    pthread_t helpers[ARRAY_SIZE(table)];
    size_t helper_count;
    atomic_bool memory_ended; /* in a helper */
    /* guards the list, where what is in it never changes, and what follows */
    pthread_mutex_t lock;
    struct key *later;
    size_t later_count;
    struct spare_keys spares;
};

static void write_date(const ASN1_TIME *date, char text[32])
{
    struct tm parts;

    clock_iso(ASN1_TIME_to_tm(date, &parts) ? timegm(&parts) : 0, text);
}

static void note_dates(struct key *key)
{
    const X509 *certificate = identity_certificate(key->identity);

    write_date(X509_get0_notBefore(certificate), key->not_before);
    write_date(X509_get0_notAfter(certificate), key->not_after);
}

static struct identity *make_identity(struct key *key)
{
    EVP_PKEY *kept = key->kept_name ? kept_keys_rsa(key->kept, key->kept_name, &key->error) : NULL;

    return key->kept_name && !kept ? NULL : identity_new_signing(key->subject, key->age, kept, &key->error);
}

/* Whoever is told of one key finds no other beside it. */
static bool make_folder(struct key *key)
{
    return mkdir(key->folder, 0700) == 0 || errno == EEXIST ||
           error_set(&key->error, "the folder %s cannot be made: %s", key->folder, strerror(errno));
}

static void *mint(void *context)
{
    struct key *key = context;

    key->folder = text_format("%s/%s", key->directory, key->name);
    key->certificate_file = text_format("%s/" CERTIFICATE, key->folder);
    key->key_file = text_format("%s/" PRIVATE_KEY, key->folder);
    key->identity = make_identity(key);
    key->minted = key->identity && make_folder(key) &&
                  identity_write(key->identity, key->certificate_file, key->key_file, &key->error) &&
                  (key->certificate = file_read(key->certificate_file, 65536, NULL, &key->error)) &&
                  (key->private_key = file_read(key->key_file, 65536, NULL, &key->error));
    if (key->minted)
        note_dates(key);
    return NULL;
}

static void mint_what_is_left(void *context)
{
    struct keyring *keyring = context;

    for (size_t i; (i = atomic_fetch_add(&keyring->next, 1)) < ARRAY_SIZE(table);)
        mint(&keyring->keys[i]);
}

/* Whoever waits for the keys gives up in its place: he can tell somebody. */
static void *help(void *context)
{
    struct keyring *keyring = context;

    if (!memory_guarded(mint_what_is_left, keyring))
        atomic_store(&keyring->memory_ended, true);
    return NULL;
}

/* One processor is left to the caller, who has other things to do until he waits, and then mints too. */
static void start_helpers(struct keyring *keyring)
{
    const long spare = sysconf(_SC_NPROCESSORS_ONLN) - 1;

    while ((long)keyring->helper_count < spare && keyring->helper_count < ARRAY_SIZE(keyring->helpers) &&
           pthread_create(&keyring->helpers[keyring->helper_count], NULL, help, keyring) == 0)
        keyring->helper_count++;
}

struct keyring *keyring_new(const char *directory, const struct kept_keys *kept)
{
    struct keyring *keyring = memory_new(sizeof *keyring);

    keyring->directory = directory;
    keyring->kept = kept;
    pthread_mutex_init(&keyring->lock, NULL);
    for (size_t i = 0; i < ARRAY_SIZE(table); i++) {
        struct key *key = &keyring->keys[i];
        key->name = key->kept_name = table[i].name;
        key->subject = table[i].subject;
        key->age = HEALTHY_AGE;
        key->directory = directory;
        key->kept = kept;
    }
    start_helpers(keyring);
    return keyring;
}

static void join(struct keyring *keyring)
{
    while (keyring->helper_count > 0)
        pthread_join(keyring->helpers[--keyring->helper_count], NULL);
}

bool keyring_wait(struct keyring *keyring, struct error *error)
{
    mint_what_is_left(keyring);
    join(keyring);
    if (atomic_load(&keyring->memory_ended))
        memory_end();
    for (size_t i = 0; i < ARRAY_SIZE(table); i++)
        if (!keyring->keys[i].minted)
            return error_set(error, "the key \"%s\" could not be made: %s", table[i].name, keyring->keys[i].error.text);
    return true;
}

static void key_clear(struct key *key)
{
    identity_free(&key->identity);
    free(key->folder);
    free(key->certificate_file);
    free(key->key_file);
    free(key->certificate);
    free(key->private_key);
}

static void later_free(struct key *key)
{
    while (key) {
        struct key *next = key->next;
        key_clear(key);
        free(key->own_name);
        free(key);
        key = next;
    }
}

void keyring_free(struct keyring **keyring)
{
    if (!*keyring)
        return;
    atomic_store(&(*keyring)->next, ARRAY_SIZE(table)); /* nobody waits for the rest */
    join(*keyring);
    for (size_t i = 0; i < ARRAY_SIZE(table); i++)
        key_clear(&(*keyring)->keys[i]);
    later_free((*keyring)->later);
    pthread_mutex_destroy(&(*keyring)->lock);
    free(*keyring);
    *keyring = NULL;
}

/* Nothing but our own files. */
static void remove_files(const char *folder)
{
    static const char *const files[] = {CERTIFICATE, PRIVATE_KEY};

    for (size_t i = 0; i < ARRAY_SIZE(files); i++) {
        CLEANUP(cleanup_string) char *path = text_format("%s/%s", folder, files[i]);
        unlink(path);
    }
    rmdir(folder);
}

size_t keyring_later_count(struct keyring *keyring)
{
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&keyring->lock);

    return keyring->later_count;
}

void keyring_remove_later(struct keyring *keyring, size_t behind, size_t last)
{
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&keyring->lock);

    for (const struct key *key = keyring->later; key; key = key->next)
        if (key->number > behind && key->number <= last)
            remove_files(key->folder);
    spare_keys_release(&keyring->spares, behind, last);
}

void keyring_remove_files(const char *directory)
{
    DIR *keys = opendir(directory);

    if (!keys)
        return;
    for (const struct dirent *entry; (entry = readdir(keys));) {
        CLEANUP(cleanup_string) char *folder = text_format("%s/%s", directory, entry->d_name);
        if (entry->d_name[0] != '.')
            remove_files(folder);
    }
    closedir(keys);
}

static void add_later(struct keyring *keyring, struct key *key)
{
    pthread_mutex_lock(&keyring->lock);
    key->next = keyring->later;
    keyring->later = key;
    pthread_mutex_unlock(&keyring->lock);
}

static void take_number(struct keyring *keyring, struct key *key)
{
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&keyring->lock);

    key->number = ++keyring->later_count;
    key->kept_name = spare_keys_take(&keyring->spares, key->number);
}

const char *keyring_mint(struct keyring *keyring, const char *subject, int64_t age, struct error *error)
{
    struct key *key = memory_new(sizeof *key);

    take_number(keyring, key);
    key->name = key->own_name = text_format("key-%zu", key->number);
    key->subject = subject;
    key->age = age;
    key->directory = keyring->directory;
    key->kept = keyring->kept;
    mint(key);
    key->subject = NULL;
    if (key->minted) {
        add_later(keyring, key);
        return key->name;
    }
    error_set(error, "a key for \"%s\" could not be made: %s", subject, key->error.text);
    remove_files(key->folder);
    later_free(key);
    return NULL;
}

static const struct key *find_later(const struct keyring *keyring, const char *name, size_t length)
{
    pthread_mutex_t *lock = (pthread_mutex_t *)&keyring->lock;
    const struct key *key;

    pthread_mutex_lock(lock);
    for (key = keyring->later; key && (strlen(key->name) != length || strncmp(key->name, name, length) != 0);)
        key = key->next;
    pthread_mutex_unlock(lock);
    return key;
}

static const struct key *find(const struct keyring *keyring, const char *name, size_t length)
{
    for (size_t i = 0; i < ARRAY_SIZE(table); i++)
        if (strlen(table[i].name) == length && strncmp(table[i].name, name, length) == 0)
            return &keyring->keys[i];
    return find_later(keyring, name, length);
}

const char *keyring_private_key(const struct keyring *keyring, const char *name)
{
    const struct key *key = find(keyring, name, strlen(name));

    return key ? key->private_key : NULL;
}

const char *keyring_certificate(const struct keyring *keyring, const char *name)
{
    const struct key *key = find(keyring, name, strlen(name));

    return key ? key->certificate : NULL;
}

static const char *field_of(const struct key *key, const char *field, size_t length)
{
    const struct {
        const char *name, *value;
    } fields[] = {
        {"thumbprint", identity_thumbprint(key->identity)},
        {"base64", identity_base64(key->identity)},
        {"not-before", key->not_before},
        {"not-after", key->not_after},
        {"certificate-file", key->certificate_file},
        {"key-file", key->key_file},
    };

    for (size_t i = 0; i < ARRAY_SIZE(fields); i++)
        if (strlen(fields[i].name) == length && strncmp(fields[i].name, field, length) == 0)
            return fields[i].value;
    return NULL;
}

const char *keyring_value(const struct keyring *keyring, const char *name, const char *field)
{
    const struct key *key = find(keyring, name, strlen(name));

    return key ? field_of(key, field, strlen(field)) : NULL;
}

/* NULL: no such key or field. */
static const char *value_of(const struct keyring *keyring, const char *reference)
{
    const size_t length = strcspn(reference + 1, ":");
    const struct key *key = find(keyring, reference + 1, length);
    const char *field = reference[1 + length] ? reference + length + 2 : "";

    return key && text_ends(field, "}") ? field_of(key, field, strlen(field) - 1) : NULL;
}

bool keyring_fill(const struct keyring *keyring, xmlDoc *document, struct error *error)
{
    for (xmlNode *scope = xml_first(xmlDocGetRootElement(document)); scope; scope = xml_next(scope, NULL))
        for (xmlNode *object = xml_first(scope); object; object = xml_next(object, NULL))
            for (xmlNode *property = xml_first(object); property; property = xml_next(property, NULL)) {
                CLEANUP(cleanup_string) char *text = xml_text(property);
                const char *value = text[0] == '{' ? value_of(keyring, text) : text;
                if (!value)
                    return error_set(error, "line %ld: there is no key value %s", xmlGetLineNo(property), text);
                if (value != text)
                    xmlNodeSetContent(property, (const xmlChar *)value);
            }
    return true;
}
