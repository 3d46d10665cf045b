/* SPDX-License-Identifier: MIT */
/* What a view is made of: a trust store, files in the place of others, variables that do not count there. */
#include "isolation/isolation.h"
#include "isolation/namespaces.h"
#include "isolation/trust.h"
#include "isolation/view.h"

#include "base/cleanup.h"
#include "base/sanitizer.h"
#include "base/text.h"
#include "support/test_key.h"

#include <fcntl.h>
#include <openssl/pem.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { SKIPPED = 77 };

static char folder[] = "/tmp/view_test.XXXXXX";
static char *ca_file;

static char *path_in(const char *name)
{
    return text_format("%s/%s", folder, name);
}

static int prepare(void **state)
{
    (void)state;
    if (!mkdtemp(folder))
        return -1;
    ca_file = path_in("ca.pem");
    CLEANUP(signing_key_free) struct signing_key *key = signing_key_new("Lab CA");
    return file_write(ca_file, key->certificate, strlen(key->certificate), 0600, NULL) ? 0 : -1;
}

static int tidy(void **state)
{
    const int gone = unlink(ca_file) + rmdir(folder);

    (void)state;
    free(ca_file);
    return gone;
}

static bool holds(const char *path, const char *text)
{
    CLEANUP(cleanup_string) char *found = file_read(path, 1 << 20, NULL, NULL);

    return found && strstr(found, text);
}

/* As `openssl x509 -hash` has it; the folder must not be there. */
static void a_trust_store_is_a_bundle_and_a_hash(void **state)
{
    CLEANUP(cleanup_string) char *store = path_in("store");
    CLEANUP(cleanup_string) char *bundle = path_in("store/" TRUST_BUNDLE);
    CLEANUP(cleanup_string) char *pem = file_read(ca_file, 1 << 20, NULL, NULL);
    BIO *memory = BIO_new_mem_buf(pem, -1);
    X509 *certificate = PEM_read_bio_X509(memory, NULL, NULL, NULL);
    CLEANUP(cleanup_string)
    char *hashed = text_format("%s/%08lx.0", store, X509_subject_name_hash(certificate));
    struct error error = {""};
    struct stat status;

    (void)state;
    assert_true(trust_write(store, ca_file, &error));
    assert_true(holds(bundle, pem) && holds(hashed, pem));
    assert_int_equal(stat(bundle, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0644);
    assert_false(trust_write(store, ca_file, &error));
    assert_non_null(strstr(error.text, "/store cannot be made: File exists"));
    assert_int_equal(unlink(bundle) + unlink(hashed) + rmdir(store), 0);
    BIO_free(memory);
    X509_free(certificate);
}

/* Sixteen files, each of which has to be there. */
static void a_view_has_a_limit(void **state)
{
    CLEANUP(view_free) struct view *view = view_new();

    (void)state;
    assert_false(view_add(view, "/etc/passwd", "/no/such/file"));
    for (size_t i = 0; i < 16; i++)
        assert_true(view_add(view, "/etc/passwd", ca_file));
    assert_false(view_add(view, "/etc/passwd", ca_file));
}

/* errno is what mount() says; nobody has a view by halves. */
static void a_view_of_what_is_gone_is_refused(void **state)
{
    CLEANUP(view_free) struct view *view = view_new();
    CLEANUP(cleanup_string) char *gone = path_in("gone");

    (void)state;
    assert_true(view_add(view, gone, ca_file));
    const pid_t child = fork();
    int status = -1;
    if (child == 0)
        exit(view_enter(view) ? 1 : 0);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
}

static void proxies_are_dropped(void **state)
{
    static const struct {
        const char *variable;
        bool dropped;
    } rows[] = {{"http_proxy=x", true},  {"https_proxy=x", true}, {"ftp_proxy=", true},     {"all_proxy=x", true},
                {"HTTPS_PROXY=x", true}, {"no_proxy=x", false},   {"http_proxy_x=", false}, {"my_http_proxy=", false},
                {"http_proxy", false},   {"PATH=/bin", false}};

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        if (isolation_drops(rows[i].variable) != rows[i].dropped)
            fail_msg("%s", rows[i].variable);
}

/* In namespaces of its own, which then may have no more of a kind. Exit status 0: that was said. */
static int without(const char *kind, const char *what)
{
    CLEANUP(cleanup_string) char *limit = text_format("/proc/sys/user/max_%s_namespaces", kind);
    CLEANUP(cleanup_string) char *said = text_format("which --isolated takes (%s: ", what);
    struct error error = {""};

    if (!namespaces_enter(&error))
        return 1;
    const int file = open(limit, O_WRONLY | O_CLOEXEC);
    const bool limited = file >= 0 && write(file, "0", 1) == 1;
    close(file);
    if (!limited)
        return 4;
    if (strcmp(kind, "net") == 0 ? namespaces_new_network(&error) : namespaces_enter(&error))
        return 2;
    return strstr(error.text, said) ? 0 : 3;
}

static void says_what_may_not_be_had(void **state)
{
    static const char *const rows[][2] = {{"user", "unshare"}, {"mnt", "mounts"}, {"net", "network"}};

    (void)state;
#if SANITIZED_THREADS
    skip(); /* its own thread is in the way: a program of several gets no user namespace */
#endif
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        const pid_t child = fork();
        int status = -1;
        if (child == 0)
            exit(without(rows[i][0], rows[i][1]));
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_int_equal(status, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_trust_store_is_a_bundle_and_a_hash),
        cmocka_unit_test(a_view_has_a_limit),
        cmocka_unit_test(a_view_of_what_is_gone_is_refused),
        cmocka_unit_test(proxies_are_dropped),
        cmocka_unit_test(says_what_may_not_be_had),
    };
    struct error error = {""};

    if (!namespaces_enter(&error)) {
        print_error("SKIPPED, AND SO UNTESTED: views: %s\n", error.text);
        return SKIPPED;
    }
    return cmocka_run_group_tests_name("view", tests, prepare, tidy);
}
