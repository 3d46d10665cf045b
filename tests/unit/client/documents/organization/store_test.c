/* SPDX-License-Identifier: MIT */
#include "base/cleanup.h"
#include "base/text.h"
#include "organization/organization.h"
#include "xml/xml.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define HEALTHY FBLAB_SOURCE "/scenarios/organizations.xml"
#define SCHEMA FBLAB_SOURCE "/scenarios/organizations.rng"
#define CONNECTOR "IntraOrganizationConnector"

static struct store *load(void)
{
    struct error error;
    struct store *store = store_load(HEALTHY, SCHEMA, &error);

    if (!store)
        fail_msg("%s", error.text);
    return store;
}

/* Puts a word where the connector's Enabled is. */
struct change {
    const char *word;
    bool regret;
};

static bool set_enabled(xmlDoc *document, void *context, struct error *error)
{
    const struct change *change = context;
    xmlNode *node = xml_find(xmlDocGetRootElement(document), "exo/" CONNECTOR "/Enabled");

    xmlNodeSetContent(node, (const xmlChar *)change->word);
    return !change->regret || error_set(error, "on second thoughts, no");
}

static bool enable(struct store *store, const char *word, struct error *error)
{
    return store_change(store, set_enabled, &(struct change){.word = word}, error);
}

static bool enable_and_regret(struct store *store, const char *word, struct error *error)
{
    return store_change(store, set_enabled, &(struct change){.word = word, .regret = true}, error);
}

static bool enabled(struct store *store)
{
    CLEANUP(snapshot_release) struct snapshot *snapshot = store_snapshot(store);

    return object_flag(snapshot_next(snapshot, "exo", CONNECTOR, NULL), "Enabled", false);
}

static void a_change_swaps_the_snapshot(void **state)
{
    CLEANUP(store_free) struct store *store = load();
    CLEANUP(snapshot_release) struct snapshot *before = store_snapshot(store);

    (void)state;
    assert_true(enable(store, "false", NULL));
    assert_false(enabled(store));
    assert_true(object_flag(snapshot_next(before, "exo", CONNECTOR, NULL), "Enabled", false));
}

static void a_refused_change_leaves_everything(void **state)
{
    CLEANUP(store_free) struct store *store = load();
    struct error error;

    (void)state;
    assert_false(enable_and_regret(store, "false", &error));
    assert_string_equal(error.text, "on second thoughts, no");
    assert_true(enabled(store));
}

static void an_invalid_change_leaves_everything(void **state)
{
    CLEANUP(store_free) struct store *store = load();
    struct error error;

    (void)state;
    assert_false(enable(store, "perhaps", &error));
    assert_non_null(strstr(error.text, ": 'perhaps' is not a value <Enabled> can have"));
    assert_true(enabled(store));
}

static void count(void *context, const struct snapshot *snapshot)
{
    int *calls = context;

    assert_non_null(snapshot_next(snapshot, "exo", CONNECTOR, NULL));
    ++*calls;
}

static void the_observer_sees_swaps_only(void **state)
{
    CLEANUP(store_free) struct store *store = load();
    int calls = 0;

    (void)state;
    store_observe(store, count, &calls);
    enable(store, "false", NULL);
    enable(store, "perhaps", NULL);
    enable_and_regret(store, "true", NULL);
    assert_int_equal(calls, 1);
}

static void another_document_replaces_it(void **state)
{
    static const char text[] = "<organizations xmlns='urn:fblab:organizations'><onprem/><exo/><mesh/><domino/><msol/>"
                               "<lab/></organizations>";
    CLEANUP(store_free) struct store *store = load();
    CLEANUP(snapshot_release) struct snapshot *snapshot = NULL;

    (void)state;
    assert_true(store_replace(store, xml_parse(text, strlen(text), "empty.xml", NULL), NULL));
    snapshot = store_snapshot(store);
    assert_null(snapshot_next(snapshot, "exo", CONNECTOR, NULL));
}

