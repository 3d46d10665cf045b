/* SPDX-License-Identifier: MIT */
#include "base/cleanup.h"
#include "evidence/evidence.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct lookup *sample(void)
{
    struct lookup *const lookup = lookup_new("ann@contoso.com", "joe@contoso.com");
    struct evidence *evidence = lookup_add(lookup, HOP_ROUTE, HOP_ROUTE);
    struct evidence_event *event;

    lookup->way = WAY_OAUTH;
    evidence_set(&lookup->direction, "cloud-to-on-premises");
    evidence_set(&evidence->party, "HybridIOC - 8f4e2a1c");
    evidence = lookup_add(lookup, HOP_AVAILABILITY, HOP_AVAILABILITY);
    evidence->outcome = OUTCOME_HTTP_STATUS;
    evidence->http_status = 401;
    evidence->elapsed_ms = 12.5;
    evidence->fault_detail = true;
    evidence_set(&evidence->reason, "Unauthorized");
    evidence_set(&evidence->fault_code, "ErrorX");
    evidence_add_header(evidence, "WWW-Authenticate", "Negotiate");
    evidence_add_header(evidence, "www-authenticate", "NTLM");
    evidence_add_header(evidence, "Server", "Microsoft-IIS/10.0");
    evidence_add_header(evidence, "WWW-Authenticate", "Basic realm=\"x\"");
    event = lookup_add_event(lookup);
    evidence_set(&event->start, "2026-01-05T09:00:00");
    evidence_set(&event->busy_type, "Busy");
    return lookup;
}

static struct lookup *parse(const char *text, struct error *error)
{
    json_t *const json = json_loads(text, 0, NULL);
    struct lookup *const lookup = lookup_from_json(json, error);

    json_decref(json);
    return lookup;
}

static void comes_back_the_same(void **state)
{
    CLEANUP(lookup_free) struct lookup *lookup = sample();
    json_t *const first = lookup_to_json(lookup);
    struct error error = {""};
    CLEANUP(lookup_free) struct lookup *loaded = lookup_from_json(first, &error);
    json_t *second;

    (void)state;
    assert_string_equal(error.text, "");
    assert_non_null(loaded);
    second = lookup_to_json(loaded);
    assert_true(json_equal(first, second));
    assert_int_equal(loaded->evidence[0].tls_alert, -1);
    assert_string_equal(evidence_header(&loaded->evidence[1], "server"), "Microsoft-IIS/10.0");
    assert_int_equal(loaded->evidence[1].header_count, 4);
    assert_string_equal(loaded->events[0].busy_type, "Busy");
    json_decref(first);
    json_decref(second);
}

/* Each member has its place and its name: files of look-ups are kept. */
static void every_member_has_its_name(void **state)
{
    static const char wanted[] =
        "{\"target\":\"joe@contoso.com\",\"requester\":\"ann@contoso.com\",\"ok\":true,\"direction\":\"d\","
        "\"way\":\"oauth\",\"error_text\":\"e\",\"response_code\":\"r\",\"exception_class\":\"x\",\"exception_code\":1,"
        "\"lid\":2,\"response_source\":\"s\",\"settings\":{\"connector\":\"c\"},\"evidence\":[{\"hop\":"
        "\"availability\","
        "\"step\":\"autodiscover\",\"party\":\"p\",\"url\":\"u\",\"address\":\"a\",\"outcome\":\"soap-fault\","
        "\"http_status\":500,\"reason\":\"Oops\",\"headers\":{\"Via\":\"v\"},\"fault\":{\"code\":\"fc\",\"text\":"
        "\"ft\","
        "\"setting\":\"fs\",\"detail\":true},\"exception_code\":3,\"body\":\"b\",\"os_error\":\"o\",\"tls_alert\":4,"
        "\"elapsed_ms\":5.5}],\"events\":[{\"start\":\"t1\",\"end\":\"t2\",\"busy_type\":\"Busy\",\"subject\":\"sub\"}]"
        ","
        "\"merged\":\"0\",\"view\":\"w\"}";
    struct error error = {""};
    CLEANUP(lookup_free) struct lookup *lookup = parse(wanted, &error);

    (void)state;
    assert_string_equal(error.text, "");
    assert_int_equal(lookup->way, WAY_OAUTH);
    assert_int_equal(lookup->lid, 2);
    assert_string_equal(lookup->response_source, "s");
    assert_string_equal(lookup_setting(lookup, "connector"), "c");
    assert_int_equal(lookup->evidence[0].step, HOP_AUTODISCOVER);
    assert_int_equal(lookup->evidence[0].exception_code, 3);
    assert_string_equal(lookup->evidence[0].fault_setting, "fs");
    assert_string_equal(lookup->events[0].end, "t2");
    json_t *const json = lookup_to_json(lookup);
    char *const text = json_dumps(json, JSON_COMPACT);
    assert_string_equal(text, wanted);
    free(text);
    json_decref(json);
}

