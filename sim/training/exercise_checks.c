/* SPDX-License-Identifier: MIT */
/* The goal is a state: look-ups that work, settings, and nothing done that nobody may do. */
#include "exercise_internal.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/pattern.h"
#include "base/text.h"
#include "evidence/evidence.h"

#include <stdlib.h>
#include <string.h>

/* As a user of the ticket sees it and, if somebody else has a mailbox of theirs, the other way round. */
static const struct {
    const char *requester, *target;
} everyday[] = {{"ann@contoso.com", "joe@contoso.com"}, {"joe@contoso.com", "ann@contoso.com"}};

static bool is_noted(const struct exercise *exercise, const struct exercise_pair *pair)
{
    for (size_t i = 0; i < exercise->pair_count; i++)
        if (text_equal(exercise->pairs[i].requester, pair->requester) &&
            text_equal(exercise->pairs[i].target, pair->target))
            return true;
    return false;
}

struct lookup *exercise_try(struct exercise *exercise, const struct exercise_pair *pair, struct error *error)
{
    const double attempts = exercise->options.plan.variant->attempts;
    struct lookup *lookup = lab_look_up(exercise->lab, pair->requester, pair->target, pair->client, error);

    for (unsigned i = 1; i < attempts && lookup && lookup->ok; i++) {
        lookup_free(&lookup);
        lookup = lab_look_up(exercise->lab, pair->requester, pair->target, pair->client, error);
    }
    return lookup;
}

static void note_if_it_works(struct exercise *exercise, struct exercise_pair pair)
{
    CLEANUP(lookup_free)
    struct lookup *lookup =
        is_noted(exercise, &pair) ? NULL : lab_look_up(exercise->lab, pair.requester, pair.target, pair.client, NULL);

    if (!lookup || !lookup->ok)
        return;
    pair.name = text_format("%s sees when %s is free", pair.requester, pair.target);
    exercise->pairs[exercise->pair_count++] = pair;
}

/* The first one always: the mailbox of who asks may be new, and begin with the failure. */
void exercise_note_pairs(struct exercise *exercise)
{
    const struct variant *const variant = exercise->options.plan.variant;

    exercise->pairs[exercise->pair_count++] =
        (struct exercise_pair){variant->requester, variant->target, variant->client,
                               text_format("%s sees when %s is free", variant->requester, variant->target)};
    CLEANUP(lookup_free)
    struct lookup *first = lab_look_up(exercise->lab, variant->requester, variant->target, variant->client, NULL);
    note_if_it_works(exercise, (struct exercise_pair){variant->target, variant->requester, NULL, NULL});
    for (size_t i = 0; i < ARRAY_SIZE(everyday) && exercise->pair_count < EXERCISE_MOST_PAIRS; i++)
        note_if_it_works(exercise, (struct exercise_pair){everyday[i].requester, everyday[i].target, NULL, NULL});
}

/* NULL is no pattern, and fits. */
static bool pattern_says(const char *expression, const char *text, bool wanted, bool *known)
{
    CLEANUP(pattern_free) struct pattern *pattern = expression ? pattern_new_search(expression, NULL) : NULL;
    const enum found found = pattern ? pattern_find(pattern, text, strlen(text)) : NOT_FOUND;

    if (found == GAVE_UP)
        *known = false;
    return !pattern || (found == FOUND) == wanted;
}

bool exercise_state_holds(struct exercise *exercise, const struct ticket_check *check, char **actual, bool *known)
{
    char *text = NULL;
    size_t length;
    FILE *const output = text_stream(&text, &length);
    struct error error = {""};
    const bool ran = lab_run(exercise->lab, check->at, check->command, output, &error);

    text_stream_close(output);
    *known = true;
    const bool holds =
        ran && pattern_says(check->expects, text, true, known) && pattern_says(check->refuses, text, false, known);
    if (actual)
        *actual = ran ? TAKE(text) : text_copy(error.text);
    free(text);
    return holds && *known;
}

static void note_those_that_hold(struct exercise *exercise, const struct ticket_check *checks, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        bool known;
        if (!exercise_state_holds(exercise, &checks[i], NULL, &known))
            continue;
        exercise->forbidden =
            memory_one_more(exercise->forbidden, exercise->forbidden_count, sizeof *exercise->forbidden);
        exercise->forbidden[exercise->forbidden_count++] = &checks[i];
    }
}

void exercise_note_forbidden(struct exercise *exercise)
{
    const struct course_common *const common = exercise->options.plan.common;
    const struct ticket *const ticket = &exercise->drawn->ticket;

    note_those_that_hold(exercise, common->forbidden, common->forbidden_count);
    note_those_that_hold(exercise, ticket->forbidden, ticket->forbidden_count);
}

static struct exercise_check *add(struct exercise_checks *checks, const char *name)
{
    checks->items = memory_one_more(checks->items, checks->count, sizeof *checks->items);
    checks->items[checks->count] = (struct exercise_check){.name = name};
    return &checks->items[checks->count++];
}

static void look_at_pair(struct exercise *exercise, const struct exercise_pair *pair, struct exercise_checks *checks)
{
    struct error error = {""};
    CLEANUP(lookup_free) struct lookup *lookup = exercise_try(exercise, pair, &error);
    struct exercise_check *const check = add(checks, pair->name);
    const char *const said = !lookup ? error.text : lookup->error_text ? lookup->error_text : "no answer";

    check->ok = lookup && lookup->ok;
    check->expected = text_copy("free/busy times");
    check->actual = text_copy(check->ok ? "free/busy times" : said);
    check->where = "a look-up";
}

static char *expectation(const struct ticket_check *state)
{
    if (state->expects && state->refuses)
        return text_format("it shows %s, and not %s", state->expects, state->refuses);
    return text_format(state->expects ? "it shows %s" : "it does not show %s",
                       state->expects ? state->expects : state->refuses);
}

static void look_at_state(struct exercise *exercise, const struct ticket_check *state, bool forbidden,
                          struct exercise_checks *checks)
{
    struct exercise_check *const check = add(checks, state->name);
    bool known;

    check->forbidden = forbidden;
    check->ok = exercise_state_holds(exercise, state, &check->actual, &known);
    check->expected = expectation(state);
    check->where = state->command;
}

static void conclude(struct exercise *exercise, struct exercise_checks *checks)
{
    checks->all_ok = true;
    for (size_t i = 0; i < checks->count; i++) {
        checks->all_ok &= checks->items[i].ok;
        exercise->was_forbidden |= checks->items[i].forbidden && !checks->items[i].ok;
    }
    if (checks->all_ok && exercise->stage == EXERCISE_ANSWERED)
        exercise->stage = EXERCISE_SOLVED;
}

void exercise_checks(struct exercise *exercise, struct exercise_checks *checks)
{
    const struct ticket *const ticket = &exercise->drawn->ticket;

    *checks = (struct exercise_checks){0};
    for (size_t i = 0; i < exercise->pair_count; i++)
        look_at_pair(exercise, &exercise->pairs[i], checks);
    for (size_t i = 0; i < ticket->goal_count; i++)
        look_at_state(exercise, &ticket->goals[i], false, checks);
    for (size_t i = 0; i < exercise->forbidden_count; i++)
        look_at_state(exercise, exercise->forbidden[i], true, checks);
    conclude(exercise, checks);
}

void exercise_checks_clear(struct exercise_checks *checks)
{
    for (size_t i = 0; i < checks->count; i++) {
        free(checks->items[i].expected);
        free(checks->items[i].actual);
    }
    free(checks->items);
    *checks = (struct exercise_checks){0};
}
