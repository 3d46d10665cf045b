/* SPDX-License-Identifier: MIT */
/* The table of stages. */
#include "stages.h"

#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/memory.h"
#include "base/text.h"
#include "layouts.h"
#include "measure.h"
#include "shell/language/object_condition.h"
#include "shell/nouns/typed_values.h"
#include "value_members.h"
#include "wishes.h"

#include <string.h>
#include <strings.h>

struct stage {
    const struct shell_services *services;
    const char *text;
    struct wishes wishes;
    const json_t *values;
    struct error *error;
};

/* ---- where ---- */

struct judged_value {
    const struct shell_services *services;
    json_t *values; /* one: the value that is judged */
};

/* Texts of what the path leads to; the value itself without one. */
static void read_judged(void *context, const char *property, struct word_list *texts)
{
    const struct judged_value *const judged = context;
    CLEANUP(cleanup_string) char *path = text_format("%s%s", *property ? "." : "", property);
    CLEANUP(json_release) json_t *found = members_follow(judged->services, judged->values, path);
    size_t index;
    json_t *value;

    json_array_foreach(found, index, value) word_list_add(texts, member_text(judged->services, value));
}

/* What stands behind the word, without its braces. The caller frees it. */
static char *condition_of(const char *text)
{
    text += strcspn(text, " \t{");
    text += strspn(text, " \t");
    if (*text != '{')
        return text_copy(text);
    return text_copy_part(text + 1, (size_t)(strrchr(text, '}') ? strrchr(text, '}') - text - 1 : 0));
}

static json_t *where(const struct stage *stage)
{
    CLEANUP(cleanup_string) char *condition = condition_of(stage->text);
    CLEANUP(json_release) json_t *found = json_array();
    size_t index;
    json_t *value;

    json_array_foreach(stage->values, index, value)
    {
        CLEANUP(json_release) json_t *one = json_pack("[O]", value);
        struct judged_value judged = {stage->services, one};
        bool holds;
        if (!object_condition_judge(condition, read_judged, &judged, &holds, stage->error))
            return NULL;
        if (holds)
            json_array_append(found, value);
    }
    return TAKE(found);
}

/* ---- fl, ft, Out-String ---- */

struct rendering {
    char *text;
    size_t length;
    struct layout_target target;
};

static void rendering_begin(struct rendering *rendering, const struct shell_services *services)
{
    rendering->target = (struct layout_target){text_stream(&rendering->text, &rendering->length), services};
}

/* One text, whose last end of line comes back where it is printed. */
static json_t *rendering_end(struct rendering *rendering)
{
    json_t *values;

    text_stream_close(rendering->target.output);
    if (rendering->length > 0 && rendering->text[rendering->length - 1] == '\n')
        rendering->text[rendering->length - 1] = '\0';
    values = rendering->length > 0 ? json_pack("[o]", typed_string(rendering->text)) : json_array();
    free(rendering->text);
    return values;
}

static json_t *render(const struct stage *stage, enum layout layout)
{
    struct rendering rendering;

    rendering_begin(&rendering, stage->services);
    layout_print(&rendering.target, stage->values, layout, &stage->wishes.properties);
    return rendering_end(&rendering);
}

static json_t *as_list(const struct stage *stage)
{
    return render(stage, LAYOUT_LIST);
}

static json_t *as_table(const struct stage *stage)
{
    return render(stage, LAYOUT_TABLE);
}

json_t *stage_rendered(const struct shell_services *services, const json_t *values)
{
    struct rendering rendering;

    rendering_begin(&rendering, services);
    layout_default(&rendering.target, values);
    return rendering_end(&rendering);
}

static json_t *as_text(const struct stage *stage)
{
    return stage_rendered(stage->services, stage->values);
}

static json_t *convert(const struct stage *stage, void (*write)(const struct layout_target *, const json_t *))
{
    struct rendering rendering;

    rendering_begin(&rendering, stage->services);
    write(&rendering.target, stage->values);
    return rendering_end(&rendering);
}

static json_t *as_csv(const struct stage *stage)
{
    return convert(stage, layout_csv);
}

static json_t *as_json(const struct stage *stage)
{
    return convert(stage, stage->wishes.compressed ? layout_compressed_json : layout_json);
}

static json_t *as_members(const struct stage *stage)
{
    return layout_members(stage->values, &stage->wishes.properties);
}

static json_t *as_nothing(const struct stage *stage)
{
    (void)stage;
    return json_array();
}

/* ---- select ---- */

/* As one text, to compare by. */
static char *key_of(const struct stage *stage, const json_t *value)
{
    CLEANUP(json_release)
    json_t *members = json_object_get(value, "text") ? NULL : json_deep_copy(json_object_get(value, "members"));

    return members ? json_dumps(members, JSON_SORT_KEYS) : member_text(stage->services, value);
}

static json_t *without_twins(const struct stage *stage, json_t *values)
{
    CLEANUP(json_release) json_t *all = values, *seen = json_object();
    json_t *left = json_array(), *value;
    size_t index;

    json_array_foreach(all, index, value)
    {
        CLEANUP(cleanup_string) char *key = key_of(stage, value);
        if (!json_object_get(seen, key))
            json_array_append(left, value);
        json_object_set_new(seen, key, json_true());
    }
    return left;
}

