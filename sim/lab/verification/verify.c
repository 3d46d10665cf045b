/* SPDX-License-Identifier: MIT */
/* Counts which requests fit which expectation, and says which came nearest to one that nobody met. */
#include "verify.h"

#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/work_budget.h"

#include <string.h>

enum { PAGE = 500, MOST_COMMON = 4096 };

/* How an expectation fares. */
struct expectation_count {
    long fits;
    json_int_t first; /* sequence of the first request that fits */
    json_t *nearest;  /* that fits most conditions but not all */
    size_t agreed;    /* how much it agrees; 0: there is none */
    json_t *surplus;  /* the first that is one too many */
};

/* FOUND: what does not hold, or could not be decided, is in *differs. The first that does not hold decides. */
static enum found first_difference(const struct expectation *expectation, const json_t *entry,
                                   const struct condition **differs)
{
    enum found fits = FOUND;

    *differs = NULL;
    for (size_t i = 0; i < expectation->condition_count && fits != NOT_FOUND; i++) {
        const enum found holds = condition_holds(&expectation->conditions[i], entry);
        if (holds == NOT_FOUND || (holds == GAVE_UP && fits == FOUND)) {
            *differs = &expectation->conditions[i];
            fits = holds;
        }
    }
    return fits;
}

static bool refuse_undecided(const struct expectation *expectation, const struct condition *condition,
                             const json_t *entry, struct error *error)
{
    return error_set(error,
                     "expectation %s: the expression \"%.200s\" of \"%s_matches\" takes too long on request %lld, so "
                     "nothing can be verified; simplify it",
                     expectation->id, condition->value, condition_name(condition->field),
                     (long long)json_integer_value(json_object_get(entry, "sequence")));
}

/* Of two requests that differ in equally many ways, the one whose first difference comes later in the text is nearer. */
static size_t agreement(const struct expectation *expectation, const struct condition *differs, const json_t *entry)
{
    CLEANUP(cleanup_string) char *seen = condition_seen(differs, entry);
    size_t agreed = 0, common = 0;

    for (size_t i = 0; i < expectation->condition_count; i++)
        agreed += condition_holds(&expectation->conditions[i], entry) == FOUND;
    while (common + 1 < MOST_COMMON && seen[common] && seen[common] == differs->value[common])
        common++;
    return 1 + agreed * MOST_COMMON + common;
}

static void count_fit(const struct expectation *expectation, struct expectation_count *count, json_t *entry)
{
    if (count->fits++ == 0)
        count->first = json_integer_value(json_object_get(entry, "sequence"));
    if (expectation->at_most != EXPECTATION_UNBOUNDED && count->fits == expectation->at_most + 1)
        count->surplus = json_incref(entry);
}

/* false: it could not be decided whether the request fits. */
static bool weigh(const struct expectation *expectation, struct expectation_count *count, json_t *entry,
                  struct error *error)
{
    const struct condition *differs;
    const enum found fits = first_difference(expectation, entry, &differs);
    const size_t agreed = fits == NOT_FOUND ? agreement(expectation, differs, entry) : 0;

    if (fits == GAVE_UP)
        return refuse_undecided(expectation, differs, entry, error);
    if (fits == FOUND)
        count_fit(expectation, count, entry);
    if (agreed > count->agreed) {
        json_decref(count->nearest);
        count->nearest = json_incref(entry);
        count->agreed = agreed;
    }
    return true;
}

static bool is_request(const json_t *entry)
{
    const char *kind = json_string_value(json_object_get(entry, "kind"));

    return kind && strcmp(kind, "request") == 0;
}

static bool may_go_on(struct work_budget *budget, struct error *error)
{
    return !work_budget_spent(budget) ||
           error_set(
               error,
               "to hold the requests against the expectations takes longer than %d ms, so nothing can be verified; "
               "send fewer at once, or simpler expressions",
               VERIFICATION_MS);
}

static bool weigh_page(const struct expectations *expectations, struct expectation_count *counts, const json_t *entries,
                       struct work_budget *budget, struct error *error)
{
    json_t *entry;
    size_t index;

    json_array_foreach(entries, index, entry)
    {
        if (json_object_get(entry, "shortened"))
            return error_set(error, "the journal had to shorten entry %lld, so nothing can be verified",
                             (long long)json_integer_value(json_object_get(entry, "sequence")));
        for (size_t i = 0; is_request(entry) && i < expectations->count; i++)
            if (!may_go_on(budget, error) || !weigh(&expectations->items[i], &counts[i], entry, error))
                return false;
    }
    return true;
}

static bool refuse_evicted(const json_t *page, struct error *error)
{
    const long long evicted = json_integer_value(json_object_get(page, "evicted"));

    return evicted == 0 ||
           error_set(
               error,
               "%lld entr%s of the journal had to make room for later ones, so nothing can be verified; clear the "
               "journal (DELETE /journal, POST /reset) before what you want to verify",
               evicted, evicted == 1 ? "y" : "ies");
}

