/* SPDX-License-Identifier: MIT */
/* When a rule applies: each restriction alone and together, counts, chance. */
#include "base/cleanup.h"
#include "base/text.h"
#include "devices/strike_counts.h"
#include "origin/origin.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const struct row {
    const char *name, *rule;
    const char *client, *published;
    uint64_t turn;
    bool due;
} rows[] = {
    {"no restriction", "", "127.0.0.1:5000", "mail.contoso.com", 0, true},
    {"its name", "<Names>mail.contoso.com</Names>", "127.0.0.1:5000", "mail.contoso.com", 0, true},
    {"one of its names", "<Names>a</Names><Names>MAIL.contoso.com</Names>", "127.0.0.1:5000", "mail.contoso.com", 0,
     true},
    {"another name", "<Names>mail.contoso.com</Names>", "127.0.0.1:5000", "autodiscover.contoso.com", 0, false},
    {"an address with several names", "<Names>mail.contoso.com</Names>", "127.0.0.1:5000", NULL, 0, false},
    {"its sender", "<Sources>127.0.0.12</Sources>", "127.0.0.12:5000", "mail.contoso.com", 0, true},
    {"another sender", "<Sources>127.0.0.12</Sources>", "127.0.0.1:5000", "mail.contoso.com", 0, false},
    {"a sender that begins the same", "<Sources>127.0.0.1</Sources>", "127.0.0.12:5000", "mail.contoso.com", 0, false},
    {"a sender without a port", "<Sources>127.0.0.1</Sources>", "127.0.0.1", "mail.contoso.com", 0, false},
    {"an IPv6 sender", "<Sources>[::1]</Sources>", "[::1]:5000", "mail.contoso.com", 0, true},
    {"its server", "<Servers>EX02</Servers>", "127.0.0.1:5000", "mail.contoso.com", 1, true},
    {"its server, next round", "<Servers>EX02</Servers>", "127.0.0.1:5000", "mail.contoso.com", 3, true},
    {"another server", "<Servers>EX02</Servers>", "127.0.0.1:5000", "mail.contoso.com", 2, false},
    {"name fits, sender does not", "<Names>mail.contoso.com</Names><Sources>127.0.0.12</Sources>", "127.0.0.1:5000",
     "mail.contoso.com", 0, false},
    {"never by chance", "<Probability>0</Probability>", "127.0.0.1:5000", "mail.contoso.com", 0, false},
    {"always by chance", "<Probability>100</Probability>", "127.0.0.1:5000", "mail.contoso.com", 0, true},
    {"not even the first", "<First>0</First>", "127.0.0.1:5000", "mail.contoso.com", 0, false},
};

static struct snapshot *lab(const char *rule)
{
    CLEANUP(cleanup_string)
    char *text =
        text_format("<lab xmlns=\"" ORGANIZATION_NAMESPACE "\"><LabFirewall><Party>onprem</Party>%s</LabFirewall>"
                    "<LabLoadBalancer><Party>onprem</Party><Servers>EX01</Servers><Servers>EX02</Servers>"
                    "</LabLoadBalancer></lab>",
                    rule);
    struct error error = {""};
    struct snapshot *snapshot = snapshot_parse(text, strlen(text), "lab", &error);

    if (!snapshot)
        fail_msg("%s", error.text);
    return snapshot;
}

static struct origin origin_of(const char *client, const char *published, uint64_t turn)
{
    struct origin origin = {.party = "onprem", .name = published, .turn = turn};

    snprintf(origin.client, sizeof origin.client, "%s", client);
    return origin;
}

static bool due(struct strike_counts *strike_counts, const struct snapshot *snapshot, const struct origin *origin)
{
    return strike_due(strike_counts, snapshot, snapshot_next(snapshot, "lab", "LabFirewall", NULL), origin, NULL);
}

static void applies_or_not(void **state)
{
    const struct row *row = *state;
    CLEANUP(snapshot_release) struct snapshot *snapshot = lab(row->rule);
    CLEANUP(strike_counts_free) struct strike_counts *strike_counts = strike_counts_new(1);
    const struct origin origin = origin_of(row->client, row->published, row->turn);

    assert_int_equal(due(strike_counts, snapshot, &origin), row->due);
}

static void a_balancer_without_servers_gives_none(void **state)
{
    static const char text[] =
        "<lab xmlns=\"" ORGANIZATION_NAMESPACE "\"><LabLoadBalancer><Party>onprem</Party></LabLoadBalancer></lab>";
    CLEANUP(snapshot_release) struct snapshot *snapshot = snapshot_parse(text, strlen(text), "lab", NULL);

    (void)state;
    assert_null(balancer_server(snapshot, "onprem", 3));
    assert_null(balancer_server(snapshot, "exo", 3));
}

