/* SPDX-License-Identifier: MIT */
/* Settings that are stored and not in force yet. */
#include "base/cleanup.h"
#include "base/text.h"
#include "organization/organization.h"
#include "organization/snapshot.h"
#include "xml/xml.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#define SCHEMA FBLAB_SOURCE "/scenarios/organizations.rng"
#define ROOT "<organizations xmlns='urn:fblab:organizations'><onprem>"
#define SERVER "<AuthServer><Name>ACS</Name><CertificateStrings>new</CertificateStrings></AuthServer>"
#define PENDING(in_force, until)                                                                                       \
    "<LabPendingChange><Identity>acs</Identity><Noun>AuthServer</Noun><Property>CertificateStrings</"                  \
    "Property>" in_force until "</LabPendingChange>"
#define OLD "<InForce>old</InForce>"
#define CLOCK(offset) "<LabClock><Scope>onprem</Scope><OffsetSeconds>" offset "</OffsetSeconds></LabClock>"
#define REST(clock) "</onprem><exo/><mesh/><domino/><msol/><lab>" clock "</lab></organizations>"

/* {T-1}, {T+899} ... are times from now. */
static const struct row {
    const char *name, *text;
    const char *values; /* what the servers use, one after the other */
    long due;           /* from now; 0: never by itself */
} rows[] = {
    {"the servers go on with the old value", ROOT SERVER PENDING(OLD, "<Until>{T+60}</Until>") REST(""), "old ", 60},
    {"what is pending may stand before its object", ROOT PENDING(OLD, "") SERVER REST(""), "old ", 0},
    {"with all of them", ROOT SERVER PENDING("<InForce>a</InForce><InForce>b</InForce>", "") REST(""), "a b ", 0},
    {"with none", ROOT SERVER PENDING("", "") REST(""), "", 0},
    {"the time has come", ROOT SERVER PENDING(OLD, "<Until>{T+0}</Until>") REST(""), "new ", 0},
    {"it is long ago", ROOT SERVER PENDING(OLD, "<Until>2001-01-01T00:00:00Z</Until>") REST(""), "new ", 0},
    {"a clock ahead brings it nearer", ROOT SERVER PENDING(OLD, "<Until>{T+900}</Until>") REST(CLOCK("840")), "old ",
     60},
    {"a clock ahead passes it", ROOT SERVER PENDING(OLD, "<Until>{T+900}</Until>") REST(CLOCK("900")), "new ", 0},
    {"a clock behind moves it away", ROOT SERVER PENDING(OLD, "<Until>{T+0}</Until>") REST(CLOCK("-60")), "old ", 60},
    {"the clock of another scope does not count",
     ROOT SERVER PENDING(OLD, "<Until>{T+60}</Until>")
         REST("<LabClock><Scope>exo</Scope><OffsetSeconds>900</OffsetSeconds></LabClock>"),
     "old ", 60},
    {"no time that can be read: until a restart", ROOT SERVER PENDING(OLD, "<Until>soon</Until>") REST(""), "old ", 0},
    {"a scope alone", "<onprem xmlns='urn:fblab:organizations'>" SERVER PENDING(OLD, "") "</onprem>", "old ", 0},
};

static char *fill_times(const char *text, int64_t now)
{
    const char *mark = strstr(text, "{T");
    char time[32];

    if (!mark)
        return text_copy(text);
    return text_format("%.*s%s%s", (int)(mark - text), text, clock_iso(now + strtol(mark + 2, NULL, 10), time),
                       strchr(mark, '}') + 1);
}

static char *values(const struct snapshot *snapshot)
{
    const struct object *server = snapshot_find(snapshot, "onprem", "AuthServer", "Name", "ACS");
    char *text = NULL;
    size_t length = 0;
    FILE *memory = open_memstream(&text, &length);

    for (size_t i = 0; i < object_count(server, "CertificateStrings"); i++)
        fprintf(memory, "%s ", object_item(server, "CertificateStrings", i));
    fclose(memory);
    return text;
}

static void is_in_force(void **state)
{
    const struct row *row = *state;
    const int64_t now = time(NULL);
    CLEANUP(cleanup_string) char *text = fill_times(row->text, now);
    struct error error = {""};
    CLEANUP(snapshot_release) struct snapshot *snapshot = snapshot_parse(text, strlen(text), "t.xml", &error);
    CLEANUP(cleanup_string) char *seen = snapshot ? values(snapshot) : NULL;

    assert_string_equal(error.text, "");
    assert_string_equal(seen, row->values);
    assert_true(snapshot_is_current(snapshot, now));
    assert_true(snapshot_is_current(snapshot, now + row->due - 1));
    assert_int_equal(snapshot_is_current(snapshot, now + row->due), row->due == 0);
    assert_int_equal(snapshot_is_current(snapshot, INT64_MAX - 1), row->due == 0);
}

