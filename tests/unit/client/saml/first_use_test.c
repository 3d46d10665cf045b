/* SPDX-License-Identifier: MIT */
/* Whatever a process does first with SAML, the library under it is started; and whatever fails, nothing is left in the thread's
 * queue of errors, where it would be taken for one of a TLS connection. */
#include "base/cleanup.h"
#include "base/text.h"
#include "saml/xml_encryption.h"
#include "saml/xml_signature.h"
#include "support/test_key.h"
#include "xml/xml.h"

#include <openssl/err.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { LARGEST = 32768 };

static struct signing_key *own, *other;
static const char secret[] = "<a>secret</a>";

/* What a process does: of the text of another one it makes its own, which the caller frees; NULL: it failed. */
typedef char *use_function(const char *text, const struct signing_key *key);

static char *seal(const char *text, const struct signing_key *key)
{
    (void)text;
    return xml_encryption_seal(secret, strlen(secret), key->certificate);
}

static char *wrap(const char *text, const struct signing_key *key)
{
    (void)text;
    return xml_encryption_wrap((const unsigned char *)secret, strlen(secret), key->certificate);
}

static char *open_sealed(const char *text, const struct signing_key *key)
{
    CLEANUP(xml_free) xmlDoc *document = xml_parse(text, strlen(text), "sealed", NULL);
    size_t length = 0;

    return xml_encryption_open(xmlDocGetRootElement(document), key->private_key, &length);
}

static char *sign(const char *text, const struct signing_key *key)
{
    static const char unsigned_text[] = "<a Id=\"x\"><b/></a>";
    const struct signer signer = {SIGNATURE_RSA_SHA256, key->private_key, key->certificate};
    CLEANUP(xml_free) xmlDoc *document = xml_parse(unsigned_text, strlen(unsigned_text), "text", NULL);
    xmlNode *const root = xmlDocGetRootElement(document);
    const struct signed_part part = {root, NULL, "Id"};

    (void)text;
    return xml_signature_make(root, &part, 1, &signer, NULL) ? xml_print(root) : NULL;
}

/* Is it signed by that key, and by what is there? */
static char *check(const char *text, const struct signing_key *key)
{
    CLEANUP(xml_free) xmlDoc *document = xml_parse(text, strlen(text), "signed", NULL);
    xmlNode *const root = xmlDocGetRootElement(document);
    const struct signed_part part = {root, NULL, "Id"};
    const char *const certificate = key->base64;

    return xml_signature_check(root, &part, 1, &certificate, 1) == SIGNATURE_GOOD ? text_copy("good") : NULL;
}

/* A key's text with a letter of it changed. */
static char *seal_for_nobody(const char *text, const struct signing_key *key)
{
    (void)text, (void)key;
    return xml_encryption_seal(secret, strlen(secret),
                               "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n");
}

static char *wrap_for_nobody(const char *text, const struct signing_key *key)
{
    (void)text, (void)key;
    return xml_encryption_wrap((const unsigned char *)secret, strlen(secret), "no certificate");
}

static char *sign_with_nothing(const char *text, const struct signing_key *key)
{
    struct signing_key broken = *key;

    broken.private_key = (char *)(uintptr_t) "-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n";
    return sign(text, &broken);
}

/* What a new process makes of the text, as its first deed; it ends with 1 if it fails, and with 2 if errors are left. */
static int first(use_function *use, const char *text, const struct signing_key *key, char made[LARGEST])
{
    int pipes[2], status = -1;
    size_t length = 0;
    pid_t child;

    assert_int_equal(pipe(pipes), 0);
    child = fork();
    if (child == 0) {
        char *const answer = use(text, key);
        const bool left = ERR_peek_error() != 0;
        const size_t size = answer ? strlen(answer) : 0;
        _exit(write(pipes[1], answer ? answer : "", size) != (ssize_t)size || left ? 2 : answer ? 0 : 1);
    }
    close(pipes[1]);
    for (ssize_t count; (count = read(pipes[0], made + length, LARGEST - 1 - length)) > 0;)
        length += (size_t)count;
    made[length] = '\0';
    close(pipes[0]);
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static const struct row {
    const char *name;
    use_function *before, *use; /* before: in another process; NULL: nothing */
    const char *made;           /* NULL: whatever it is */
    bool by_other, fails;
} rows[] = {
    {"seals", NULL, seal, NULL, false, false},
    {"wraps", NULL, wrap, NULL, false, false},
    {"opens", seal, open_sealed, secret, false, false},
    {"signs", NULL, sign, NULL, false, false},
    {"checks", sign, check, "good", false, false},
    {"opens with another key", seal, open_sealed, "", true, true},
    {"opens what was signed", sign, open_sealed, "", false, true},
    {"checks by another key", sign, check, "", true, true},
    {"checks what was sealed", seal, check, "", false, true},
    {"seals for nobody", NULL, seal_for_nobody, "", false, true},
    {"wraps for nobody", NULL, wrap_for_nobody, "", false, true},
    {"signs with a broken key", NULL, sign_with_nothing, "", false, true},
};

static void does_it_first(void **state)
{
    const struct row *const row = *state;
    char text[LARGEST] = "", made[LARGEST];

    if (row->before)
        assert_int_equal(first(row->before, "", own, text), 0);
    assert_int_equal(first(row->use, text, row->by_other ? other : own, made), row->fails ? 1 : 0);
    if (row->made)
        assert_string_equal(made, row->made);
}

static int make_keys(void **state)
{
    (void)state;
    own = signing_key_new("own");
    other = signing_key_new("other");
    return 0;
}

static int free_keys(void **state)
{
    (void)state;
    signing_key_free(&own);
    signing_key_free(&other);
    return 0;
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows)];

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = does_it_first, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests_name("first use", tests, make_keys, free_keys);
}