static void only_what_concerns_the_rule_is_counted(void **state)
{
    CLEANUP(snapshot_release) struct snapshot *snapshot = lab("<Names>mail.contoso.com</Names><First>2</First>");
    CLEANUP(strike_counts_free) struct strike_counts *strike_counts = strike_counts_new(1);
    const struct origin mail = origin_of("127.0.0.1:1", "mail.contoso.com", 0),
                        other = origin_of("127.0.0.1:1", "x", 0);

    (void)state;
    for (int i = 0; i < 5; i++)
        assert_false(due(strike_counts, snapshot, &other));
    assert_true(due(strike_counts, snapshot, &mail));
    assert_true(due(strike_counts, snapshot, &mail));
    assert_false(due(strike_counts, snapshot, &mail));
    strike_counts_reset(strike_counts);
    assert_true(due(strike_counts, snapshot, &mail));
}

static void turns_are_counted_by_name(void **state)
{
    CLEANUP(strike_counts_free) struct strike_counts *strike_counts = strike_counts_new(1);

    (void)state;
    assert_int_equal(strike_counts_turn(strike_counts, "a"), 0);
    assert_int_equal(strike_counts_turn(strike_counts, "a"), 1);
    assert_int_equal(strike_counts_turn(strike_counts, "b"), 0);
    strike_counts_reset(strike_counts);
    assert_int_equal(strike_counts_turn(strike_counts, "a"), 0);
}

static void draw(uint64_t seed, const struct snapshot *snapshot, char seen[1001])
{
    CLEANUP(strike_counts_free) struct strike_counts *strike_counts = strike_counts_new(seed);
    const struct origin origin = origin_of("127.0.0.1:1", "mail.contoso.com", 0);

    for (size_t i = 0; i < 1000; i++)
        seen[i] = due(strike_counts, snapshot, &origin) ? 'x' : '.';
    seen[1000] = '\0';
}

static void chance_is_as_great_as_it_says_and_the_seed_repeats_it(void **state)
{
    CLEANUP(snapshot_release) struct snapshot *snapshot = lab("<Probability>30</Probability>");
    char first[1001], again[1001], other[1001];
    size_t struck = 0;

    (void)state;
    draw(42, snapshot, first);
    draw(42, snapshot, again);
    draw(43, snapshot, other);
    assert_string_equal(first, again);
    assert_string_not_equal(first, other);
    for (size_t i = 0; first[i]; i++)
        struck += first[i] == 'x';
    assert_in_range(struck, 250, 350);
}

static bool asks(struct strike_counts *strike_counts, const struct snapshot *snapshot, const char *client,
                 const char *agent, const char *mailbox)
{
    const struct origin origin = origin_of(client, "mail.contoso.com", 0);
    struct request request = {.origin = &origin};
    bool struck;

    headers_add(&request.headers, "User-Agent", agent);
    headers_add(&request.headers, "X-AnchorMailbox", mailbox);
    struck =
        strike_due(strike_counts, snapshot, snapshot_next(snapshot, "lab", "LabFirewall", NULL), &origin, &request);
    headers_clear(&request.headers);
    return struck;
}

static void conversations_are_counted_on_their_own(void **state)
{
    CLEANUP(snapshot_release)
    struct snapshot *snapshot = lab("<First>1</First><PerConversation>true</PerConversation>");
    CLEANUP(strike_counts_free) struct strike_counts *strike_counts = strike_counts_new(1);

    (void)state;
    assert_true(asks(strike_counts, snapshot, "127.0.0.1:1", "a", "joe@contoso.com"));
    assert_false(asks(strike_counts, snapshot, "127.0.0.1:1", "a", "joe@contoso.com"));
    assert_false(asks(strike_counts, snapshot, "127.0.0.1:2", "a", "joe@contoso.com")); /* another connection */
    assert_true(asks(strike_counts, snapshot, "127.0.0.1:2", "a", "ann@contoso.com"));
    assert_true(asks(strike_counts, snapshot, "127.0.0.1:2", "b", "joe@contoso.com"));
    assert_true(asks(strike_counts, snapshot, "127.0.0.2:2", "a", "joe@contoso.com"));
}

static void others_share_a_count(void **state)
{
    static const char *const rules[] = {"<First>1</First>", "<First>1</First><PerConversation>false</PerConversation>"};

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(rules); i++) {
        CLEANUP(snapshot_release) struct snapshot *snapshot = lab(rules[i]);
        CLEANUP(strike_counts_free) struct strike_counts *strike_counts = strike_counts_new(1);
        assert_true(asks(strike_counts, snapshot, "127.0.0.1:1", "a", "joe@contoso.com"));
        assert_false(asks(strike_counts, snapshot, "127.0.0.1:1", "b", "ann@contoso.com"));
    }
}