static struct store *open_store(const char *text)
{
    struct error error = {""};
    struct store *store = store_take(xml_parse(text, strlen(text), "t.xml", NULL), SCHEMA, &error);

    if (!store)
        fail_msg("%s", error.text);
    return store;
}

static bool read_stored(const xmlDoc *document, void *context, struct error *error)
{
    char **text = context;

    (void)error;
    *text = xml_text_at(xmlDocGetRootElement(document), "onprem/AuthServer/CertificateStrings");
    return true;
}

static void stored_is_stored(void **state)
{
    CLEANUP(store_free) struct store *store = open_store(ROOT SERVER PENDING(OLD, "") REST(""));
    CLEANUP(cleanup_string) char *text = NULL;

    (void)state;
    assert_true(store_read(store, read_stored, &text, NULL));
    assert_string_equal(text, "new");
}

static bool remove_server(xmlDoc *document, void *context, struct error *error)
{
    xmlNode *server = xml_find(xmlDocGetRootElement(document), "onprem/AuthServer");

    (void)context, (void)error;
    xmlUnlinkNode(server);
    xmlFreeNode(server);
    return true;
}

static void ends_with_its_object(void **state)
{
    CLEANUP(store_free) struct store *store = open_store(ROOT SERVER PENDING(OLD, "") REST(""));
    CLEANUP(snapshot_release) struct snapshot *snapshot = NULL;

    (void)state;
    assert_true(store_change(store, remove_server, NULL, NULL));
    snapshot = store_snapshot(store);
    assert_null(snapshot_next(snapshot, "onprem", "LabPendingChange", NULL));
}

/* Whoever gets one scope alone has no clock of the lab. */
static void a_scope_alone_tells_real_time(void **state)
{
    const int64_t now = time(NULL);
    CLEANUP(cleanup_string)
    char *text = fill_times(ROOT SERVER PENDING(OLD, "<Until>{T+900}</Until>") REST(CLOCK("840")), now);
    CLEANUP(store_free) struct store *store = open_store(text);
    CLEANUP(cleanup_string) char *alone = store_scope_text(store, "onprem");
    char until[32];

    (void)state;
    assert_non_null(strstr(alone, clock_iso(now + 60, until)));
}

enum { COARSE = 50000000 }; /* time() may be some milliseconds late */

/* Until the next second at most: nothing but real time passes here. */
static void comes_into_force_by_itself(void **state)
{
    const struct timespec due = {.tv_sec = time(NULL) + 1, .tv_nsec = COARSE};
    CLEANUP(cleanup_string)
    char *text = fill_times(ROOT SERVER PENDING(OLD, "<Until>{T+0}</Until>") REST(""), due.tv_sec);
    CLEANUP(store_free) struct store *store = open_store(text);
    CLEANUP(snapshot_release) struct snapshot *snapshot = NULL;
    CLEANUP(cleanup_string) char *seen = NULL;

    (void)state;
    clock_nanosleep(CLOCK_REALTIME, TIMER_ABSTIME, &due, NULL);
    snapshot = store_snapshot(store);
    seen = values(snapshot);
    assert_string_equal(seen, "new ");
}

static bool ask_meanwhile(xmlDoc *document, void *context, struct error *error)
{
    const struct timespec due = {.tv_sec = time(NULL) + 1, .tv_nsec = COARSE};
    struct store *store = context;
    CLEANUP(snapshot_release) struct snapshot *snapshot = NULL;

    (void)document, (void)error;
    clock_nanosleep(CLOCK_REALTIME, TIMER_ABSTIME, &due, NULL);
    snapshot = store_snapshot(store);
    return snapshot != NULL;
}

/* A command that fetches from the lab is such a change: what it fetches is answered from a snapshot. */
static void nobody_waits_for_a_change_in_the_making(void **state)
{
    CLEANUP(cleanup_string)
    char *text = fill_times(ROOT SERVER PENDING(OLD, "<Until>{T+1}</Until>") REST(""), time(NULL));
    CLEANUP(store_free) struct store *store = open_store(text);

    (void)state;
    assert_true(store_change(store, ask_meanwhile, store, NULL));
}

int main(void)
{
    static const struct CMUnitTest fixed[] = {
        cmocka_unit_test(stored_is_stored),
        cmocka_unit_test(ends_with_its_object),
        cmocka_unit_test(a_scope_alone_tells_real_time),
        cmocka_unit_test(comes_into_force_by_itself),
        cmocka_unit_test(nobody_waits_for_a_change_in_the_making),
    };
    struct CMUnitTest tests[ARRAY_SIZE(rows)];

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = is_in_force, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests_name("pending", fixed, NULL, NULL) +
           cmocka_run_group_tests_name("what is in force", tests, NULL, NULL);
}
