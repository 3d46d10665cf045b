/* SPDX-License-Identifier: MIT */
/* Finds a key or makes it; the authority is a key with a certificate. */
#include "kept_keys.h"

#include "base/cleanup.h"
#include "base/lock.h"
#include "base/memory.h"
#include "base/text.h"
#include "cache_folder.h"
#include "key_file.h"

#include <dirent.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { RSA_BITS = 2048, MOST_NAMES = 32, DAY_SECONDS = 86400 };

/* What it issues is valid for 30 days. */
#define AUTHORITY_SECONDS_LEFT (60L * DAY_SECONDS)

struct kept_keys {
    char *folder; /* NULL: keys are this run's */
    char *own;    /* asked first; NULL: there is none */
};

/* What is kept: how it is made, and whether what is there will do. */
struct kept_kind {
    const char *suffix;
    bool (*make)(struct key_file *made, struct error *error);
    bool (*will_do)(const struct key_file *found);
};

/* Of this run of the program, where no folder can be had: labs share them as they would share the folder. */
static struct {
    pthread_mutex_t lock;
    size_t count;
    struct {
        char *name;
        struct key_file file;
    } items[MOST_NAMES];
} of_this_run = {.lock = PTHREAD_MUTEX_INITIALIZER};

static bool make_rsa(struct key_file *made, struct error *error)
{
    made->key = EVP_RSA_gen(RSA_BITS);
    return made->key || error_set(error, "OpenSSL cannot make an RSA key");
}

static bool is_rsa(const struct key_file *found)
{
    return EVP_PKEY_is_a(found->key, "RSA") && EVP_PKEY_get_bits(found->key) == RSA_BITS;
}

static bool make_authority(struct key_file *made, struct error *error)
{
    CLEANUP(authority_free) struct authority *authority = authority_new(error);

    if (authority)
        authority_share(authority, &made->certificate, &made->key);
    return authority;
}

static bool is_authority(const struct key_file *found)
{
    time_t then = time(NULL) + AUTHORITY_SECONDS_LEFT, now = time(NULL);

    return found->certificate && X509_check_ca(found->certificate) == 1 &&
           X509_cmp_time(X509_get0_notBefore(found->certificate), &now) < 0 &&
           X509_cmp_time(X509_get0_notAfter(found->certificate), &then) > 0;
}

static const struct kept_kind rsa = {".key", make_rsa, is_rsa}, authority_kind = {".pem", make_authority, is_authority};

static bool find(const char *path, const struct kept_kind *kind, struct key_file *file)
{
    if (!key_file_read(path, file))
        return false;
    if (kind->will_do(file))
        return true;
    key_file_clear(file);
    return false;
}

/* Made without the lock, so that several are made at once; but who comes second takes what the first has written. A key that
 * cannot be written is this run's. */
static bool make_and_keep(const char *folder, const char *path, const struct kept_kind *kind, struct key_file *file,
                          struct error *error)
{
    CLEANUP(key_file_clear) struct key_file made = {NULL, NULL};
    CLEANUP(cache_folder_unlock) int lock = -1;

    if (!kind->make(&made, error))
        return false;
    lock = cache_folder_lock(folder); /* NOLINT(clang-analyzer-deadcode.DeadStores): CLEANUP() reads it */
    if (find(path, kind, file))
        return true;
    key_file_write(path, &made, NULL);
    *file = made;
    made = (struct key_file){NULL, NULL};
    return true;
}

static bool share(const struct key_file *from, struct key_file *file)
{
    *file = *from;
    EVP_PKEY_up_ref(file->key);
    if (file->certificate)
        X509_up_ref(file->certificate);
    return true;
}

static bool find_of_this_run(const char *name, const struct kept_kind *kind, struct key_file *file, struct error *error)
{
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&of_this_run.lock);
    const size_t last = of_this_run.count;

    for (size_t i = 0; i < last; i++)
        if (strcmp(of_this_run.items[i].name, name) == 0)
            return share(&of_this_run.items[i].file, file);
    if (!kind->make(file, error))
        return false;
    if (last < MOST_NAMES) {
        of_this_run.items[last].name = text_copy(name);
        share(file, &of_this_run.items[last].file);
        of_this_run.count++;
    }
    return true;
}

static bool get_shared(const struct kept_keys *keys, const char *name, const struct kept_kind *kind,
                       struct key_file *file, struct error *error)
{
    CLEANUP(cleanup_string) char *path = NULL;

    if (!keys->folder)
        return find_of_this_run(name, kind, file, error);
    path = text_format("%s/%s%s", keys->folder, name, kind->suffix);
    return find(path, kind, file) || make_and_keep(keys->folder, path, kind, file, error);
}

static bool get(const struct kept_keys *keys, const char *name, const struct kept_kind *kind, struct key_file *file,
                struct error *error)
{
    CLEANUP(cleanup_string) char *path = keys->own ? text_format("%s/%s%s", keys->own, name, kind->suffix) : NULL;

    if (path && find(path, kind, file))
        return true;
    if (!get_shared(keys, name, kind, file, error))
        return false;
    if (!path || key_file_write(path, file, error))
        return true;
    key_file_clear(file);
    return false;
}

EVP_PKEY *kept_keys_rsa(const struct kept_keys *keys, const char *name, struct error *error)
{
    struct key_file file = {NULL, NULL};

    return get(keys, name, &rsa, &file, error) ? file.key : NULL;
}

struct authority *kept_keys_authority(const struct kept_keys *keys, struct error *error)
{
    struct key_file file = {NULL, NULL};
    EVP_PKEY *key = kept_keys_rsa(keys, "server", error);

    if (key && get(keys, "authority", &authority_kind, &file, error))
        return authority_of(file.certificate, file.key, key);
    EVP_PKEY_free(key);
    return NULL;
}

struct kept_keys *kept_keys_open(struct error *error)
{
    CLEANUP(kept_keys_free) struct kept_keys *keys = memory_new(sizeof *keys);

    return cache_folder_find(&keys->folder, error) ? TAKE(keys) : NULL;
}

void kept_keys_free(struct kept_keys **pointer)
{
    struct kept_keys *keys = TAKE(*pointer);

    if (keys) {
        free(keys->folder);
        free(keys->own);
    }
    free(keys);
}

static bool is_kept(const char *name)
{
    return text_ends(name, rsa.suffix) || text_ends(name, authority_kind.suffix);
}

static void remove_all(const char *path)
{
    DIR *folder = opendir(path);

    if (!folder)
        return;
    for (const struct dirent *entry; (entry = readdir(folder));)
        if (is_kept(entry->d_name))
            unlinkat(dirfd(folder), entry->d_name, 0);
    closedir(folder);
}

bool kept_keys_renew(struct error *error)
{
    CLEANUP(kept_keys_free) struct kept_keys *keys = kept_keys_open(error);
    CLEANUP(cache_folder_unlock) int lock = -1;

    if (!keys || !keys->folder)
        return keys;
    lock = cache_folder_lock(keys->folder); /* NOLINT(clang-analyzer-deadcode.DeadStores): CLEANUP() reads it */
    remove_all(keys->folder);
    return true;
}

struct kept_keys *kept_keys_open_in(const char *folder, bool fresh, struct error *error)
{
    struct kept_keys *keys = kept_keys_open(error);

    if (keys)
        keys->own = text_copy(folder);
    if (keys && fresh)
        remove_all(folder);
    return keys;
}
