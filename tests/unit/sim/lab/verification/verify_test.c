/* SPDX-License-Identifier: MIT */
#include "base/cleanup.h"
#include "base/text.h"
#include "verification/verify.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define AVAILABILITY "http://schemas.microsoft.com/exchange/services/2006/messages/GetUserAvailability"

/* More steps than any text is worth. */
#define ENDLESS "(?:(?:.|..|...)*)*(?!)"

static void free_json(json_t **json)
{
    json_decref(*json);
}

/* Three requests, and a connection that is none. */
static struct journal *some_requests(size_t bytes)
{
    static const struct journal_entry entries[] = {
        {.party = "onprem", .kind = "connection", .host = "mail.contoso.com", .detail = "reset-on-accept"},
        {.party = "token-service",
         .kind = "request",
         .host = "accounts.accesscontrol.windows.net",
         .method = "POST",
         .path = "/tokens/OAuth/2",
         .status = 200},
        {.party = "onprem",
         .kind = "request",
         .host = "mail.contoso.com:443",
         .method = "POST",
         .path = "/EWS/Exchange.asmx",
         .operation = AVAILABILITY,
         .user_agent = "ASProxy/1.0",
         .headers = "Host: mail.contoso.com\nAuthorization: Bearer ...\nX-AnchorMailbox: joe@contoso.com",
         .status = 401},
        {.party = "onprem",
         .kind = "request",
         .host = "mail.contoso.com",
         .method = "POST",
         .path = "/ews/exchange.asmx",
         .query = "a=1",
         .operation = "GetUserAvailabilityRequest",
         .user_agent = "ASProxy/2.0",
         .status = 200},
    };
    struct journal *journal = journal_new(bytes);

    for (size_t i = 0; i < ARRAY_SIZE(entries); i++)
        journal_add(journal, &entries[i]);
    return journal;
}

