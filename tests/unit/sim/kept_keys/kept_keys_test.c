/* SPDX-License-Identifier: MIT */
/* Keys are found again, whoever looks; what is damaged or old is replaced; what others could read or plant is refused. */
#include "kept_keys/kept_keys.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "kept_keys/key_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>
#include <dirent.h>
#include <fcntl.h>
#include <pthread.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { AT_ONCE = 4 };

/* A cache of the test's own. */
static int make_cache(void **state)
{
    static char folder[64];

    snprintf(folder, sizeof folder, "/tmp/kept-keys-test-XXXXXX");
    *state = mkdtemp(folder);
    return *state ? setenv("XDG_CACHE_HOME", folder, 1) : -1;
}

static void empty(const char *path)
{
    const int folder = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    DIR *directory = folder >= 0 ? fdopendir(folder) : NULL;

    for (const struct dirent *entry; directory && (entry = readdir(directory));)
        unlinkat(dirfd(directory), entry->d_name, 0);
    if (directory)
        closedir(directory);
}

static int remove_cache(void **state)
{
    CLEANUP(cleanup_string) char *folder = text_format("%s/fblab", (char *)*state);

    if (unlink(folder) != 0) { /* no link, which would lead elsewhere */
        chmod(folder, S_IRWXU);
        empty(folder);
        rmdir(folder);
    }
    return *state ? rmdir(*state) : -1;
}

static void free_key(EVP_PKEY **key)
{
    EVP_PKEY_free(*key);
}

static EVP_PKEY *key_of(const char *name)
{
    struct error error = {""};
    CLEANUP(kept_keys_free) struct kept_keys *keys = kept_keys_open(&error);
    EVP_PKEY *key = keys ? kept_keys_rsa(keys, name, &error) : NULL;

    if (!key)
        fail_msg("%s", error.text);
    assert_int_equal(EVP_PKEY_get_bits(key), 2048);
    return key;
}

static char *path_in(void **state, const char *name)
{
    return text_format("%s/fblab/%s", (char *)*state, name);
}

static unsigned mode_of(const char *path)
{
    struct stat found;

    assert_int_equal(stat(path, &found), 0);
    return found.st_mode & 07777;
}

static void a_key_is_found_again(void **state)
{
    CLEANUP(free_key) EVP_PKEY *first = key_of("one"), *again = key_of("one"), *other = key_of("two");
    CLEANUP(cleanup_string) char *folder = path_in(state, ""), *file = path_in(state, "one.key");

    assert_int_equal(EVP_PKEY_eq(first, again), 1);
    assert_int_equal(EVP_PKEY_eq(first, other), 0);
    assert_int_equal(EVP_PKEY_get_bits(first), 2048); /* as the services have */
    assert_int_equal(mode_of(folder), 0700);
    assert_int_equal(mode_of(file), 0600);
}

static void overwrite(const char *path, long at, const char *bytes)
{
    FILE *file = fopen(path, "r+");

    assert_int_equal(fseek(file, at, SEEK_SET), 0);
    fputs(bytes, file);
    fclose(file);
}

static void make_short(const char *path)
{
    assert_int_equal(truncate(path, 700), 0);
}

static void make_empty(const char *path)
{
    assert_int_equal(truncate(path, 0), 0);
}

/* Still base64, perhaps still DER, but other numbers. */
static void change_numbers(const char *path)
{
    overwrite(path, 400, "AAAAAAAAAAAA");
}

static void open_to_others(const char *path)
{
    chmod(path, 0640);
}

static void make_another_kind(const char *path)
{
    CLEANUP(key_file_clear) struct key_file file = {EVP_EC_gen("P-256"), NULL};

    assert_true(key_file_write(path, &file, NULL));
}

static void make_link(const char *path)
{
    CLEANUP(cleanup_string) char *elsewhere = text_format("%s.elsewhere", path);

    assert_int_equal(rename(path, elsewhere), 0);
    assert_int_equal(symlink(elsewhere, path), 0);
}

static void make_pipe(const char *path)
{
    unlink(path);
    assert_int_equal(mkfifo(path, 0600), 0);
}

static const struct damage {
    const char *name;
    void (*damage)(const char *path);
} damages[] = {
    {"cut", make_short},
    {"empty", make_empty},
    {"other numbers", change_numbers},
    {"for others", open_to_others},
    {"a curve's", make_another_kind},
    {"a link", make_link},
    {"a pipe", make_pipe},
};

