/* SPDX-License-Identifier: MIT */
/* HAR and SAZ files, whole, strange and damaged. */
#include "base/cleanup.h"
#include "base/text.h"
#include "recorder/trace_file.h"

#include <archive.h>
#include <archive_entry.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static void free_json(json_t **json)
{
    json_decref(*json);
}

#define REQUEST(url)                                                                                                   \
    "\"request\":{\"method\":\"POST\",\"url\":\"" url "\",\"headers\":[{\"name\":\"SOAPAction\",\"value\":"            \
    "\"\\\"http://x/GetUserAvailability\\\"\"}],\"postData\":{\"text\":\"<a/>\"}}"
#define EWS REQUEST("https://mail.contoso.com:443/EWS/Exchange%2Easmx?a=1")
#define ENTRY(request, response) "{\"log\":{\"entries\":[{" request ",\"response\":{" response "}}]}}"

static const struct row {
    const char *name, *json;
    const char *head, *body; /* NULL: nothing is taken of it */
} rows[] = {
    {"a text",
     ENTRY(EWS, "\"status\":401,\"statusText\":\"Unauthorized\",\"headers\":[{\"name\":\"X-A\",\"value\":\"b\"}],"
                "\"content\":{\"text\":\"one\\ntwo\"}"),
     "HTTP/1.1 401 Unauthorized\r\nX-A: b\r\nContent-Length: 7\r\n\r\n", "one\ntwo"},
    {"Base64",
     ENTRY(EWS,
           "\"status\":200,\"statusText\":\"\",\"headers\":[],\"content\":{\"text\":\"aGk=\",\"encoding\":\"base64\"}"),
     "HTTP/1.1 200 \r\nContent-Length: 2\r\n\r\n", "hi"},
    {"framing and pseudo headers go, for the body is decoded",
     ENTRY(
         EWS,
         "\"status\":200,\"statusText\":\"OK\",\"headers\":[{\"name\":\":status\",\"value\":\"200\"},"
         "{\"name\":\"content-encoding\",\"value\":\"br\"},{\"name\":\"content-length\",\"value\":\"9999\"},"
         "{\"name\":\"transfer-encoding\",\"value\":\"chunked\"},{\"name\":\"two\\r\\nlines\",\"value\":\"x\"},"
         "{\"name\":\"x\",\"value\":\"a\\r\\nb: c\"},{\"name\":\"kept\",\"value\":\"\"}],\"content\":{\"text\":\"x\"}"),
     "HTTP/1.1 200 OK\r\nkept: \r\nContent-Length: 1\r\n\r\n", "x"},
    {"no content", ENTRY(EWS, "\"status\":204,\"statusText\":\"No Content\",\"headers\":[],\"content\":{}"),
     "HTTP/1.1 204 No Content\r\n\r\n", ""},
    {"a reason of two lines", ENTRY(EWS, "\"status\":200,\"statusText\":\"a\\r\\nb: c\""),
     "HTTP/1.1 200 \r\nContent-Length: 0\r\n\r\n", ""},
    {"no answer", ENTRY(EWS, "\"status\":0,\"statusText\":\"\""), NULL, NULL},
    {"an interim answer", ENTRY(EWS, "\"status\":101,\"statusText\":\"\""), NULL, NULL},
    {"a status out of bounds", ENTRY(EWS, "\"status\":70000,\"statusText\":\"\""), NULL, NULL},
    {"no URL", ENTRY("\"request\":{\"method\":\"GET\"}", "\"status\":200"), NULL, NULL},
    {"a URL without a path", ENTRY(REQUEST("https://mail.contoso.com"), "\"status\":200"), NULL, NULL},
    {"an entry that is none", "{\"log\":{\"entries\":[5,null,[],{}]}}", NULL, NULL},
};

static void reads_har(void **state)
{
    const struct row *row = *state;
    CLEANUP(free_json) json_t *json = json_loads(row->json, 0, NULL);
    CLEANUP(trace_clear) struct trace trace = {0};

    assert_non_null(json);
    assert_true(trace_read_har(json, &trace));
    assert_int_equal(trace.count, row->head ? 1 : 0);
    assert_int_equal(trace.skipped > 0, !row->head);
    if (!row->head)
        return;
    assert_string_equal(trace.items[0].host, "mail.contoso.com");
    assert_string_equal(trace.items[0].method, "POST");
    assert_string_equal(trace.items[0].path, "/EWS/Exchange.asmx");
    assert_string_equal(trace.items[0].operation, "GetUserAvailability");
    assert_string_equal(trace.items[0].head, row->head);
    assert_string_equal(trace.items[0].body, row->body);
    assert_int_equal(trace.items[0].body_length, strlen(row->body));
}

/* ---- SAZ ---- */

struct entry {
    const char *name, *bytes;
};