static void nothing_is_null_and_faults_are_empty(void **state)
{
    CLEANUP(lookup_free) struct lookup *lookup = sample();
    json_t *const json = lookup_to_json(lookup);
    const json_t *const route = json_array_get(json_object_get(json, "evidence"), 0);
    const json_t *const last = json_array_get(json_object_get(json, "evidence"), 1);

    (void)state;
    assert_true(json_is_null(json_object_get(route, "http_status")));
    assert_true(json_is_null(json_object_get(route, "tls_alert")));
    assert_true(json_is_null(json_object_get(route, "url")));
    assert_true(json_is_null(json_object_get(json, "error_text")));
    assert_int_equal(json_object_size(json_object_get(route, "fault")), 0);
    assert_int_equal(json_array_size(json_object_get(json_object_get(last, "headers"), "WWW-Authenticate")), 3);
    assert_true(json_is_string(json_object_get(json_object_get(last, "headers"), "Server")));
    json_decref(json);
}

static void bad_bytes_do_not_lose_the_record(void **state)
{
    CLEANUP(lookup_free) struct lookup *lookup = lookup_new("a@b", "c@d");
    struct evidence *const evidence = lookup_add(lookup, HOP_AVAILABILITY, HOP_AVAILABILITY);
    json_t *json;
    const json_t *record;

    (void)state;
    evidence_set(&evidence->body, "caf\xE9 \xC3\xA9 \xE2\x82");
    evidence_add_header(evidence, "X-\xFF", "\xED\xA0\x80");
    json = lookup_to_json(lookup);
    record = json_array_get(json_object_get(json, "evidence"), 0);
    assert_string_equal(json_string_value(json_object_get(record, "body")),
                        "caf\xEF\xBF\xBD \xC3\xA9 \xEF\xBF\xBD\xEF\xBF\xBD");
    assert_string_equal(json_string_value(json_object_get(json_object_get(record, "headers"), "X-\xEF\xBF\xBD")),
                        "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
    json_decref(json);
}

static void the_contract_alone_is_enough(void **state)
{
    struct error error = {""};
    CLEANUP(lookup_free)
    struct lookup *lookup =
        parse("{\"target\":\"joe@contoso.com\",\"requester\":null,\"ok\":false,\"evidence\":[{\"hop\":\"connect\","
              "\"party\":\"mail.contoso.com\",\"outcome\":\"connect-timeout\",\"headers\":{},\"fault\":{},"
              "\"elapsed_ms\":5000}],\"diagnoses\":[]}",
              &error);

    (void)state;
    assert_string_equal(error.text, "");
    assert_non_null(lookup);
    assert_int_equal(lookup->evidence[0].step, HOP_CONNECT);
    assert_int_equal(lookup->evidence[0].tls_alert, -1);
    assert_int_equal(lookup_failure(lookup)->outcome, OUTCOME_CONNECT_TIMEOUT);
}

static void every_name_comes_back(void **state)
{
    (void)state;
    for (int i = 0; i < HOP_COUNT; i++)
        assert_int_equal(hop_from_name(hop_name(i)), i);
    for (int i = 0; i < WAY_COUNT; i++)
        assert_int_equal(way_from_name(way_name(i)), i);
    for (int i = 0; i < OUTCOME_COUNT; i++)
        assert_int_equal(outcome_from_name(outcome_name(i)), i);
    assert_int_equal(hop_from_name("nowhere"), HOP_COUNT);
    assert_int_equal(outcome_from_name(NULL), OUTCOME_COUNT);
}

struct refusal {
    const char *name, *json, *sentence;
};

static const struct refusal refusals[] = {
    {"refused: an array", "[]", "a look-up must be an object with target and evidence"},
    {"refused: no target", "{\"evidence\":[]}", "a look-up must be an object with target and evidence"},
    {"refused: no evidence", "{\"target\":\"a\"}", "evidence must be an array"},
    {"refused: a number as text", "{\"target\":\"a\",\"error_text\":7,\"evidence\":[]}",
     "error_text must be a string or null"},
    {"refused: a text as flag", "{\"target\":\"a\",\"ok\":\"yes\",\"evidence\":[]}", "ok must be true or false"},
    {"refused: unknown hop", "{\"target\":\"a\",\"evidence\":[{\"hop\":\"x\",\"outcome\":\"ok\"}]}",
     "evidence[0].hop must be one of route, resolve, connect, tls, token, autodiscover, availability"},
    {"refused: unknown outcome", "{\"target\":\"a\",\"evidence\":[{\"hop\":\"tls\",\"outcome\":\"x\"}]}",
     "evidence[0].outcome must be the name of an outcome, such as ok or http-status"},
    {"refused: a hop that is a number", "{\"target\":\"a\",\"evidence\":[3]}",
     "evidence[0] must be an object with hop and outcome"},
    {"refused: status out of range",
     "{\"target\":\"a\",\"evidence\":[{\"hop\":\"tls\",\"outcome\":\"ok\",\"http_status\":99999999999}]}",
     "evidence[0].http_status must be a whole number or null"},
    {"refused: fault as text", "{\"target\":\"a\",\"evidence\":[{\"hop\":\"tls\",\"outcome\":\"ok\",\"fault\":\"\"}]}",
     "evidence[0].fault must be an object"},
    {"refused: headers as array",
     "{\"target\":\"a\",\"evidence\":[{\"hop\":\"tls\",\"outcome\":\"ok\",\"headers\":[]}]}",
     "evidence[0].headers must be an object"},
    {"refused: header that is an object",
     "{\"target\":\"a\",\"evidence\":[{\"hop\":\"tls\",\"outcome\":\"ok\",\"headers\":{\"A\":[{}]}}]}",
     "evidence[0].headers.A must be a string or an array of strings"},
    {"refused: no object", "7", "a look-up must be an object with target and evidence"},
    {"refused: a target that is no text", "{\"target\":7,\"evidence\":[]}",
     "a look-up must be an object with target and evidence"},
    {"refused: unknown way", "{\"target\":\"a\",\"way\":\"x\",\"evidence\":[]}",
     "way must be one of \"\", oauth, graph, dauth, address-space, local, client"},
    {"refused: a hop without outcome", "{\"target\":\"a\",\"evidence\":[{\"hop\":\"tls\"}]}",
     "evidence[0] must be an object with hop and outcome"},
    {"refused: an outcome without hop", "{\"target\":\"a\",\"evidence\":[{\"outcome\":\"ok\"}]}",
     "evidence[0] must be an object with hop and outcome"},
    {"refused: the second record",
     "{\"target\":\"a\",\"evidence\":[{\"hop\":\"tls\",\"outcome\":\"ok\"},{\"hop\":\"tls\",\"outcome\":\"x\"}]}",
     "evidence[1].outcome must be the name of an outcome, such as ok or http-status"},
    {"refused: status below the range",
     "{\"target\":\"a\",\"evidence\":[{\"hop\":\"tls\",\"outcome\":\"ok\",\"http_status\":-99999999999}]}",
     "evidence[0].http_status must be a whole number or null"},
    {"refused: a broken status",
     "{\"target\":\"a\",\"evidence\":[{\"hop\":\"tls\",\"outcome\":\"ok\",\"http_status\":1.5}]}",
     "evidence[0].http_status must be a whole number or null"},
    {"refused: time as text",
     "{\"target\":\"a\",\"evidence\":[{\"hop\":\"tls\",\"outcome\":\"ok\",\"elapsed_ms\":\"1\"}]}",
     "evidence[0].elapsed_ms must be a number"},
    {"refused: a member of a fault",
     "{\"target\":\"a\",\"evidence\":[{\"hop\":\"tls\",\"outcome\":\"ok\",\"fault\":{\"detail\":1}}]}",
     "evidence[0].detail must be true or false"},
    {"refused: a member of the tail",
     "{\"target\":\"a\",\"evidence\":[{\"hop\":\"tls\",\"outcome\":\"ok\",\"body\":1}]}",
     "evidence[0].body must be a string or null"},
    {"refused: a member of the look-up's tail", "{\"target\":\"a\",\"evidence\":[],\"merged\":1}",
     "merged must be a string or null"},
    {"refused: a header that is a number",
     "{\"target\":\"a\",\"evidence\":[{\"hop\":\"tls\",\"outcome\":\"ok\",\"headers\":{\"A\":1}}]}",
     "evidence[0].headers.A must be a string or an array of strings"},
    {"refused: a bad header before a good one",
     "{\"target\":\"a\",\"evidence\":[{\"hop\":\"tls\",\"outcome\":\"ok\",\"headers\":{\"A\":[1,\"b\"]}}]}",
     "evidence[0].headers.A must be a string or an array of strings"},
    {"refused: settings as array", "{\"target\":\"a\",\"evidence\":[],\"settings\":[]}", "settings must be an object"},
    {"refused: a setting that is a number", "{\"target\":\"a\",\"evidence\":[],\"settings\":{\"a\":1}}",
     "settings.a must be a string"},
    {"refused: a member of a busy time", "{\"target\":\"a\",\"evidence\":[],\"events\":[{\"start\":1}]}",
     "events[0].start must be a string or null"},
    {"refused: events as text", "{\"target\":\"a\",\"evidence\":[],\"events\":\"\"}", "events must be an array"},
};

static void refuses(void **state)
{
    const struct refusal *const refusal = *state;
    struct error error = {""};

    assert_null(parse(refusal->json, &error));
    assert_string_equal(error.text, refusal->sentence);
}

/* As many as are allowed are taken, one more is refused. */
static void lists_end(void **state)
{
    static const struct {
        const char *list, *item;
        size_t most;
        const char *sentence;
    } lists[] = {
        {"evidence", "{\"hop\":\"tls\",\"outcome\":\"ok\"}", 256, "evidence has more than 256 records"},
        {"events", "{}", 10000, "events has more than 10000 records"},
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(lists); i++) {
        json_t *const json = json_pack("{s:s,s:[],s:[]}", "target", "a", "evidence", "events");
        json_t *const item = json_loads(lists[i].item, 0, NULL);
        struct error error = {""};
        for (size_t k = 0; k < lists[i].most; k++)
            json_array_append(json_object_get(json, lists[i].list), item);
        CLEANUP(lookup_free) struct lookup *lookup = lookup_from_json(json, &error);
        assert_non_null(lookup);
        json_array_append(json_object_get(json, lists[i].list), item);
        assert_null(lookup_from_json(json, &error));
        assert_string_equal(error.text, lists[i].sentence);
        json_decref(item);
        json_decref(json);
    }
}

static void members_end(void **state)
{
    json_t *const json = json_pack("{s:s,s:[{s:s,s:s,s:{}}],s:{}}", "target", "a", "evidence", "hop", "tls", "outcome",
                                   "ok", "headers", "settings");
    json_t *const headers = json_object_get(json_array_get(json_object_get(json, "evidence"), 0), "headers");
    json_t *const settings = json_object_get(json, "settings");
    struct error error = {""};
    char name[16];

    (void)state;
    for (int i = 0; i < 256; i++) {
        snprintf(name, sizeof name, "%d", i);
        json_object_set_new(headers, name, json_string("a"));
        json_object_set_new(settings, name, json_string("a"));
    }
    json_object_set_new(headers, "one more", json_string("is left out"));
    CLEANUP(lookup_free) struct lookup *lookup = lookup_from_json(json, &error);
    assert_non_null(lookup);
    assert_int_equal(lookup->evidence[0].header_count, 256);
    assert_int_equal(lookup->setting_count, 256);
    json_object_set_new(settings, "one more", json_string("a"));
    assert_null(lookup_from_json(json, &error));
    assert_string_equal(error.text, "settings has more than 256 members");
    json_decref(json);
}

static const char *const odd_ones[] = {
    "{\"target\":\"a\",\"evidence\":[{\"hop\":\"tls\",\"outcome\":\"ok\",\"fault\":null,\"http_status\":2147483647}]}",
    "{\"target\":\"a\",\"evidence\":[{\"hop\":\"tls\",\"outcome\":\"ok\",\"http_status\":-2147483648}]}",
    "{\"target\":\"a\",\"evidence\":[{\"hop\":\"tls\",\"outcome\":\"ok\",\"tls_alert\":0}]}",
    "{\"target\":\"a\",\"evidence\":[{\"hop\":\"tls\",\"outcome\":\"ok\",\"headers\":{\"A\":[\"b\",\"c\"]}}]}",
};

static void takes_what_is_odd_but_right(void **state)
{
    struct error error = {""};

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(odd_ones); i++) {
        CLEANUP(lookup_free) struct lookup *lookup = parse(odd_ones[i], &error);
        assert_string_equal(error.text, "");
        assert_non_null(lookup);
        assert_int_equal(lookup->evidence[0].tls_alert, i == 2 ? 0 : -1);
        assert_int_equal(lookup->evidence[0].header_count, i == 3 ? 2 : 0);
    }
}