static const struct row {
    const char *name, *expectations;
    bool holds;
    const char *says; /* in the answer as JSON; NULL: no matter */
} rows[] = {
    {"at least one", "[{\"party\":\"mail.contoso.com\"}]", true, "2 requests came"},
    {"any request", "[{\"exactly\":3}]", true, NULL},
    {"a party of the lab", "[{\"party\":\"ONPREM\",\"exactly\":2}]", true, NULL},
    {"a party by expression", "[{\"party_matches\":\"(?:mail|autodiscover)\\\\.contoso\\\\.com\",\"exactly\":2}]", true,
     NULL},
    {"operation by its name", "[{\"operation\":\"GetUserAvailability\",\"exactly\":2}]", true, NULL},
    {"operation by SOAPAction", "[{\"operation\":\"" AVAILABILITY "\",\"exactly\":1}]", true, NULL},
    {"operation by expression", "[{\"operation_matches\":\"Get.*\",\"exactly\":2}]", true, NULL},
    {"path, whatever its case", "[{\"path\":\"/EWS/EXCHANGE.ASMX\",\"exactly\":2}]", true, NULL},
    {"user agent exactly", "[{\"user_agent\":\"ASProxy/2.0\",\"exactly\":1}]", true, NULL},
    {"user agent by expression", "[{\"user_agent_matches\":\"ASProxy/.*\",\"exactly\":2}]", true, NULL},
    {"an expression describes the whole", "[{\"user_agent_matches\":\"ASProxy\"}]", false, "\"seen\":\"ASProxy/1.0\""},
    {"header exactly", "[{\"header\":\"x-anchormailbox: joe@contoso.com\"}]", true, NULL},
    {"header by expression", "[{\"header_matches\":[\"Authorization: Bearer .*\"]}]", true, NULL},
    {"two headers", "[{\"header\":[\"Host: mail.contoso.com\",\"X-AnchorMailbox: ann@contoso.com\"]}]", false,
     "\"difference\":{\"field\":\"header\",\"expected\":\"X-AnchorMailbox: "
     "ann@contoso.com\",\"seen\":\"X-AnchorMailbox: "
     "joe@contoso.com\"}"},
    {"a header that must not be", "[{\"party\":\"onprem\",\"no_header\":\"Authorization\",\"exactly\":1}]", true, NULL},
    {"status", "[{\"status\":401,\"exactly\":1}]", true, NULL},
    {"query", "[{\"query\":\"a=1\",\"exactly\":1}]", true, NULL},
    {"none", "[{\"party\":\"exo\",\"exactly\":0}]", true, "0 requests came"},
    {"too few", "[{\"party\":\"mail.contoso.com\",\"at_least\":3}]", false, "at least 3 requests expected, 2 came"},
    {"too many", "[{\"party\":\"mail.contoso.com\",\"at_most\":1}]", false,
     "\"sentence\":\"at most 1 request expected, 2 came\",\"nearest\":{\"sequence\":4,"},
    {"limits that meet", "[{\"party\":\"mail.contoso.com\",\"at_least\":2,\"at_most\":2}]", true, NULL},
    {"as few as may be", "[{\"party\":\"mail.contoso.com\",\"at_least\":2}]", true, NULL},
    {"as many as may be", "[{\"party\":\"mail.contoso.com\",\"at_most\":2}]", true, NULL},
    {"the largest count", "[{\"at_most\":1000000}]", true, NULL},
    {"none that may be", "[{\"party\":\"exo\",\"at_most\":0}]", true, "0 requests came"},
    {"between", "[{\"at_least\":1,\"at_most\":2,\"method\":\"POST\"}]", false, "1 to 2 requests expected, 3 came"},
    {"the nearest fits most",
     "[{\"party\":\"onprem\",\"path\":\"/ews/exchange.asmx\",\"user_agent\":\"ASProxy/2.0\",\"status\":401}]", false,
     "\"nearest\":{\"sequence\":3,"},
    {"the first difference", "[{\"party\":\"exo\",\"method\":\"GET\"}]", false,
     "\"difference\":{\"field\":\"party\",\"expected\":\"exo\",\"seen\":\"accounts.accesscontrol.windows.net\"}"},
    {"in order",
     "[{\"id\":\"token\",\"path_matches\":\"/tokens/.*\",\"before\":[\"ews\"]},{\"id\":\"ews\",\"party\":\"onprem\"}]",
     true, NULL},
    {"in the wrong order",
     "[{\"id\":\"token\",\"path_matches\":\"/tokens/"
     ".*\"},{\"id\":\"ews\",\"party\":\"onprem\",\"before\":[\"token\"]}]",
     false, "expected before token, but its first request is 3 and that of token is 2"},
    {"before what never came", "[{\"id\":\"a\"},{\"id\":\"b\",\"party\":\"exo\",\"exactly\":0}, {\"before\":[\"b\"]}]",
     false, "no request fits b"},
    {"what one expression cannot decide, another condition can",
     "[{\"user_agent_matches\":\"" ENDLESS "\",\"path\":\"/no\",\"exactly\":0}]", true, NULL},
    {"one request on both sides of before",
     "[{\"id\":\"a\",\"path_matches\":\"/tokens/.*\",\"before\":[\"b\"]},{\"id\":\"b\",\"status\":200}]", false,
     "expected before b, but its first request is 2 and that of b is 2"},
};

static void judges(void **state)
{
    const struct row *row = *state;
    struct error error = {""};
    CLEANUP(journal_free) struct journal *journal = some_requests(1 << 16);
    CLEANUP(free_json) json_t *list = json_loads(row->expectations, 0, NULL);
    CLEANUP(expectations_free) struct expectations *expectations = expectations_from_json(list, &error);
    CLEANUP(free_json) json_t *verdict = expectations ? verify(expectations, journal, &error) : NULL;
    CLEANUP(cleanup_string) char *text = json_dumps(verdict, JSON_COMPACT);

    if (!verdict)
        fail_msg("%s", error.text);
    if (json_is_true(json_object_get(verdict, "holds")) != row->holds || (row->says && !strstr(text, row->says)))
        fail_msg("%s", text);
}