static void what_was_there_is_put_back(void **state)
{
    CLEANUP(store_free) struct store *store = load();
    CLEANUP(snapshot_release) struct snapshot *before = store_snapshot(store);
    int calls = 0;

    (void)state;
    enable(store, "false", NULL);
    store_observe(store, count, &calls);
    store_put_back(store, before);
    assert_true(enabled(store));
    assert_int_equal(calls, 1);
    assert_true(store_differs(store));
    assert_true(enable(store, "false", NULL)); /* which leaves the snapshot that is held as it was */
    assert_true(object_flag(snapshot_next(before, "exo", CONNECTOR, NULL), "Enabled", false));
}

static void one_scope_is_a_document_of_its_own(void **state)
{
    CLEANUP(store_free) struct store *store = load();
    CLEANUP(cleanup_string) char *text = store_scope_text(store, "exo");
    struct error error = {""};
    CLEANUP(store_free)
    struct store *alone = store_take(xml_parse(text, strlen(text), "exo.xml", NULL), SCHEMA, &error);

    (void)state;
    assert_string_equal(error.text, "");
    assert_true(enabled(alone));
    assert_null(strstr(text, "onprem-auth"));
    assert_null(store_scope_text(store, "nowhere"));
    assert_non_null(strstr(text, "\n    <Name>Contoso</Name>\n"));
}

struct race {
    struct store *store;
    atomic_int running;
};

static void *change_often(void *context)
{
    struct race *race = context;

    for (int i = 0; i < 40; i++)
        enable(race->store, i % 2 ? "true" : "false", NULL);
    atomic_fetch_sub(&race->running, 1);
    return NULL;
}

/* For the thread sanitizer: readers hold snapshots while writers swap them. */
static void readers_and_writers_meet(void **state)
{
    CLEANUP(store_free) struct store *store = load();
    struct race race = {.store = store, .running = 2};
    pthread_t writers[2];

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(writers); i++)
        pthread_create(&writers[i], NULL, change_often, &race);
    while (atomic_load(&race.running) > 0) {
        CLEANUP(snapshot_release) struct snapshot *snapshot = store_snapshot(store);
        assert_non_null(recipient_next(snapshot, "onprem", "joe@contoso.com", NULL));
    }
    for (size_t i = 0; i < ARRAY_SIZE(writers); i++)
        pthread_join(writers[i], NULL);
    assert_true(enabled(store));
}

/* What is wrong: `text` in the healthy document becomes `instead`. */
struct refusal {
    const char *name, *text, *instead, *sentence;
};

#define NOT_EXPECTED                                                                                                   \
    " is not expected here: it is unknown, repeated or out of order, or something that must stand before it is "       \
    "missing"

static const struct refusal refusals[] = {
    {"refuses a word that is none of the choices", "<Direction>cloud", "<Direction>sideways",
     "'sideways' is not a value <Direction> can have"},
    {"refuses a flag that is none", "<FreeBusyAccessEnabled>true", "<FreeBusyAccessEnabled>yes",
     "'yes' is not a value <FreeBusyAccessEnabled> can have"},
    {"refuses a URL that is none", "<DiscoveryEndpoint>https://autodiscover.contoso",
     "<DiscoveryEndpoint>autodiscover.contoso",
     "'autodiscover.contoso.com/autodiscover/autodiscover.svc' is not a value <DiscoveryEndpoint> can have"},
    {"refuses a time of day that is none", "<StartTime>09:00:00", "<StartTime>25:00:00",
     "'25:00:00' is not a value <StartTime> can have"},
    {"refuses an address without a type", "<EmailAddresses>smtp:kim", "<EmailAddresses>kim",
     "'kim@contoso.mail.onmicrosoft.com' is not a value <EmailAddresses> can have"},
    {"refuses a number that is none", "<LifetimeMinutes>480", "<LifetimeMinutes>-1",
     "'-1' is not a value <LifetimeMinutes> can have"},
    {"refuses an unknown property", "<DelegationTrustLink>Microsoft Federation Gateway</DelegationTrustLink>",
     "<TrustLink>x</TrustLink>", "<TrustLink>" NOT_EXPECTED},
    {"refuses an empty name", "<Name>Kim Park</Name>", "<Name/>", "'' is not a value <Name> can have"},
    {"refuses a name given twice", "<Name>Kim Park</Name>", "<Name>Kim</Name><Name>Park</Name>", "<Name>" NOT_EXPECTED},
    {"refuses a missing name", "<Name>Kim Park</Name>\n      <Alias>", "<Alias>", "<Alias>" NOT_EXPECTED},
    {"refuses an unknown object", "<MsolCompany>", "<MsolFirm/><MsolCompany>", "<MsolFirm>" NOT_EXPECTED},
    {"refuses an object of another scope", "<domino>", "<domino><LabClock><Scope>exo</Scope></LabClock>",
     "<LabClock>" NOT_EXPECTED},
    {"refuses scopes out of order", "<domino>", "<lab/><domino>", "<lab>" NOT_EXPECTED},
    {"refuses an attribute", "<domino>", "<domino of='x'>", "<domino> has an attribute; values stand in elements"},
};