/* -Skip, then -First or -Last. */
static bool is_chosen(const struct wishes *wishes, size_t index, size_t size)
{
    const long position = (long)index - (wishes->skip > 0 ? wishes->skip : 0);

    if (position < 0 || (wishes->first >= 0 && position >= wishes->first))
        return false;
    return wishes->last < 0 || index + (size_t)wishes->last >= size;
}

static json_t *choose(const struct stage *stage)
{
    const size_t size = json_array_size(stage->values);
    json_t *chosen = json_array(), *value;
    size_t index;

    json_array_foreach(stage->values, index, value)
    {
        if (is_chosen(&stage->wishes, index, size))
            json_array_append(chosen, value);
    }
    return chosen;
}

static json_t *with_properties(const struct stage *stage, const json_t *values)
{
    json_t *selected = json_array(), *value;
    size_t index;

    json_array_foreach(values, index, value)
        json_array_append_new(selected, layout_select(value, &stage->wishes.properties));
    return selected;
}

static json_t *expanded(const struct stage *stage, const json_t *values)
{
    CLEANUP(cleanup_string) char *path = text_format(".%s", stage->wishes.expanded);

    if (json_array_size(values) > 0 && !json_object_get(json_array_get(values, 0), "text") &&
        !member_spelling(json_array_get(values, 0), stage->wishes.expanded)) {
        error_set(stage->error, "Property \"%s\" cannot be found.", stage->wishes.expanded);
        return NULL;
    }
    return members_follow(stage->services, values, path);
}

static json_t *selection(const struct stage *stage)
{
    CLEANUP(json_release) json_t *chosen = choose(stage);
    json_t *made;

    if (stage->wishes.expanded)
        made = expanded(stage, chosen);
    else
        made = stage->wishes.properties.count > 0 ? with_properties(stage, chosen) : json_copy(chosen);
    return made && stage->wishes.unique ? without_twins(stage, made) : made;
}

/* ---- sort, measure ---- */

struct sorted {
    char **keys; /* of each property */
    json_t *value;
    size_t place; /* before it was sorted */
};

static int compare_texts(const char *a, const char *b)
{
    char *end = NULL, *other = NULL;
    const double first = strtod(a, &end), second = strtod(b, &other);

    if (*a && *b && !*end && !*other)
        return (first > second) - (first < second);
    return strcasecmp(a, b);
}

/* Sorts into the order of the keys; those alike stay as they were. */
static int compare_sorted(const void *a, const void *b)
{
    const struct sorted *const first = a, *const second = b;

    for (size_t i = 0; first->keys[i]; i++) {
        const int order = compare_texts(first->keys[i], second->keys[i]);
        if (order != 0)
            return order;
    }
    return (first->place > second->place) - (first->place < second->place);
}

static char **keys_of(const struct stage *stage, json_t *value)
{
    const struct word_list *const properties = &stage->wishes.properties;
    char **keys = memory_array(properties->count + 2, sizeof *keys);

    for (size_t i = 0; i < properties->count; i++)
        keys[i] = member_text_at(stage->services, value, properties->items[i]);
    if (properties->count == 0)
        keys[0] = member_text(stage->services, value);
    return keys;
}

static void keys_free(char **keys)
{
    for (size_t i = 0; keys[i]; i++)
        free(keys[i]);
    free(keys);
}

static json_t *sorted(const struct stage *stage)
{
    const size_t count = json_array_size(stage->values);
    struct sorted *rows = memory_array(count + 1, sizeof *rows);
    json_t *list = json_array();

    for (size_t i = 0; i < count; i++) {
        json_t *value = json_array_get(stage->values, i);
        rows[i] = (struct sorted){keys_of(stage, value), value, i};
    }
    qsort(rows, count, sizeof *rows, compare_sorted);
    for (size_t i = 0; i < count; i++)
        json_array_append(list, rows[stage->wishes.descending ? count - 1 - i : i].value);
    for (size_t i = 0; i < count; i++)
        keys_free(rows[i].keys);
    free(rows);
    return stage->wishes.unique ? without_twins(stage, list) : list;
}

static json_t *measured(const struct stage *stage)
{
    return measure_values(stage->services, stage->values, &stage->wishes, stage->error);
}

/* ---- all ---- */

static const struct row {
    enum own_word word;
    json_t *(*run)(const struct stage *stage);
} rows[] = {
    {OWN_WHERE, where}, {OWN_LIST, as_list},     {OWN_TABLE, as_table},     {OWN_SELECT, selection},
    {OWN_SORT, sorted}, {OWN_MEASURE, measured}, {OWN_STRING, as_text},     {OWN_NULL, as_nothing},
    {OWN_CSV, as_csv},  {OWN_JSON, as_json},     {OWN_MEMBERS, as_members},
};

static const struct row *find(enum own_word word)
{
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        if (rows[i].word == word)
            return &rows[i];
    return NULL;
}

bool stage_run(const struct shell_services *services, enum own_word word, const char *text, json_t **values,
               struct error *error)
{
    struct stage stage = {.services = services, .text = text, .values = *values, .error = error};
    const struct row *const row = find(word);
    json_t *made = NULL;

    if (!row)
        return own_word_refuse(text, error);
    if (word == OWN_WHERE || wishes_read(&stage.wishes, word, text, error))
        made = row->run(&stage);
    wishes_clear(&stage.wishes);
    if (!made)
        return false;
    json_decref(*values);
    *values = made;
    return true;
}