/* Alone each of them makes a fault. */
static void each_part_of_a_fault_is_written(void **state)
{
    (void)state;
    for (int i = 0; i < 4; i++) {
        CLEANUP(lookup_free) struct lookup *lookup = lookup_new(NULL, "a");
        struct evidence *const evidence = lookup_add(lookup, HOP_TLS, HOP_TLS);
        char **const parts[] = {&evidence->fault_code, &evidence->fault_text, &evidence->fault_setting};
        if (i < 3)
            evidence_set(parts[i], "x");
        evidence->fault_detail = i == 3;
        json_t *const json = lookup_to_json(lookup);
        assert_int_equal(
            json_object_size(json_object_get(json_array_get(json_object_get(json, "evidence"), 0), "fault")), 4);
        json_decref(json);
    }
}

/* Written to the microsecond; what is no number is 0, what is too large for that stays. */
static void times_are_written_in_milliseconds(void **state)
{
    static const struct {
        double elapsed, written;
    } times[] = {{1e308 * 10, 0},  {8.1e-05, 0}, {0.0004, 0},  {0.0006, 0.001},
                 {1.23456, 1.235}, {12.5, 12.5}, {5000, 5000}, {1.5e308, 1.5e308}};

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(times); i++) {
        CLEANUP(lookup_free) struct lookup *lookup = lookup_new("a", "b");
        lookup_add(lookup, HOP_TLS, HOP_TLS)->elapsed_ms = times[i].elapsed;
        json_t *const json = lookup_to_json(lookup);
        const json_t *const written =
            json_object_get(json_array_get(json_object_get(json, "evidence"), 0), "elapsed_ms");
        assert_true(json_is_real(written));
        assert_true(json_real_value(written) == times[i].written);
        json_decref(json);
    }
}