static int line_of(const char *text, const char *place)
{
    int line = 1;

    while (text < place)
        line += *text++ == '\n';
    return line;
}

static void refuses(void **state)
{
    const struct refusal *row = *state;
    CLEANUP(cleanup_string) char *healthy = file_read(HEALTHY, 1 << 20, NULL, NULL);
    char *place = strstr(healthy, row->text);
    CLEANUP(cleanup_string) char *text = NULL, *sentence = NULL;
    struct error error = {""};

    assert_non_null(place);
    text = text_format("%.*s%s%s", (int)(place - healthy), healthy, row->instead, place + strlen(row->text));
    sentence = text_format("organisation document:%d: %s", line_of(healthy, place), row->sentence);
    assert_null(store_take(xml_parse(text, strlen(text), "x", NULL), SCHEMA, &error));
    assert_string_equal(error.text, sentence);
}

static void names_a_schema_that_is_not_there(void **state)
{
    struct error error;

    (void)state;
    assert_null(store_load(HEALTHY, "/nowhere/a.rng", &error));
    assert_string_equal(error.text, "/nowhere/a.rng cannot be read: No such file or directory");
}

static void refuses_a_schema_that_is_none(void **state)
{
    struct error error;

    (void)state;
    assert_null(store_load(HEALTHY, HEALTHY, &error));
    assert_non_null(strstr(error.text, HEALTHY ": this is no usable schema: "));
}

/* What libxml2 says of each would take a time that grows with the square. */
static void too_many_objects_are_refused(void **state)
{
    CLEANUP(cleanup_string) char *text = NULL;
    size_t length;
    FILE *output = open_memstream(&text, &length);
    struct error error = {""};

    (void)state;
    fputs("<onprem xmlns=\"" ORGANIZATION_NAMESPACE "\">", output);
    for (int i = 0; i < 5001; i++)
        fputs("<Mailbox/>", output);
    fputs("</onprem>", output);
    fclose(output);
    assert_null(store_take(xml_parse(text, length, "many.xml", NULL), SCHEMA, &error));
    assert_true(text_contains(error.text, "<onprem> has 5001 objects; at most 5000 can be checked"));
}

int main(void)
{
    static const struct CMUnitTest fixed[] = {
        cmocka_unit_test(a_change_swaps_the_snapshot),         cmocka_unit_test(a_refused_change_leaves_everything),
        cmocka_unit_test(an_invalid_change_leaves_everything), cmocka_unit_test(the_observer_sees_swaps_only),
        cmocka_unit_test(another_document_replaces_it),        cmocka_unit_test(what_was_there_is_put_back),
        cmocka_unit_test(one_scope_is_a_document_of_its_own),  cmocka_unit_test(readers_and_writers_meet),
        cmocka_unit_test(names_a_schema_that_is_not_there),    cmocka_unit_test(refuses_a_schema_that_is_none),
        cmocka_unit_test(too_many_objects_are_refused),
    };
    struct CMUnitTest rows[ARRAY_SIZE(refusals)];

    for (size_t i = 0; i < ARRAY_SIZE(refusals); i++)
        rows[i] = (struct CMUnitTest){
            .name = refusals[i].name, .test_func = refuses, .initial_state = (void *)(uintptr_t)&refusals[i]};
    return cmocka_run_group_tests_name("store", fixed, NULL, NULL) +
           cmocka_run_group_tests_name("store refusals", rows, NULL, NULL);
}