static const struct refusal {
    const char *name, *expectations, *says;
} refusals[] = {
    {"nothing", "{}", "\"expectations\" must be a list of 1 to 1000 objects"},
    {"an empty list", "[]", "\"expectations\" must be a list of 1 to 1000 objects"},
    {"no object", "[1]", "expectation 1: it is no JSON object"},
    {"an unknown member", "[{},{\"user-agent\":\"x\"}]", "expectation 2: there is no member \"user-agent\""},
    {"an unknown expression", "[{\"method_matches\":\"x\"}]", "expectation 1: there is no member \"method_matches\""},
    {"a number for a text", "[{\"path\":1}]", "expectation 1: \"path\": its value is no string"},
    {"an empty text", "[{\"path\":\"\"}]", "expectation 1: \"path\": it is empty"},
    {"a count that is none", "[{\"at_least\":-1}]", "expectation 1: \"at_least\" must be a number from 0 to 1000000"},
    {"a count too large", "[{\"at_most\":1000001}]", "expectation 1: \"at_most\" must be a number from 0 to 1000000"},
    {"a count in words", "[{\"exactly\":\"two\"}]", "expectation 1: \"exactly\" must be a number from 0 to 1000000"},
    {"two counts", "[{\"exactly\":1,\"at_least\":1}]",
     "expectation 1: \"exactly\" leaves no room for \"at_least\" or \"at_most\""},
    {"two counts, one a limit", "[{\"exactly\":1,\"at_most\":2}]",
     "expectation 1: \"exactly\" leaves no room for \"at_least\" or \"at_most\""},
    {"two counts, one a limit of none", "[{\"exactly\":0,\"at_most\":0}]",
     "expectation 1: \"exactly\" leaves no room for \"at_least\" or \"at_most\""},
    {"counts that cross", "[{\"at_least\":2,\"at_most\":1}]", "expectation 1: \"at_least\" is more than \"at_most\""},
    {"no expression", "[{\"path_matches\":\"(\"}]",
     "expectation 1: \"path_matches\": \"(\" is no regular expression: missing closing parenthesis at character 2"},
    {"a header without a colon", "[{\"header\":\"Host\"}]",
     "expectation 1: \"header\": \"Host\" must be a name, a colon and a value"},
    {"a header with a value that must not be", "[{\"no_header\":\"Host: x\"}]",
     "expectation 1: \"no_header\": \"Host: x\" must be the name of a header, nothing else"},
    {"a status that is none", "[{\"status\":\"2xx\"}]",
     "expectation 1: \"status\": \"2xx\" must be a status of three digits"},
    {"an id that is no text", "[{\"id\":1}]", "expectation 1: \"id\" is no string"},
    {"the same id twice", "[{\"id\":\"a\"},{\"id\":\"a\"}]", "two expectations have the id \"a\""},
    {"before nobody", "[{\"before\":[\"b\"]}]",
     "expectation 1: \"before\" names \"b\", and there is no other expectation of that id"},
    {"before itself", "[{\"id\":\"a\",\"before\":[\"a\"]}]",
     "expectation 1: \"before\" names \"a\", and there is no other expectation of that id"},
    {"before no list", "[{\"before\":\"b\"}]", "expectation 1: \"before\" is no list of ids"},
};

static void refuses(void **state)
{
    const struct refusal *refusal = *state;
    struct error error = {""};
    CLEANUP(free_json) json_t *list = json_loads(refusal->expectations, 0, NULL);
    CLEANUP(expectations_free) struct expectations *expectations = expectations_from_json(list, &error);

    assert_null(expectations);
    assert_string_equal(error.text, refusal->says);
}