static void settings_and_failures_are_found(void **state)
{
    CLEANUP(lookup_free) struct lookup *lookup = lookup_new(NULL, "a"), *none = NULL;

    (void)state;
    assert_null(lookup_failure(lookup));
    lookup_add(lookup, HOP_TLS, HOP_TLS)->outcome = OUTCOME_HTTP_STATUS;
    lookup_add(lookup, HOP_TOKEN, HOP_TOKEN);
    assert_int_equal(lookup_failure(lookup)->hop, HOP_TLS);
    lookup_set_setting(lookup, "a", NULL);
    lookup_set_setting(lookup, "a", "");
    assert_null(lookup_setting(lookup, "a"));
    lookup_set_setting(lookup, "a", "1");
    lookup_set_setting(lookup, "A", "2");
    lookup_set_setting(lookup, "b", "3");
    assert_int_equal(lookup->setting_count, 2);
    assert_string_equal(lookup_setting(lookup, "A"), "1");
    assert_string_equal(lookup_setting(lookup, "b"), "3");
    assert_null(lookup_setting(lookup, "c"));
    assert_null(evidence_header(&lookup->evidence[0], "c"));
    lookup_free(&none);
}

static json_t *first_hop(const json_t *lookup)
{
    return json_array_get(json_object_get(lookup, "evidence"), 0);
}