/* The archive in `bytes`, which is large enough; its length. */
static size_t zip(const struct entry *entries, char bytes[65536])
{
    struct archive *archive = archive_write_new();
    size_t used = 0;

    archive_write_set_format_zip(archive);
    assert_int_equal(archive_write_open_memory(archive, bytes, 65536, &used), ARCHIVE_OK);
    for (; entries->name; entries++) {
        struct archive_entry *entry = archive_entry_new();
        archive_entry_set_pathname(entry, entries->name);
        archive_entry_set_filetype(entry, AE_IFREG);
        archive_entry_set_size(entry, (la_int64_t)strlen(entries->bytes));
        assert_int_equal(archive_write_header(archive, entry), ARCHIVE_OK);
        archive_write_data(archive, entries->bytes, strlen(entries->bytes));
        archive_entry_free(entry);
    }
    archive_write_close(archive);
    archive_write_free(archive);
    return used;
}

#define ASKED                                                                                                          \
    "POST https://mail.contoso.com/EWS/Exchange.asmx?a HTTP/1.1\r\nHost: x\r\nSOAPAction: \"a/GetFolder\"\r\n\r\n<a/>"

static const struct session_row {
    const char *name, *asked, *answered;
    const char *head, *body; /* NULL: nothing is taken of it */
} sessions[] = {
    {"as it was", ASKED, "HTTP/1.1 200 OK\r\nX:y\r\nContent-Length: 3\r\n\r\none",
     "HTTP/1.1 200 OK\r\nX:y\r\nContent-Length: 3\r\n\r\n", "one"},
    {"in chunks", ASKED, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\none\r\n4\r\n two\r\n0\r\n\r\n",
     "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "one two"},
    {"in chunks that are none", ASKED, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\none",
     "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "ffffffffffffffff\r\none"},
    {"a longer body than announced", ASKED, "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\none",
     "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n", "one"},
    {"line feeds alone", "GET /EWS/Exchange.asmx HTTP/1.1\nHost: mail.contoso.com:443\nSOAPAction: GetFolder\n\n",
     "HTTP/1.1 200 OK\nX: y\n\none", "HTTP/1.1 200 OK\r\nX: y\r\n\r\n", "one"},
    {"of HTTP/2", ASKED, "HTTP/2 404 Not Found\r\nx: y z\r\n\r\n", "HTTP/1.1 404 Not Found\r\nx: y z\r\n\r\n", ""},
    {"no answer", ASKED, "", NULL, NULL},
    {"an answer that is none", ASKED, "nonsense\r\n\r\n", NULL, NULL},
    {"a head without an end", ASKED, "HTTP/1.1 200 OK\r\nX: y", NULL, NULL},
    {"no request", "", "HTTP/1.1 200 OK\r\n\r\n", NULL, NULL},
    {"a request without a host", "GET /x HTTP/1.1\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\n", NULL, NULL},
};

static void reads_saz(void **state)
{
    const struct session_row *row = *state;
    const struct entry entries[] = {{"[Content_Types].xml", "x"},
                                    {"raw/1_c.txt", "CONNECT mail.contoso.com:443 HTTP/1.1\r\n\r\n"},
                                    {"raw/1_s.txt", "HTTP/1.1 200 Connection Established\r\n\r\n"},
                                    {"raw/2_c.txt", row->asked},
                                    {"raw/2_m.xml", "<Session/>"},
                                    {"raw/2_s.txt", row->answered},
                                    {NULL, NULL}};
    char bytes[65536];
    const size_t length = zip(entries, bytes);
    CLEANUP(trace_clear) struct trace trace = {0};
    struct error error = {""};

    if (!trace_read_saz(bytes, length, &trace, &error))
        fail_msg("%s", error.text);
    assert_int_equal(trace.count, row->head ? 1 : 0);
    assert_int_equal(trace.skipped, row->head ? 0 : 1);
    if (!row->head)
        return;
    assert_string_equal(trace.items[0].host, "mail.contoso.com");
    assert_string_equal(trace.items[0].path, "/EWS/Exchange.asmx");
    assert_string_equal(trace.items[0].operation, "GetFolder");
    assert_string_equal(trace.items[0].head, row->head);
    assert_string_equal(trace.items[0].body, row->body);
}

static void sessions_come_in_their_order(void **state)
{
    static const struct entry entries[] = {{"raw/10_c.txt", ASKED},  {"raw/10_s.txt", "HTTP/1.1 410 Gone\r\n\r\n"},
                                           {"raw/9_c.txt", ASKED},   {"raw/9_s.txt", "HTTP/1.1 409 Conflict\r\n\r\n"},
                                           {"raw/x9_c.txt", ASKED},  {"raw/9_s.txt", "HTTP/1.1 500 twice\r\n\r\n"},
                                           {"other/1_c.txt", ASKED}, {NULL, NULL}};
    char bytes[65536];
    const size_t length = zip(entries, bytes);
    CLEANUP(trace_clear) struct trace trace = {0};

    (void)state;
    assert_true(trace_read_saz(bytes, length, &trace, NULL));
    assert_int_equal(trace.count, 2);
    assert_string_equal(trace.items[0].head, "HTTP/1.1 409 Conflict\r\n\r\n");
    assert_string_equal(trace.items[1].head, "HTTP/1.1 410 Gone\r\n\r\n");
}

/* ---- files ---- */

static bool read_bytes(const char *bytes, size_t length, struct error *error)
{
    char path[] = "/tmp/fblab-trace-XXXXXX";
    const int descriptor = mkstemp(path);
    struct trace trace = {0};
    bool done;

    assert_true(descriptor >= 0);
    assert_int_equal(write(descriptor, bytes, length), length);
    close(descriptor);
    done = trace_read(path, &trace, error);
    unlink(path);
    trace_clear(&trace);
    return done;
}

static const struct refusal {
    const char *name, *text, *sentence;
} refusals[] = {
    {"nothing", "", ":1:0: "},
    {"no JSON", "<har/>", "import takes HAR and SAZ files"},
    {"half a HAR", "{\"log\":{\"entries\":[", "import takes HAR and SAZ files"},
    {"JSON that is no HAR", "{\"log\":[]}", "is JSON but no HAR: there is no list log.entries"},
    {"a list", "[1]", "is JSON but no HAR"},
    {"no archive", "PK\3\4nonsense", "archive"},
};

static void refuses(void **state)
{
    const struct refusal *refusal = *state;
    struct error error = {""};

    assert_false(read_bytes(refusal->text, strlen(refusal->text), &error));
    if (!strstr(error.text, refusal->sentence) || !strstr(error.text, "/tmp/fblab-trace-"))
        fail_msg("%s", error.text);
}

static void refuses_what_is_not_there(void **state)
{
    struct trace trace = {0};
    struct error error = {""};

    (void)state;
    assert_false(trace_read("/no/such/trace.har", &trace, &error));
    assert_non_null(strstr(error.text, "/no/such/trace.har"));
}

/* Wherever a file is cut off, it is refused or read, and nothing worse; so it is with a byte that has changed. */
static void survives_every_damage(void **state)
{
    static const struct entry entries[] = {
        {"raw/1_c.txt", ASKED},
        {"raw/1_s.txt", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n0\r\n\r\n"},
        {NULL, NULL}};
    static const char har[] =
        ENTRY(EWS, "\"status\":200,\"headers\":[],\"content\":{\"text\":\"aGk=\",\"encoding\":\"base64\"}");
    char bytes[65536];
    const size_t length = zip(entries, bytes);

    (void)state;
    for (size_t i = 0; i < length; i++) {
        CLEANUP(cleanup_string) char *damaged = malloc(length);
        struct trace trace = {0};
        memcpy(damaged, bytes, length);
        damaged[i] ^= 0x55;
        trace_read_saz(damaged, length, &trace, NULL);
        trace_read_saz(bytes, i, &trace, NULL);
        trace_clear(&trace);
    }
    for (size_t i = 0; i < sizeof har - 1; i++)
        assert_false(read_bytes(har, i, NULL));
    assert_true(read_bytes(har, sizeof har - 1, NULL));
}

static void keeps_no_more_than_it_may(void **state)
{
    CLEANUP(trace_clear) struct trace trace = {0};

    (void)state;
    for (int i = 0; i < TRACE_MOST + 5; i++) {
        struct recorded_answer recorded = {.host = text_copy("h"),
                                           .method = text_copy("GET"),
                                           .path = text_copy("/"),
                                           .head = text_copy("HTTP/1.1 200 OK\r\n\r\n"),
                                           .body = text_copy("")};
        trace_add(&trace, &recorded);
        assert_null(recorded.head);
    }
    assert_int_equal(trace.count, TRACE_MOST);
    assert_int_equal(trace.skipped, 5);
}

#define FILL(tests, rows, function)                                                                                    \
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)                                                                      \
        (tests)[i] = (struct CMUnitTest)                                                                               \
        {                                                                                                              \
            .name = (rows)[i].name, .test_func = (function), .initial_state = (void *)(uintptr_t) & (rows)[i]          \
        }

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sessions_come_in_their_order),
        cmocka_unit_test(refuses_what_is_not_there),
        cmocka_unit_test(survives_every_damage),
        cmocka_unit_test(keeps_no_more_than_it_may),
    };
    struct CMUnitTest har_tests[ARRAY_SIZE(rows)], saz_tests[ARRAY_SIZE(sessions)], refusal_tests[ARRAY_SIZE(refusals)];
    int failures;

    FILL(har_tests, rows, reads_har);
    FILL(saz_tests, sessions, reads_saz);
    FILL(refusal_tests, refusals, refuses);
    failures = cmocka_run_group_tests_name("har", har_tests, NULL, NULL);
    failures += cmocka_run_group_tests_name("saz", saz_tests, NULL, NULL);
    failures += cmocka_run_group_tests_name("refusals", refusal_tests, NULL, NULL);
    return failures + cmocka_run_group_tests_name("files", tests, NULL, NULL);
}