/* What is put back is as it was, however much was counted since. */
static void counts_are_put_back(void **state)
{
    CLEANUP(strike_counts_free) struct strike_counts *strike_counts = strike_counts_new(1);

    (void)state;
    strike_counts_turn(strike_counts, "a");
    strike_counts_turn(strike_counts, "b");
    strike_counts_turn(strike_counts, "b");
    CLEANUP(strike_counts_free) struct strike_counts *copy = strike_counts_copy(strike_counts);
    for (int i = 0; i < 5; i++)
        strike_counts_turn(strike_counts, "a");
    strike_counts_turn(strike_counts, "c");
    strike_counts_put_back(strike_counts, copy);
    assert_int_equal(strike_counts_turn(strike_counts, "a"), 1);
    assert_int_equal(strike_counts_turn(strike_counts, "b"), 2);
    assert_int_equal(strike_counts_turn(strike_counts, "c"), 0);
    assert_int_equal(strike_counts_turn(copy, "a"), 6); /* they have changed places */
    assert_int_equal(strike_counts_turn(copy, "c"), 1);
}

/* Of one noun at one party; what begins the same stays. */
static void counts_of_a_rule_are_forgotten(void **state)
{
    CLEANUP(snapshot_release) struct snapshot *snapshot = lab("<First>1</First>");
    CLEANUP(strike_counts_free) struct strike_counts *strike_counts = strike_counts_new(1);
    const struct origin origin = origin_of("127.0.0.1:1", "mail.contoso.com", 0);
    static const char *const others[][2] = {{"LabFirewall", "exo"}, {"LabFire", "onprem"}, {"LabProxy", "onprem"}};

    (void)state;
    strike_counts_turn(strike_counts, "a");
    assert_true(due(strike_counts, snapshot, &origin));
    for (size_t i = 0; i < ARRAY_SIZE(others); i++) {
        strike_counts_forget(strike_counts, others[i][0], others[i][1]);
        assert_false(due(strike_counts, snapshot, &origin));
    }
    strike_counts_forget(strike_counts, "LabFirewall", "onprem");
    assert_true(due(strike_counts, snapshot, &origin));
    assert_int_equal(strike_counts_turn(strike_counts, "a"), 1);
}

static const struct follow_row {
    const char *name, *noun;
    const char *before, *after; /* before NULL: there was no such rule */
    bool anew;
} follow_rows[] = {
    {"the same rule", "LabFirewall", "<First>1</First>", "<First>1</First>", false},
    {"a rule that was not there", "LabFirewall", NULL, "<First>1</First>", true},
    {"another value", "LabFirewall", "<First>2</First>", "<First>1</First>", true},
    {"a property more", "LabFirewall", "<First>1</First>", "<First>1</First><Probability>100</Probability>", true},
    {"a property less", "LabFirewall", "<First>1</First><Probability>100</Probability>", "<First>1</First>", true},
    {"another property", "LabFirewall", "<First>1</First><Probability>100</Probability>",
     "<First>1</First><PerConversation>false</PerConversation>", true},
    {"an item more", "LabFirewall", "<Names>mail.contoso.com</Names><First>1</First>",
     "<Names>mail.contoso.com</Names><Names>a</Names><First>1</First>", true},
    {"an item less", "LabFirewall", "<Names>mail.contoso.com</Names><Names>a</Names><First>1</First>",
     "<Names>mail.contoso.com</Names><First>1</First>", true},
    {"another first item", "LabFirewall", "<Names>a</Names><Names>mail.contoso.com</Names><First>1</First>",
     "<Names>b</Names><Names>mail.contoso.com</Names><First>1</First>", true},
    {"another last item", "LabFirewall", "<Names>mail.contoso.com</Names><Names>a</Names><First>1</First>",
     "<Names>mail.contoso.com</Names><Names>b</Names><First>1</First>", true},
    {"other letters", "LabFirewall", "<Names>mail.contoso.com</Names><First>1</First>",
     "<Names>Mail.contoso.com</Names><First>1</First>", true},
    {"the same proxy", "LabReverseProxy", "<First>1</First>", "<First>1</First>", false},
    {"another proxy", "LabReverseProxy", "<First>2</First>", "<First>1</First>", true},
};

static struct snapshot *lab_with(const char *noun, const char *rule)
{
    CLEANUP(cleanup_string)
    char *own = rule ? text_format("<%s><Party>onprem</Party>%s</%s>", noun, rule, noun) : text_copy("");
    CLEANUP(cleanup_string)
    char *text =
        text_format("<lab xmlns=\"" ORGANIZATION_NAMESPACE "\">%s<%s><Party>exo</Party><First>1</First></%s></lab>",
                    own, noun, noun);
    struct error error = {""};
    struct snapshot *snapshot = snapshot_parse(text, strlen(text), "lab", &error);