/* An expression that would take too long: nobody knows whether it fits, so nothing is verified. */
static const struct undecided {
    const char *name, *expectations, *says;
} undecided[] = {
    {"party", "[{\"party_matches\":\"" ENDLESS "\"}]",
     "expectation 1: the expression \"(?:(?:.|..|...)*)*(?!)\" of \"party_matches\" takes too long on request 2, so "
     "nothing can be verified; simplify it"},
    {"path", "[{\"path_matches\":\"" ENDLESS "\",\"exactly\":0}]",
     "expectation 1: the expression \"(?:(?:.|..|...)*)*(?!)\" of \"path_matches\" takes too long on request 2, so "
     "nothing can be verified; simplify it"},
    {"operation", "[{\"operation_matches\":\"" ENDLESS "\",\"exactly\":0}]",
     "expectation 1: the expression \"(?:(?:.|..|...)*)*(?!)\" of \"operation_matches\" takes too long on request 3, "
     "so nothing can be verified; simplify it"},
    {"user agent", "[{\"user_agent_matches\":\"" ENDLESS "\",\"at_most\":0}]",
     "expectation 1: the expression \"(?:(?:.|..|...)*)*(?!)\" of \"user_agent_matches\" takes too long on request 3, "
     "so nothing can be verified; simplify it"},
    {"header", "[{\"header_matches\":\"Host: " ENDLESS "\",\"exactly\":0}]",
     "expectation 1: the expression \"Host: (?:(?:.|..|...)*)*(?!)\" of \"header_matches\" takes too long on request "
     "3, so nothing can be verified; simplify it"},
    {"a second one", "[{},{\"id\":\"late\",\"user_agent_matches\":\"" ENDLESS "\"}]",
     "expectation late: the expression \"(?:(?:.|..|...)*)*(?!)\" of \"user_agent_matches\" takes too long on request "
     "3, so nothing can be verified; simplify it"},
    {"before a condition that holds", "[{\"user_agent_matches\":\"" ENDLESS "\",\"method\":\"POST\"}]",
     "expectation 1: the expression \"(?:(?:.|..|...)*)*(?!)\" of \"user_agent_matches\" takes too long on request 3, "
     "so nothing can be verified; simplify it"},
};

static void does_not_guess(void **state)
{
    const struct undecided *row = *state;
    struct error error = {""};
    CLEANUP(journal_free) struct journal *journal = some_requests(1 << 16);
    CLEANUP(free_json) json_t *list = json_loads(row->expectations, 0, NULL);
    CLEANUP(expectations_free) struct expectations *expectations = expectations_from_json(list, &error);

    if (!expectations)
        fail_msg("%s", error.text);
    assert_null(verify(expectations, journal, &error));
    assert_string_equal(error.text, row->says);
}

static struct expectations *any_request(void)
{
    CLEANUP(free_json) json_t *list = json_loads("[{}]", 0, NULL);

    return expectations_from_json(list, NULL);
}

static void refuses_a_journal_that_has_evicted(void **state)
{
    CLEANUP(journal_free) struct journal *journal = some_requests(1000);
    CLEANUP(expectations_free) struct expectations *expectations = any_request();
    struct error error = {""};
    const unsigned long long evicted = journal_evicted(journal);
    CLEANUP(cleanup_string) char *start = text_format("%llu entr", evicted);

    (void)state;
    assert_true(evicted > 0);
    assert_null(verify(expectations, journal, &error));
    assert_true(text_starts(error.text, start));
}

static void holds_again_when_the_journal_was_cleared(void **state)
{
    CLEANUP(journal_free) struct journal *journal = some_requests(1000);
    CLEANUP(expectations_free) struct expectations *expectations = any_request();
    const struct journal_entry entry = {.kind = "request", .path = "/x"};
    struct error error = {""};

    (void)state;
    journal_clear(journal);
    CLEANUP(free_json) json_t *before = verify(expectations, journal, &error);
    assert_false(json_is_true(json_object_get(before, "holds")));
    journal_add(journal, &entry);
    CLEANUP(free_json) json_t *after = verify(expectations, journal, &error);
    assert_true(json_is_true(json_object_get(after, "holds")));
}

