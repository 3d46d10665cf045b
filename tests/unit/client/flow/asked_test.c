/* SPDX-License-Identifier: MIT */
/* Whole look-ups: tests/texts/asked.jsonl holds who asks whom and what is answered, and what was asked then and what is known
 * afterwards. Where that is meant to change, `asked_test write` writes down what is so now; read the difference. */
#include "base/cleanup.h"
#include "base/text.h"
#include "flow/checks/checks.h"
#include "flow/flow.h"
#include "support/canned_server.h"
#include "support/flow_bench.h"
#include "support/row_file.h"

#include <regex.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { MOST_REPLACEMENTS = 16 };

static const char *text_in(const json_t *row, const char *name)
{
    return json_string_value(json_object_get(row, name));
}

/* What is another at each run. */
static const struct mask {
    const char *expression, *word;
} masks[] = {
    {"127[.]0[.]0[.]1:[0-9]+", "SERVER"},
    {"/tmp/flow_bench_[A-Za-z0-9]+", "KEYS"},
    {"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{8,}Z?", "TIME"},
    {"\"[a-z_]*(ms|elapsed|time)\":[0-9.]+(e-[0-9]+)?", "MILLISECONDS"},
    {"(uuid[:-]|request-id: |\"request[_-]id\":\"|#?_)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
     "ID"},
    {"[0-9A-F]{40}", "THUMBPRINT"},
    {"[A-Za-z0-9_+/=%.-]{86,}", "LONG"},
    {"(DigestValue|SignatureValue|CipherValue|X509Certificate|KeyIdentifier[^>]*)>[^<]*", "OURS"},
};

static char *masked(const char *text)
{
    char *out = text_copy(text);

    for (size_t i = 0; i < ARRAY_SIZE(masks); i++) {
        char *next = NULL, *rest = out;
        size_t size;
        FILE *output = open_memstream(&next, &size);
        regmatch_t found;
        regex_t expression;
        assert_int_equal(regcomp(&expression, masks[i].expression, REG_EXTENDED), 0);
        for (; regexec(&expression, rest, 1, &found, 0) == 0; rest += found.rm_eo)
            fprintf(output, "%.*s%s", (int)found.rm_so, rest, masks[i].word);
        fputs(rest, output);
        fclose(output);
        regfree(&expression);
        free(out);
        out = next;
    }
    return out;
}

static struct lookup *run(const struct flow_settings *settings, const json_t *row)
{
    return flow_run(settings, text_in(row, "requester"), text_in(row, "target"));
}

static struct lookup *ask_outlook(const struct flow_settings *settings, const json_t *row)
{
    return flow_ask_outlook(settings, text_in(row, "requester"), text_in(row, "target"));
}

static struct lookup *test_autodiscover(const struct flow_settings *settings, const json_t *row)
{
    CLEANUP(cleanup_string) char *url = text_format("%s/autodiscover/autodiscover.svc", settings->own_ews);

    return flow_test_oauth(settings, HOP_AUTODISCOVER, url, text_in(row, "requester"));
}

static struct lookup *test_ews(const struct flow_settings *settings, const json_t *row)
{
    CLEANUP(cleanup_string) char *url = text_format("%s/EWS/Exchange.asmx", settings->own_ews);

    return flow_test_oauth(settings, HOP_AVAILABILITY, url, text_in(row, "requester"));
}

static struct lookup *with_step(struct lookup *lookup, int step)
{
    CLEANUP(cleanup_string) char *text = text_format("%d", step);

    lookup_set_setting(lookup, "the-step-that-failed", text);
    return lookup;
}

static struct lookup *test_relationship(const struct flow_settings *settings, const json_t *row)
{
    enum relationship_step failed;
    struct lookup *lookup =
        flow_test_relationship(settings, text_in(row, "target"), text_in(row, "requester"), &failed);

    return with_step(lookup, (int)failed);
}

static struct lookup *test_trust(const struct flow_settings *settings, const json_t *row)
{
    enum trust_step failed;
    struct lookup *lookup = flow_test_trust(settings, text_in(row, "requester"), &failed);

    return with_step(lookup, (int)failed);
}