static void is_made_anew(void **state)
{
    const struct damage *damage = *state;
    void *cache = NULL;

    assert_int_equal(make_cache(&cache), 0);
    {
        CLEANUP(free_key) EVP_PKEY *first = key_of("one"), *second = NULL, *third = NULL;
        CLEANUP(cleanup_string) char *file = path_in(&cache, "one.key");
        damage->damage(file);
        second = key_of("one");
        assert_int_equal(EVP_PKEY_eq(first, second), 0);
        third = key_of("one");
        assert_int_equal(EVP_PKEY_eq(second, third), 1);
    }
    remove_cache(&cache);
}

static void refused(const char *sentence)
{
    struct error error = {""};

    assert_null(kept_keys_open(&error));
    if (!strstr(error.text, sentence))
        fail_msg("\"%s\" is not in: %s", sentence, error.text);
    assert_false(kept_keys_renew(&error));
}

static void a_folder_open_to_others_is_refused(void **state)
{
    CLEANUP(free_key) EVP_PKEY *key = key_of("one"), *again = NULL;
    CLEANUP(cleanup_string) char *folder = path_in(state, "");

    chmod(folder, 0750);
    refused("is open to others; say: chmod 700 /tmp/kept-keys-test-");
    chmod(folder, 0700);
    again = key_of("one");
    assert_int_equal(EVP_PKEY_eq(key, again), 1);
}

static void a_folder_of_somebody_else_is_refused(void **state)
{
    CLEANUP(free_key) EVP_PKEY *key = key_of("one");
    CLEANUP(cleanup_string) char *folder = path_in(state, "");

    (void)key;
    if (chown(folder, 65534, 65534) != 0)
        skip(); /* only root can give a folder away */
    refused("belongs to somebody else; set XDG_CACHE_HOME to a folder of yours");
    assert_int_equal(chown(folder, geteuid(), getegid()), 0);
}

static void a_link_in_place_of_the_folder_is_refused(void **state)
{
    CLEANUP(cleanup_string) char *folder = text_format("%s/fblab", (char *)*state);
    CLEANUP(cleanup_string) char *elsewhere = text_format("%s/elsewhere", (char *)*state);

    assert_int_equal(mkdir(elsewhere, S_IRWXU), 0);
    assert_int_equal(symlink(elsewhere, folder), 0);
    refused("is no folder; move it away");
    assert_int_equal(rmdir(elsewhere), 0);
}

static void without_a_place_keys_are_this_runs(void **state)
{
    static const char *const nowhere[] = {"/proc/nowhere", "/dev/null/cache"};
    const char *cache = *state;

    for (size_t i = 0; i < ARRAY_SIZE(nowhere); i++) {
        setenv("XDG_CACHE_HOME", nowhere[i], 1);
        CLEANUP(free_key) EVP_PKEY *first = key_of("nowhere"), *again = key_of("nowhere");
        assert_int_equal(EVP_PKEY_eq(first, again), 1);
        assert_true(kept_keys_renew(NULL));
    }
    setenv("XDG_CACHE_HOME", cache, 1);
}

static void a_cache_that_is_not_absolute_counts_as_none(void **state)
{
    char *before = text_copy(getenv("HOME"));
    CLEANUP(cleanup_string) char *home = text_format("%s/home", (char *)*state);
    CLEANUP(cleanup_string) char *cache = text_format("%s/.cache", home);
    CLEANUP(cleanup_string) char *folder = text_format("%s/fblab", cache);
    CLEANUP(free_key) EVP_PKEY *key = NULL;

    assert_int_equal(mkdir(home, 0700), 0);
    setenv("XDG_CACHE_HOME", "relative", 1);
    setenv("HOME", home, 1);
    key = key_of("one"); /* NOLINT(clang-analyzer-deadcode.DeadStores): CLEANUP() reads it */
    setenv("XDG_CACHE_HOME", *state, 1);
    setenv("HOME", before ? before : "/", 1);
    free(before);
    assert_int_equal(mode_of(folder), 0700);
    empty(folder);
    assert_int_equal(rmdir(folder) + rmdir(cache) + rmdir(home), 0);
}

static void *find_in_thread(void *context)
{
    (void)context;
    return key_of("contended");
}