static void refuses_a_shortened_entry(void **state)
{
    CLEANUP(journal_free) struct journal *journal = journal_new(800);
    CLEANUP(expectations_free) struct expectations *expectations = any_request();
    char path[2000];
    struct error error = {""};

    (void)state;
    memset(path, 'x', sizeof path - 1);
    path[sizeof path - 1] = '\0';
    journal_add(journal, &(struct journal_entry){.kind = "request", .path = path});
    assert_null(verify(expectations, journal, &error));
    assert_non_null(strstr(error.text, "shorten"));
}

static void counts_over_many_pages(void **state)
{
    CLEANUP(journal_free) struct journal *journal = journal_new(8 << 20);
    CLEANUP(free_json) json_t *list = json_loads("[{\"exactly\":1700,\"path\":\"/x\"}]", 0, NULL);
    CLEANUP(expectations_free) struct expectations *expectations = expectations_from_json(list, NULL);
    const struct journal_entry entry = {.kind = "request", .path = "/x"};
    struct error error = {""};

    (void)state;
    for (size_t i = 0; i < 1700; i++)
        journal_add(journal, &entry);
    CLEANUP(free_json) json_t *verdict = verify(expectations, journal, &error);
    assert_true(json_is_true(json_object_get(verdict, "holds")));
}

static void many_conditions_are_refused(void **state)
{
    CLEANUP(free_json) json_t *headers = json_array(), *list = json_pack("[{s:O}]", "header", headers);
    struct error error = {""};

    (void)state;
    for (int i = 0; i < 101; i++)
        json_array_append_new(headers, json_string("a: b"));
    assert_null(expectations_from_json(list, &error));
    assert_non_null(strstr(error.text, "more than 100 conditions"));
}

/* Each is cheap, however fast the machine, but there are four million of them: thirty seconds at least. */
static void all_together_have_a_budget(void **state)
{
    CLEANUP(journal_free) struct journal *journal = journal_new(8 << 20);
    CLEANUP(free_json) json_t *list = json_array();
    const struct journal_entry entry = {.kind = "request", .path = "/EWS/Exchange.asmx", .user_agent = "aaaaaaaaaaaa"};
    struct error error = {""};

    (void)state;
    for (int i = 0; i < 4000; i++)
        journal_add(journal, &entry);
    for (int i = 0; i < 1000; i++)
        json_array_append_new(list, json_pack("{s:s}", "user_agent_matches", "(a|aa|aaa)+[bc]"));
    CLEANUP(expectations_free) struct expectations *expectations = expectations_from_json(list, &error);
    assert_non_null(expectations);
    assert_null(verify(expectations, journal, &error));
    assert_non_null(strstr(error.text, "takes longer than 1000 ms"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(refuses_a_journal_that_has_evicted),
        cmocka_unit_test(holds_again_when_the_journal_was_cleared),
        cmocka_unit_test(refuses_a_shortened_entry),
        cmocka_unit_test(counts_over_many_pages),
        cmocka_unit_test(many_conditions_are_refused),
        cmocka_unit_test(all_together_have_a_budget),
    };
    struct CMUnitTest row_tests[ARRAY_SIZE(rows)], refusal_tests[ARRAY_SIZE(refusals)],
        undecided_tests[ARRAY_SIZE(undecided)];
    int failures;

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        row_tests[i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = judges, .initial_state = (void *)(uintptr_t)&rows[i]};
    for (size_t i = 0; i < ARRAY_SIZE(refusals); i++)
        refusal_tests[i] = (struct CMUnitTest){
            .name = refusals[i].name, .test_func = refuses, .initial_state = (void *)(uintptr_t)&refusals[i]};
    for (size_t i = 0; i < ARRAY_SIZE(undecided); i++)
        undecided_tests[i] = (struct CMUnitTest){
            .name = undecided[i].name, .test_func = does_not_guess, .initial_state = (void *)(uintptr_t)&undecided[i]};
    failures = cmocka_run_group_tests_name("undecided", undecided_tests, NULL, NULL);
    failures += cmocka_run_group_tests_name("verdicts", row_tests, NULL, NULL);
    failures += cmocka_run_group_tests_name("refusals", refusal_tests, NULL, NULL);
    return failures + cmocka_run_group_tests_name("journal", tests, NULL, NULL);
}
