/* SPDX-License-Identifier: MIT */
/* Reads expectations from the JSON of POST /verify. */
#include "expectation.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/work_budget.h"

#include <string.h>

static bool read_count(const json_t *json, const char *name, long *count, bool *given, struct error *error)
{
    const json_t *value = json_object_get(json, name);

    *given = value != NULL;
    if (!value)
        return true;
    if (!json_is_integer(value) || json_integer_value(value) < 0 || json_integer_value(value) > 1000000)
        return error_set(error, "\"%s\" must be a number from 0 to 1000000", name);
    *count = (long)json_integer_value(value);
    return true;
}

static bool read_counts(struct expectation *expectation, const json_t *json, struct error *error)
{
    bool least, most, exact;
    long exactly = 0;

    expectation->at_least = 0;
    expectation->at_most = EXPECTATION_UNBOUNDED;
    if (!read_count(json, "at_least", &expectation->at_least, &least, error) ||
        !read_count(json, "at_most", &expectation->at_most, &most, error) ||
        !read_count(json, "exactly", &exactly, &exact, error))
        return false;
    if (exact && (least || most))
        return error_set(error, "\"exactly\" leaves no room for \"at_least\" or \"at_most\"");
    if (least && most && expectation->at_least > expectation->at_most)
        return error_set(error, "\"at_least\" is more than \"at_most\"");
    if (exact)
        expectation->at_least = expectation->at_most = exactly;
    else if (!least && !most)
        expectation->at_least = 1;
    return true;
}

static bool add_condition(struct expectation *expectation, enum condition_field field, bool pattern,
                          const json_t *value, struct error *error)
{
    char number[24] = "";
    struct condition *grown;

    if (json_is_integer(value) && field == CONDITION_STATUS)
        snprintf(number, sizeof number, "%lld", (long long)json_integer_value(value));
    else if (!json_is_string(value))
        return error_set(error, "its value is no string");
    if (expectation->condition_count == EXPECTATION_MOST_CONDITIONS)
        return error_set(error, "there are more than %d conditions", EXPECTATION_MOST_CONDITIONS);
    grown = memory_one_more(expectation->conditions, expectation->condition_count, sizeof *grown);
    expectation->conditions = grown;
    return condition_set(&grown[expectation->condition_count++], field, pattern,
                         *number ? number : json_string_value(value), error);
}

/* A header may be asked for several times. */
static bool read_values(struct expectation *expectation, enum condition_field field, bool pattern, const json_t *value,
                        struct error *error)
{
    const bool many = field == CONDITION_HEADER || field == CONDITION_NO_HEADER;
    const json_t *item;
    size_t index;

    if (!many || !json_is_array(value))
        return add_condition(expectation, field, pattern, value, error);
    json_array_foreach(value, index, item) if (!add_condition(expectation, field, pattern, item, error)) return false;
    return true;
}

static enum condition_field field_of(const char *member, bool *pattern)
{
    static const char suffix[] = "_matches";
    const size_t length = strlen(member);

    *pattern = length > sizeof suffix && strcmp(member + length - (sizeof suffix - 1), suffix) == 0;
    const size_t stem = length - (*pattern ? sizeof suffix - 1 : 0);
    for (enum condition_field field = 0; field < CONDITION_FIELD_COUNT; field++)
        if (strncmp(condition_name(field), member, stem) == 0 && !condition_name(field)[stem] &&
            (!*pattern || condition_takes_pattern(field)))
            return field;
    return CONDITION_FIELD_COUNT;
}

static bool is_other_member(const char *member)
{
    static const char *const others[] = {"id", "at_least", "at_most", "exactly", "before"};

    for (size_t i = 0; i < ARRAY_SIZE(others); i++)
        if (strcmp(others[i], member) == 0)
            return true;
    return false;
}

static int by_field(const void *one, const void *other)
{
    return (int)((const struct condition *)one)->field - (int)((const struct condition *)other)->field;
}

static bool read_conditions(struct expectation *expectation, json_t *json, struct error *error)
{
    const char *member;
    json_t *value;

    json_object_foreach(json, member, value)
    {
        bool pattern;
        const enum condition_field field = field_of(member, &pattern);

        if (field == CONDITION_FIELD_COUNT && !is_other_member(member))
            return error_set(error, "there is no member \"%.40s\"", member);
        if (field != CONDITION_FIELD_COUNT && !read_values(expectation, field, pattern, value, error))
            return error_prefix(error, "\"%s\"", member);
    }
    if (expectation->condition_count)
        qsort(expectation->conditions, expectation->condition_count, sizeof *expectation->conditions, by_field);
    return true;
}