/* Goes no further than the newest entry there was at the beginning: a busy lab would never let it end. */
static bool weigh_all(const struct expectations *expectations, struct expectation_count *counts,
                      struct journal *journal, struct error *error)
{
    struct work_budget budget = work_budget_begin(VERIFICATION_MS);
    json_int_t after = 0, last = -1;
    bool done = true;

    while (done && after != last) {
        json_t *page = journal_page(journal, (uint64_t)after, PAGE);
        json_t *entries = json_object_get(page, "entries");
        const size_t count = json_array_size(entries);

        last = last < 0 ? json_integer_value(json_object_get(page, "last")) : last;
        done = refuse_evicted(page, error) && weigh_page(expectations, counts, entries, &budget, error);
        after = count ? json_integer_value(json_object_get(json_array_get(entries, count - 1), "sequence")) : last;
        after = after > last ? last : after;
        json_decref(page);
    }
    return done;
}

static char *times(long count)
{
    return count == 1 ? text_copy("1 request") : text_format("%ld requests", count);
}

static char *wanted(const struct expectation *expectation)
{
    CLEANUP(cleanup_string) char *least = times(expectation->at_least), *most = times(expectation->at_most);

    if (expectation->at_most == EXPECTATION_UNBOUNDED)
        return text_format("at least %s", least);
    if (expectation->at_least == expectation->at_most)
        return text_format("exactly %s", least);
    if (expectation->at_least == 0)
        return text_format("at most %s", most);
    return text_format("%ld to %s", expectation->at_least, most);
}

static json_t *difference(const struct expectation *expectation, const json_t *nearest)
{
    const struct condition *condition;
    first_difference(expectation, nearest, &condition);
    CLEANUP(cleanup_string) char *seen = condition_seen(condition, nearest);

    return json_pack("{s:o, s:o, s:o}", "field",
                     json_sprintf("%s%s", condition_name(condition->field), condition->pattern ? "_matches" : ""),
                     "expected", json_text(condition->value), "seen", json_text(seen));
}

static json_t *miss(const struct expectation *expectation, const struct expectation_count *count)
{
    CLEANUP(cleanup_string) char *expected = wanted(expectation);
    json_t *shown = count->surplus ? count->surplus : count->nearest;
    json_t *result =
        json_pack("{s:o, s:b, s:I}", "id", json_text(expectation->id), "holds", 0, "count", (json_int_t)count->fits);

    json_object_set_new(result, "sentence", json_sprintf("%s expected, %ld came", expected, count->fits));
    if (shown)
        json_object_set(result, "nearest", shown);
    if (shown && !count->surplus)
        json_object_set_new(result, "difference", difference(expectation, shown));
    return result;
}

/* NULL: the order is right. */
static char *wrong_order(const struct expectations *expectations, const struct expectation_count *counts, size_t index)
{
    const struct expectation *expectation = &expectations->items[index];

    for (size_t i = 0; i < expectation->before_count; i++) {
        const size_t other = expectation->before[i];
        if (counts[index].fits == 0 || counts[other].fits == 0)
            return text_format("expected before %s, but no request fits %s", expectations->items[other].id,
                               expectations->items[counts[index].fits ? other : index].id);
        if (counts[index].first >= counts[other].first)
            return text_format("expected before %s, but its first request is %lld and that of %s is %lld",
                               expectations->items[other].id, (long long)counts[index].first,
                               expectations->items[other].id, (long long)counts[other].first);
    }
    return NULL;
}

static json_t *judge(const struct expectations *expectations, const struct expectation_count *counts, size_t index)
{
    const struct expectation *expectation = &expectations->items[index];
    const struct expectation_count *count = &counts[index];
    const bool enough = count->fits >= expectation->at_least;
    const bool few = expectation->at_most == EXPECTATION_UNBOUNDED || count->fits <= expectation->at_most;
    CLEANUP(cleanup_string) char *order = enough && few ? wrong_order(expectations, counts, index) : NULL;
    CLEANUP(cleanup_string) char *seen = order ? NULL : times(count->fits);

    if (!enough || !few)
        return miss(expectation, count);
    return json_pack("{s:o, s:b, s:I, s:o}", "id", json_text(expectation->id), "holds", !order, "count",
                     (json_int_t)count->fits, "sentence", order ? json_text(order) : json_sprintf("%s came", seen));
}

static json_t *judge_all(const struct expectations *expectations, const struct expectation_count *counts)
{
    json_t *results = json_array();
    bool holds = true;

    for (size_t i = 0; i < expectations->count; i++) {
        json_t *result = judge(expectations, counts, i);
        holds = holds && json_is_true(json_object_get(result, "holds"));
        json_array_append_new(results, result);
    }
    return json_pack("{s:b, s:o}", "holds", holds, "results", results);
}

json_t *verify(const struct expectations *expectations, struct journal *journal, struct error *error)
{
    struct expectation_count *counts = memory_array(expectations->count, sizeof *counts);
    json_t *verdict = NULL;

    if (weigh_all(expectations, counts, journal, error))
        verdict = judge_all(expectations, counts);
    for (size_t i = 0; i < expectations->count; i++) {
        json_decref(counts[i].nearest);
        json_decref(counts[i].surplus);
    }
    free(counts);
    return verdict;
}