/* The application stands there only where one is known. */
static void who_asked_and_with_which_application(void **state)
{
    CLEANUP(lookup_free) struct lookup *lookup = lookup_new("ann@a", "joe@b"), *back = NULL;
    struct error error = {""};
    json_t *json;

    (void)state;
    assert_string_equal(lookup->requester, "ann@a");
    assert_string_equal(lookup->target, "joe@b");
    lookup_add(lookup, HOP_TOKEN, HOP_TOKEN);
    json = lookup_to_json(lookup);
    assert_null(json_object_get(first_hop(json), "application"));
    json_decref(json);
    evidence_set(&lookup->evidence[0].application, "app");
    json = lookup_to_json(lookup);
    assert_string_equal(json_string_value(json_object_get(first_hop(json), "application")), "app");
    back = lookup_from_json(json, &error);
    json_decref(json);
    assert_string_equal(back->requester, "ann@a");
    assert_string_equal(back->evidence[0].application, "app");
}

static void what_has_no_name_is_unknown(void **state)
{
    (void)state;
    assert_string_equal(hop_name(HOP_COUNT), "unknown");
    assert_string_equal(way_name(WAY_COUNT), "unknown");
    assert_string_equal(outcome_name(OUTCOME_COUNT), "unknown");
    assert_int_equal(way_from_name("nowhere"), WAY_COUNT);
}

