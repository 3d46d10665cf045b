/* SPDX-License-Identifier: MIT */
/* The same course, seed and number draw the same ticket, byte for byte; others draw others. */
#include "training/drawn_ticket.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct ticket_plan plan = {.course = "the-six", .seed = 42};
static struct library *library;
static struct course_common *common;
static struct snapshot *organization;

static struct drawn_ticket *draw(const char *course, uint64_t seed, size_t number)
{
    plan.course = course;
    plan.seed = seed;
    plan.number = number;
    return drawn_ticket_new(&plan);
}

/* All that a trainee can see of it. */
static char *seen(const struct drawn_ticket *drawn)
{
    char *text = NULL;
    size_t size;
    FILE *const output = text_stream(&text, &size);

    fprintf(output, "%s %d %s: %s\n", drawn->number, drawn->call, drawn->from, drawn->subject);
    for (size_t i = 0; i < drawn->paragraphs.count; i++)
        fprintf(output, "%s\n", drawn->paragraphs.items[i]);
    for (size_t i = 0; i < drawn->row_count; i++)
        fprintf(output, "%s %s\n", drawn->rows[i].id, drawn->rows[i].text);
    for (size_t i = 0; i < drawn->refutation_count; i++)
        fprintf(output, "%s\n", drawn->refutations[i].text);
    for (size_t i = 0; i < drawn->decoy_count; i++)
        fprintf(output, "%s\n", drawn->decoys[i]->name);
    text_stream_close(output);
    return text;
}

static char *seen_of(const char *course, uint64_t seed, size_t number)
{
    CLEANUP(drawn_ticket_free) struct drawn_ticket *drawn = draw(course, seed, number);

    return seen(drawn);
}

static void is_the_same_again(void **state)
{
    CLEANUP(cleanup_string) char *one = seen_of("the-six", 42, 0);
    CLEANUP(cleanup_string) char *again = seen_of("the-six", 42, 0);
    CLEANUP(cleanup_string) char *other = seen_of("the-six", 42, 1);
    CLEANUP(cleanup_string) char *elsewhere = seen_of("the-401s", 42, 0);

    (void)state;
    assert_string_equal(one, again);
    assert_string_not_equal(one, other);
    assert_string_not_equal(one, elsewhere);
}

static void leaves_nothing_to_fill_in(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < 50; seed++) {
        CLEANUP(cleanup_string) char *text = seen_of("the-six", seed, 0);
        assert_null(strchr(text, '{'));
    }
}

static void every_mail_and_order_comes(void **state)
{
    bool mail = false, call = false, first = false, last = false;

    (void)state;
    for (uint64_t seed = 0; seed < 50; seed++) {
        CLEANUP(drawn_ticket_free) struct drawn_ticket *drawn = draw("the-six", seed, 0);
        mail |= !drawn->call;
        call |= drawn->call;
        first |= drawn->rows[0].right;
        last |= drawn->rows[drawn->row_count - 1].right;
    }
    assert_true(mail && call && first && last);
}

static void one_answer_is_right(void **state)
{
    CLEANUP(drawn_ticket_free) struct drawn_ticket *drawn = draw("the-six", 7, 0);
    size_t right = 0, refutations = 0;

    (void)state;
    assert_true(drawn->row_count >= 4);
    assert_true(drawn->refutation_count >= 3);
    for (size_t i = 0; i < drawn->row_count; i++) {
        right += drawn->rows[i].right;
        assert_int_equal(drawn->rows[i].right, text_equal(drawn->rows[i].id, "06"));
        assert_int_equal(drawn->rows[i].why == NULL, drawn->rows[i].right);
    }
    for (size_t i = 0; i < drawn->refutation_count; i++) {
        refutations += drawn->refutations[i].right;
        assert_int_equal(drawn->refutations[i].why == NULL, drawn->refutations[i].right);
    }
    assert_int_equal(right, 1);
    assert_int_equal(refutations, 1);
}

static void people_have_their_names(void **state)
{
    CLEANUP(cleanup_string) char *text = NULL;
    uint64_t seed = 0;

    (void)state;
    do {
        free(TAKE(text));
        text = seen_of("the-six", seed++, 0);
    } while (!strstr(text, "Cannot see when"));
    assert_non_null(strstr(text, "Ann Berg <ann@contoso.com>: Cannot see when Joe Hill is free"));
}

static bool has_decoy(const struct drawn_ticket *drawn, const char *name)
{
    for (size_t i = 0; i < drawn->decoy_count; i++)
        if (text_equal(drawn->decoys[i]->name, name))
            return true;
    return false;
}

/* Over many seeds: one that a ticket rules out never comes, each other one does, two at a time. */
static void draws_decoys_of(const struct scenario *scenario, const struct variant *variant)
{
    enum { SEEDS = 60 };
    const struct ticket ticket = ticket_of(scenario, variant);
    size_t *const times = memory_array(common->decoy_count + 1, sizeof *times);

    plan.scenario = scenario;
    plan.variant = variant;
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        CLEANUP(drawn_ticket_free) struct drawn_ticket *drawn = draw("the-six", seed, 0);
        for (size_t i = 0; i < common->decoy_count; i++)
            times[i] += has_decoy(drawn, common->decoys[i].name);
        assert_int_equal(drawn->decoy_count, DRAWN_MOST_DECOYS);
    }
    for (size_t i = 0; i < common->decoy_count; i++) {
        bool ruled_out = false;
        for (size_t k = 0; k < ticket.without_count; k++)
            ruled_out |= text_equal(ticket.withouts[k].decoy, common->decoys[i].name);
        if (ruled_out != (times[i] == 0))
            fail_msg("%s: %s came %zu times", scenario->id, common->decoys[i].name, times[i]);
    }
    free(times);
}

/* None of the shipped tickets rules one out; those that people write may. */
static void no_decoy_comes_that_a_ticket_rules_out(void **state)
{
    const struct ticket_plan before = plan;
    struct scenario scenario = *plan.scenario;
    struct ticket ticket = *scenario.ticket;
    struct ticket_without withouts[] = {{common->decoys[0].name}, {common->decoys[common->decoy_count - 1].name}};

    (void)state;
    scenario.ticket = &ticket;
    ticket.withouts = withouts;
    for (ticket.without_count = 0; ticket.without_count <= ARRAY_SIZE(withouts); ticket.without_count++)
        draws_decoys_of(&scenario, before.variant);
    plan = before;
}

static int load(void **state)
{
    CLEANUP(cleanup_string) char *path = text_format("%s/organizations.xml", library_folder());
    size_t length = 0;
    CLEANUP(cleanup_string) char *text = file_read(path, 1u << 22, &length, NULL);

    (void)state;
    library = library_load(NULL, NULL);
    common = course_common_load(NULL, NULL);
    organization = text ? snapshot_parse(text, length, path, NULL) : NULL;
    plan.library = library;
    plan.common = common;
    plan.organization = organization;
    plan.scenario = library ? library_find(library, "06a", &plan.variant, NULL) : NULL;
    return library && common && organization && plan.scenario ? 0 : -1;
}

static int unload(void **state)
{
    (void)state;
    snapshot_release(&organization);
    course_common_free(&common);
    library_free(&library);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_the_same_again),          cmocka_unit_test(leaves_nothing_to_fill_in),
        cmocka_unit_test(every_mail_and_order_comes), cmocka_unit_test(one_answer_is_right),
        cmocka_unit_test(people_have_their_names),    cmocka_unit_test(no_decoy_comes_that_a_ticket_rules_out),
    };

    return cmocka_run_group_tests(tests, load, unload);
}