    if (!snapshot)
        fail_msg("%s", error.text);
    return snapshot;
}

static void a_rule_that_differs_begins_anew(void **state)
{
    const struct follow_row *const row = *state;
    CLEANUP(snapshot_release)
    struct snapshot *before = lab_with(row->noun, row->before), *after = lab_with(row->noun, row->after);
    CLEANUP(strike_counts_free) struct strike_counts *strike_counts = strike_counts_new(1);
    const struct object *const rule = snapshot_find(after, "lab", row->noun, "Party", "onprem"),
                               *const other = snapshot_find(after, "lab", row->noun, "Party", "exo");
    const struct origin origin = origin_of("127.0.0.1:1", "mail.contoso.com", 0);
    struct origin elsewhere = origin;

    elsewhere.party = "exo";
    assert_true(strike_due(strike_counts, after, rule, &origin, NULL));
    assert_true(strike_due(strike_counts, after, other, &elsewhere, NULL));
    strike_counts_follow(strike_counts, before, after);
    assert_int_equal(strike_due(strike_counts, after, rule, &origin, NULL), row->anew);
    assert_false(strike_due(strike_counts, after, other, &elsewhere, NULL));
}

/* The draws of a seed are the same on every machine and in every version. */
static void draws_stay_as_they_are(void **state)
{
    CLEANUP(snapshot_release) struct snapshot *snapshot = lab("<Probability>50</Probability>");
    char seen[1001];

    (void)state;
    draw(7, snapshot, seen);
    seen[64] = '\0';
    assert_string_equal(seen, ".xxx.x...x.x.x..x..xxxxx.xxxx.xx.xx...xxxxx.x.xx...x.x..x..x....");
}

static void a_conversation_has_its_name(void **state)
{
    const struct origin origin = origin_of("127.0.0.12:5000", "mail.contoso.com", 0);
    struct request request = {.origin = &origin};
    CLEANUP(cleanup_string) char *connection = strike_conversation(&origin, NULL);

    (void)state;
    headers_add(&request.headers, "User-Agent", "a");
    headers_add(&request.headers, "X-AnchorMailbox", "b");
    CLEANUP(cleanup_string) char *asked = strike_conversation(&origin, &request);
    headers_clear(&request.headers);
    assert_string_equal(connection, "127.0.0.12  ");
    assert_string_equal(asked, "127.0.0.12 a b");
}

static void conversations_without_end_take_bounded_memory(void **state)
{
    CLEANUP(snapshot_release)
    struct snapshot *snapshot = lab("<First>1</First><PerConversation>true</PerConversation>");
    CLEANUP(strike_counts_free) struct strike_counts *strike_counts = strike_counts_new(1);
    size_t struck = 0;

    (void)state;
    for (int i = 0; i < 3000; i++) {
        CLEANUP(cleanup_string) char *agent = text_format("agent %d", i);
        struck += asks(strike_counts, snapshot, "127.0.0.1:1", agent, "joe@contoso.com");
    }
    assert_int_equal(struck, 1024 + 1); /* the one is what all others share */
}

int main(void)
{
    struct CMUnitTest follows[ARRAY_SIZE(follow_rows)];
    static const struct CMUnitTest first[] = {
        cmocka_unit_test(a_balancer_without_servers_gives_none),
        cmocka_unit_test(only_what_concerns_the_rule_is_counted),
        cmocka_unit_test(turns_are_counted_by_name),
        cmocka_unit_test(conversations_are_counted_on_their_own),
        cmocka_unit_test(conversations_without_end_take_bounded_memory),
        cmocka_unit_test(others_share_a_count),
        cmocka_unit_test(counts_are_put_back),
        cmocka_unit_test(counts_of_a_rule_are_forgotten),
        cmocka_unit_test(draws_stay_as_they_are),
        cmocka_unit_test(a_conversation_has_its_name),
        cmocka_unit_test(chance_is_as_great_as_it_says_and_the_seed_repeats_it),
    };
    struct CMUnitTest tests[ARRAY_SIZE(rows) + ARRAY_SIZE(first)];

    memcpy(tests, first, sizeof first);
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[ARRAY_SIZE(first) + i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = applies_or_not, .initial_state = (void *)(uintptr_t)&rows[i]};
    for (size_t i = 0; i < ARRAY_SIZE(follow_rows); i++)
        follows[i] = (struct CMUnitTest){.name = follow_rows[i].name,
                                         .test_func = a_rule_that_differs_begins_anew,
                                         .initial_state = (void *)(uintptr_t)&follow_rows[i]};
    return cmocka_run_group_tests_name("strike_counts", tests, NULL, NULL) +
           cmocka_run_group_tests_name("rules that change", follows, NULL, NULL);
}
