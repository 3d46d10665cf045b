/* SPDX-License-Identifier: MIT */
#include "keyring.h"

#include "certificates.h"
#include "cleanup.h"
#include "text.h"
#include "xml.h"

#include <pthread.h>
#include <string.h>

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
    const char *directory; /* borrowed while minting */
    struct identity *identity;
    char *certificate_file, *key_file;
    char *certificate, *private_key; /* PEM */
    struct error error;
    pthread_t thread;
    bool minted, threaded;
};

struct keyring {
    struct key keys[ARRAY_SIZE(table)];
};

static void *mint(void *context)
{
    struct key *key = context;

    key->certificate_file = text_format("%s/%s.crt", key->directory, key->name);
    key->key_file = text_format("%s/%s.key", key->directory, key->name);
    key->identity = identity_new_signing(key->subject, &key->error);
    key->minted = key->identity && identity_write(key->identity, key->certificate_file, key->key_file, &key->error) &&
                  (key->certificate = file_read(key->certificate_file, 65536, NULL, &key->error)) &&
                  (key->private_key = file_read(key->key_file, 65536, NULL, &key->error));
    return NULL;
}

struct keyring *keyring_new(const char *directory)
{
    struct keyring *keyring = calloc(1, sizeof *keyring);

    if (!keyring)
        abort();
    for (size_t i = 0; i < ARRAY_SIZE(table); i++) {
        struct key *key = &keyring->keys[i];
        key->name = table[i].name;
        key->subject = table[i].subject;
        key->directory = directory;
        key->threaded = pthread_create(&key->thread, NULL, mint, key) == 0;
        if (!key->threaded)
            mint(key);
    }
    return keyring;
}

static void join(struct keyring *keyring)
{
    for (size_t i = 0; i < ARRAY_SIZE(table); i++) {
        struct key *key = &keyring->keys[i];
        if (key->threaded)
            pthread_join(key->thread, NULL);
        key->threaded = false;
    }
}

bool keyring_wait(struct keyring *keyring, struct error *error)
{
    join(keyring);
    for (size_t i = 0; i < ARRAY_SIZE(table); i++)
        if (!keyring->keys[i].minted)
            return error_set(error, "the key \"%s\" could not be made: %s", table[i].name, keyring->keys[i].error.text);
    return true;
}

void keyring_free(struct keyring **keyring)
{
    if (*keyring)
        join(*keyring);
    for (size_t i = 0; *keyring && i < ARRAY_SIZE(table); i++) {
        struct key *key = &(*keyring)->keys[i];
        identity_free(&key->identity);
        free(key->certificate_file);
        free(key->key_file);
        free(key->certificate);
        free(key->private_key);
    }
    free(*keyring);
    *keyring = NULL;
}

static const struct key *find(const struct keyring *keyring, const char *name, size_t length)
{
    for (size_t i = 0; i < ARRAY_SIZE(table); i++)
        if (strlen(table[i].name) == length && strncmp(table[i].name, name, length) == 0)
            return &keyring->keys[i];
    return NULL;
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

static const char *field_of(const struct key *key, const char *field)
{
    const struct {
        const char *name, *value;
    } fields[] = {
        {"thumbprint}", identity_thumbprint(key->identity)},
        {"base64}", identity_base64(key->identity)},
        {"certificate-file}", key->certificate_file},
        {"key-file}", key->key_file},
    };

    for (size_t i = 0; i < ARRAY_SIZE(fields); i++)
        if (strcmp(fields[i].name, field) == 0)
            return fields[i].value;
    return NULL;
}

/* NULL: no such key or field. */
static const char *value_of(const struct keyring *keyring, const char *reference)
{
    const size_t length = strcspn(reference + 1, ":");
    const struct key *key = find(keyring, reference + 1, length);

    return key && reference[1 + length] ? field_of(key, reference + length + 2) : NULL;
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
