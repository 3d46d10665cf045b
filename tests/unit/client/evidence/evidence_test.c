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
    {"refused: events as text", "{\"target\":\"a\",\"evidence\":[],\"events\":\"\"}", "events must be an array"},
};

static void refuses(void **state)
{
    const struct refusal *const refusal = *state;
    struct error error = {""};

    assert_null(parse(refusal->json, &error));
    assert_string_equal(error.text, refusal->sentence);
}

static void refuses_endless_evidence(void **state)
{
    json_t *const json = json_pack("{s:s,s:[]}", "target", "a", "evidence");
    struct error error = {""};

    (void)state;
    for (int i = 0; i < 300; i++)
        json_array_append_new(json_object_get(json, "evidence"), json_object());
    assert_null(lookup_from_json(json, &error));
    assert_string_equal(error.text, "evidence has more than 256 records");
    json_decref(json);
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
        cmocka_unit_test(refuses_endless_evidence),
    };
    struct CMUnitTest table[ARRAY_SIZE(refusals)];

    for (size_t i = 0; i < ARRAY_SIZE(refusals); i++)
        table[i] = (struct CMUnitTest){
            .name = refusals[i].name, .test_func = refuses, .initial_state = (void *)(uintptr_t)&refusals[i]};
    return cmocka_run_group_tests_name("evidence", fixed, NULL, NULL) +
           cmocka_run_group_tests_name("evidence refusals", table, NULL, NULL);
}