static void threads_at_once_agree(void **state)
{
    pthread_t threads[AT_ONCE];
    void *found[AT_ONCE];

    (void)state;
    for (size_t i = 0; i < AT_ONCE; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, find_in_thread, NULL), 0);
    for (size_t i = 0; i < AT_ONCE; i++)
        pthread_join(threads[i], &found[i]);
    for (size_t i = 0; i < AT_ONCE; i++)
        assert_int_equal(EVP_PKEY_eq(found[0], found[i]), 1);
    for (size_t i = 0; i < AT_ONCE; i++)
        EVP_PKEY_free(found[i]);
}

/* The child's exit status says whether its key is the one that is kept in the end. */
static void processes_at_once_agree(void **state)
{
    int gates[2], status;

    (void)state;
    assert_int_equal(pipe(gates), 0);
    for (size_t i = 0; i < AT_ONCE; i++)
        if (fork() == 0) {
            char byte;
            close(gates[1]);
            (void)!read(gates[0], &byte, 1); /* until all are there */
            EVP_PKEY *first = key_of("contended"), *again = key_of("contended");
            _exit(EVP_PKEY_eq(first, again) == 1 ? 0 : 1);
        }
    close(gates[0]);
    close(gates[1]);
    for (size_t i = 0; i < AT_ONCE; i++) {
        assert_true(wait(&status) > 0);
        assert_int_equal(status, 0);
    }
}

static X509 *authority_certificate(void)
{
    struct error error = {""};
    CLEANUP(kept_keys_free) struct kept_keys *keys = kept_keys_open(&error);
    CLEANUP(authority_free) struct authority *authority = kept_keys_authority(keys, &error);
    X509 *certificate;
    EVP_PKEY *key;

    assert_non_null(authority);
    authority_share(authority, &certificate, &key);
    EVP_PKEY_free(key);
    return certificate;
}

static void free_certificate(X509 **certificate)
{
    X509_free(*certificate);
}

static void the_authority_is_kept_too(void **state)
{
    CLEANUP(free_certificate) X509 *first = authority_certificate(), *again = authority_certificate();

    (void)state;
    assert_int_equal(X509_cmp(first, again), 0);
}

/* As it will be in eleven months. */
static void an_authority_that_soon_expires_is_replaced(void **state)
{
    CLEANUP(free_certificate) X509 *first = authority_certificate(), *again = NULL;
    CLEANUP(cleanup_string) char *path = path_in(state, "authority.pem");
    CLEANUP(key_file_clear) struct key_file file = {NULL, NULL};

    assert_true(key_file_read(path, &file));
    X509_gmtime_adj(X509_getm_notAfter(file.certificate), 59L * 86400);
    X509_sign(file.certificate, file.key, EVP_sha256());
    assert_true(key_file_write(path, &file, NULL));
    again = authority_certificate();
    assert_int_not_equal(X509_cmp(first, again), 0);
    assert_true(X509_cmp_time(X509_get0_notAfter(again), NULL) > 0);
}

static void renewing_makes_all_anew(void **state)
{
    CLEANUP(free_key) EVP_PKEY *first = key_of("one"), *second = NULL;
    CLEANUP(free_certificate) X509 *before = authority_certificate(), *after = NULL;

    (void)state;
    assert_true(kept_keys_renew(NULL));
    second = key_of("one");
    after = authority_certificate();
    assert_int_equal(EVP_PKEY_eq(first, second), 0);
    assert_int_not_equal(X509_cmp(before, after), 0);
}

#define WITH_CACHE(test) cmocka_unit_test_setup_teardown(test, make_cache, remove_cache)

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(damages) + 11] = {
        [ARRAY_SIZE(damages)] = WITH_CACHE(a_key_is_found_again),
        WITH_CACHE(a_folder_open_to_others_is_refused),
        WITH_CACHE(a_folder_of_somebody_else_is_refused),
        WITH_CACHE(a_link_in_place_of_the_folder_is_refused),
        WITH_CACHE(without_a_place_keys_are_this_runs),
        WITH_CACHE(a_cache_that_is_not_absolute_counts_as_none),
        WITH_CACHE(threads_at_once_agree),
        WITH_CACHE(processes_at_once_agree),
        WITH_CACHE(the_authority_is_kept_too),
        WITH_CACHE(an_authority_that_soon_expires_is_replaced),
        WITH_CACHE(renewing_makes_all_anew),
    };

    for (size_t i = 0; i < ARRAY_SIZE(damages); i++)
        tests[i] = (struct CMUnitTest){
            .name = damages[i].name, .test_func = is_made_anew, .initial_state = (void *)(uintptr_t)&damages[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