static bool read_id(struct expectation *expectation, const json_t *json, size_t number, struct error *error)
{
    const json_t *id = json_object_get(json, "id");

    if (id && !json_is_string(id))
        return error_set(error, "\"id\" is no string");
    expectation->id = id ? text_copy(json_string_value(id)) : text_format("%zu", number + 1);
    return true;
}

static bool read_one(struct expectation *expectation, json_t *json, size_t number, struct error *error)
{
    if (!json_is_object(json))
        return error_set(error, "it is no JSON object");
    return read_id(expectation, json, number, error) && read_counts(expectation, json, error) &&
           read_conditions(expectation, json, error);
}

static size_t find(const struct expectations *expectations, const char *id)
{
    size_t index = 0;

    /* NOLINTNEXTLINE(clang-analyzer-core.NonNullParamChecker): read_id() has given each its id */
    while (index < expectations->count && strcmp(expectations->items[index].id, id) != 0)
        index++;
    return index;
}

/* By id, when all ids are known. */
static bool read_before(const struct expectations *expectations, struct expectation *expectation, const json_t *json,
                        struct error *error)
{
    const json_t *list = json_object_get(json, "before"), *item;
    size_t index;

    if (list && !json_is_array(list))
        return error_set(error, "\"before\" is no list of ids");
    expectation->before = memory_array(json_array_size(list) + 1, sizeof *expectation->before);
    json_array_foreach(list, index, item)
    {
        const char *id = json_string_value(item);
        const size_t found = id ? find(expectations, id) : expectations->count;
        if (found == expectations->count || &expectations->items[found] == expectation)
            return error_set(error, "\"before\" names \"%.40s\", and there is no other expectation of that id",
                             id ? id : "");
        expectation->before[expectation->before_count++] = found;
    }
    return true;
}

static bool refuse_work(struct error *error)
{
    return error_set(error, "to read the expectations takes longer than %d ms; send fewer at once", VERIFICATION_MS);
}

static bool read_all(struct expectations *expectations, const json_t *list, struct error *error)
{
    struct work_budget budget = work_budget_begin(VERIFICATION_MS);

    for (; expectations->count < json_array_size(list); expectations->count++)
        if (work_budget_spent(&budget))
            return refuse_work(error);
        else if (!read_one(&expectations->items[expectations->count], json_array_get(list, expectations->count),
                           expectations->count, error))
            return error_prefix(error, "expectation %zu", ++expectations->count);
    for (size_t i = 0; i < expectations->count; i++) {
        if (work_budget_spent(&budget))
            return refuse_work(error);
        if (find(expectations, expectations->items[i].id) != i)
            return error_set(error, "two expectations have the id \"%.40s\"", expectations->items[i].id);
        if (!read_before(expectations, &expectations->items[i], json_array_get(list, i), error))
            return error_prefix(error, "expectation %zu", i + 1);
    }
    return true;
}

struct expectations *expectations_from_json(const json_t *list, struct error *error)
{
    CLEANUP(expectations_free) struct expectations *expectations = memory_new(sizeof *expectations);

    if (!json_is_array(list) || json_array_size(list) == 0 || json_array_size(list) > EXPECTATIONS_MOST) {
        error_set(error, "\"expectations\" must be a list of 1 to %d objects", EXPECTATIONS_MOST);
        return NULL;
    }
    expectations->items = memory_array(json_array_size(list), sizeof *expectations->items);
    return read_all(expectations, list, error) ? TAKE(expectations) : NULL;
}

static void clear(struct expectation *expectation)
{
    for (size_t i = 0; i < expectation->condition_count; i++)
        condition_clear(&expectation->conditions[i]);
    free(expectation->conditions);
    free(expectation->before);
    free(expectation->id);
}

void expectations_free(struct expectations **expectations)
{
    if (*expectations) {
        for (size_t i = 0; i < (*expectations)->count; i++)
            clear(&(*expectations)->items[i]);
        free((*expectations)->items);
    }
    free(*expectations);
    *expectations = NULL;
}