static struct lookup *test_endpoint(const struct flow_settings *settings, const json_t *row)
{
    (void)row;
    return flow_test_endpoint(settings, settings->own_ews);
}

static const struct way_to_ask {
    const char *name;
    struct lookup *(*ask)(const struct flow_settings *settings, const json_t *row);
} ways[] = {
    {"run", run},
    {"outlook", ask_outlook},
    {"oauth-autodiscover", test_autodiscover},
    {"oauth-ews", test_ews},
    {"relationship", test_relationship},
    {"trust", test_trust},
    {"endpoint", test_endpoint},
};

static struct lookup *ask(const json_t *row, const struct flow_settings *settings)
{
    for (size_t i = 0; i < ARRAY_SIZE(ways); i++)
        if (strcmp(ways[i].name, text_in(row, "ask")) == 0)
            return ways[i].ask(settings, row);
    fail_msg("there is no way %s", text_in(row, "ask"));
    return NULL;
}

static struct flow_bench *bench; /* of all rows: keys take long */

static struct snapshot *load(const json_t *row, const char *url)
{
    const json_t *put = json_object_get(row, "put");
    const char *replacements[MOST_REPLACEMENTS][2];
    const size_t count = json_array_size(put);

    assert_true(count <= MOST_REPLACEMENTS);
    for (size_t i = 0; i < count; i++)
        for (size_t part = 0; part < 2; part++)
            replacements[i][part] = json_string_value(json_array_get(json_array_get(put, i), part));
    return flow_bench_load(bench, (const char *const(*)[2])replacements, count, url);
}

/* With {url} where the server is. */
static size_t read_answers(const json_t *row, const char *answers[CANNED_LIMIT])
{
    const json_t *given = json_object_get(row, "answers");
    const size_t count = json_array_size(given);

    assert_true(count <= CANNED_LIMIT);
    for (size_t i = 0; i < count; i++)
        answers[i] = json_string_value(json_array_get(given, i));
    return count;
}

static json_t *requests_of(const struct canned_server *server)
{
    json_t *requests = json_array();

    for (size_t i = 0; canned_server_request(server, i); i++) {
        CLEANUP(cleanup_string) char *text = masked(canned_server_request(server, i));
        json_array_append_new(requests, json_string(text));
    }
    return requests;
}

static json_t *lookup_of(const struct lookup *lookup)
{
    json_t *json = lookup_to_json(lookup);
    CLEANUP(cleanup_string) char *text = json_dumps(json, JSON_COMPACT | JSON_SORT_KEYS);
    CLEANUP(cleanup_string) char *same = masked(text);

    json_decref(json);
    return json_string(same);
}

static json_t *look_up(const json_t *row)
{
    const char *answers[CANNED_LIMIT] = {NULL};
    CLEANUP(canned_server_free)
    struct canned_server *server = canned_server_new(answers, read_answers(row, answers));
    const char *const url = canned_server_url(server);
    CLEANUP(snapshot_release) struct snapshot *snapshot = load(row, url);
    const struct flow_settings settings = {.organization = snapshot,
                                           .scope = text_in(row, "scope"),
                                           .isolated = true,
                                           .own_ews = url,
                                           .user = text_in(row, "user"),
                                           .password = "p:w",
                                           .start = "2026-01-05T00:00:00",
                                           .end = "2026-01-06T00:00:00",
                                           .answer_ms = *answers ? 0 : 100};
    CLEANUP(lookup_free) struct lookup *lookup = ask(row, &settings);

    canned_server_join(server);
    return json_pack("{s:o,s:o}", "requests", requests_of(server), "lookup", lookup_of(lookup));
}

int main(int argc, char **argv)
{
    static const struct row_file file = {.name = "asked",
                                         .path = FBLAB_SOURCE "/tests/texts/asked.jsonl",
                                         .member = "seen",
                                         .fewest = 20,
                                         .make = look_up};
    json_t *const rows = row_file_read(&file);

    bench = flow_bench_new();
    const int failed = row_file_run(&file, rows, argc, argv);

    flow_bench_free(&bench);
    json_decref(rows);
    return failed;
}
