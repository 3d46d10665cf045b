/* SPDX-License-Identifier: MIT */
/* An organisation document that repeats one thing is read, and found to be wrong, in time that grows with its length. */
#include "organization/document.h"
#include "organization/organization.h"
#include "support/repetitions.h"

#include "base/cleanup.h"
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define SCOPE "<onprem xmlns='urn:fblab:organizations'>"
#define CHANGE                                                                                                         \
    "<LabPendingChange><Name>p@</Name><Noun>Mailbox</Noun><Identity>none</Identity><Property>Name</Property>"          \
    "<InForce>a</InForce><Until>2099-01-01T00:00:00Z</Until></LabPendingChange>"

static const struct repetition rows[] = {
    {"objects", SCOPE, "<Mailbox><Name>a</Name></Mailbox>", "</onprem>"},
    {"objects of ever new nouns", SCOPE, "<N@/>", "</onprem>"},
    {"properties", SCOPE "<Mailbox>", "<Name>a</Name>", "</Mailbox></onprem>"},
    {"properties of ever new names", SCOPE "<Mailbox>", "<P@/>", "</Mailbox></onprem>"},
    {"texts in a property", SCOPE "<Mailbox><Name>", "a<![CDATA[b]]><!--c-->", "</Name></Mailbox></onprem>"},
    {"scopes", "<organizations xmlns='urn:fblab:organizations'>", "<onprem/>", "</organizations>"},
    {"blanks", SCOPE, "\n", "</onprem>"},
    {"changes in the making", SCOPE, CHANGE, "</onprem>"},
};

/* As a client reads it. */
static void read_snapshot(const char *text, size_t length)
{
    struct snapshot *snapshot = snapshot_parse(text, length, "organization", NULL);

    if (snapshot)
        snapshot_next(snapshot, "onprem", "Mailbox", NULL);
    snapshot_release(&snapshot);
}

/* As a lab reads it, and finds it to be wrong. */
static void read_store(const char *text, size_t length)
{
    xmlDoc *const document = document_parse(text, length, "organization", NULL);
    struct store *store = document ? store_take(document, FBLAB_SOURCE "/scenarios/organizations.rng", NULL) : NULL;

    store_free(&store);
}

static void a_snapshot_is_linear(void **state)
{
    repetition_expect_linear(*state, read_snapshot);
}

static void a_store_is_linear(void **state)
{
    repetition_expect_linear(*state, read_store);
}

int main(void)
{
    struct CMUnitTest tests[2 * ARRAY_SIZE(rows)];

    for (size_t i = 0; i < ARRAY_SIZE(tests); i++)
        tests[i] = (struct CMUnitTest){.name = rows[i / 2].name,
                                       .test_func = i % 2 ? a_store_is_linear : a_snapshot_is_linear,
                                       .initial_state = (void *)(uintptr_t)&rows[i / 2]};
    return cmocka_run_group_tests_name("organization_repetitions", tests, NULL, NULL);
}