int main(void)
{
    const struct CMUnitTest fixed[] = {
        cmocka_unit_test(comes_back_the_same),
        cmocka_unit_test(every_member_has_its_name),
        cmocka_unit_test(nothing_is_null_and_faults_are_empty),
        cmocka_unit_test(bad_bytes_do_not_lose_the_record),
        cmocka_unit_test(the_contract_alone_is_enough),
        cmocka_unit_test(every_name_comes_back),
        cmocka_unit_test(lists_end),
        cmocka_unit_test(members_end),
        cmocka_unit_test(takes_what_is_odd_but_right),
        cmocka_unit_test(each_part_of_a_fault_is_written),
        cmocka_unit_test(times_are_written_in_milliseconds),
        cmocka_unit_test(settings_and_failures_are_found),
        cmocka_unit_test(who_asked_and_with_which_application),
        cmocka_unit_test(what_has_no_name_is_unknown),
    };
    struct CMUnitTest table[ARRAY_SIZE(refusals)];

    for (size_t i = 0; i < ARRAY_SIZE(refusals); i++)
        table[i] = (struct CMUnitTest){
            .name = refusals[i].name, .test_func = refuses, .initial_state = (void *)(uintptr_t)&refusals[i]};
    return cmocka_run_group_tests_name("evidence", fixed, NULL, NULL) +
           cmocka_run_group_tests_name("evidence refusals", table, NULL, NULL);
}
