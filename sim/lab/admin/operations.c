/* SPDX-License-Identifier: MIT */
/* The routes, and what each does with the lab. */
#include "operations.h"

#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/memory.h"
#include "base/text.h"
#include "openapi.h"
#include "verification/verify.h"

#include <inttypes.h>
#include <limits.h>
#include <string.h>

void answer_json(struct answer *answer, int status, json_t *json)
{
    char *text = json_dumps(json, JSON_COMPACT);

    json_decref(json);
    answer_take(answer, status, "application/json", text, text ? strlen(text) : 0);
}

void answer_error(struct answer *answer, int status, const char *format, ...)
{
    struct error error;
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(error.text, sizeof error.text, format, arguments);
    va_end(arguments);
    answer_json(answer, status, json_pack("{s:o}", "error", json_text(error.text)));
}

static void answer_done(const struct admin_call *call, bool done, const struct error *error)
{
    if (done)
        answer_json(call->answer, 200, json_pack("{s:b}", "ok", 1));
    else
        answer_error(call->answer, 409, "%s", error->text);
}

/* NULL: answered 400. */
static const char *member(const struct admin_call *call, const char *name)
{
    const char *value = json_string_value(json_object_get(call->body, name));

    if (!value)
        answer_error(call->answer, 400,
                     "The body's member \"%s\" is missing or no string; %s is described in /openapi.json.", name,
                     call->request->path);
    return value;
}

void operation_health(const struct admin_call *call)
{
    answer_json(call->answer, 200,
                json_pack("{s:s, s:s, s:s}", "status", "ok", "version", call->services->version, "instance",
                          call->services->instance));
}

static json_t *list_variants(const struct scenario *scenario)
{
    json_t *list = json_array();
    char id[32];

    for (size_t i = 0; i < scenario->variant_count; i++)
        json_array_append_new(list, json_pack("{s:s, s:o}", "id", variant_id(scenario, &scenario->variants[i], id),
                                              "title", json_text(scenario->variants[i].title)));
    return list;
}

static json_t *describe(const struct scenario *scenario)
{
    json_t *errors = json_array();

    for (size_t i = 0; i < scenario->errors.count; i++)
        json_array_append_new(errors, json_text(scenario->errors.items[i]));
    return json_pack("{s:s, s:o, s:o, s:o, s:o}", "id", scenario->id, "title", json_text(scenario->title), "direction",
                     json_text(scenario->direction), "errors", errors, "variants", list_variants(scenario));
}

void operation_scenarios(const struct admin_call *call)
{
    json_t *list = json_array();

    for (size_t i = 0; i < library_count(call->services->library); i++)
        json_array_append_new(list, describe(library_at(call->services->library, i)));
    answer_json(call->answer, 200, json_pack("{s:o}", "scenarios", list));
}

void operation_armed(const struct admin_call *call)
{
    answer_json(call->answer, 200, call->services->armed(call->services->context));
}

void operation_status(const struct admin_call *call)
{
    answer_json(call->answer, 200, call->services->status(call->services->context));
}

void operation_evidence(const struct admin_call *call)
{
    answer_json(call->answer, 200, call->services->evidence(call->services->context));
}

enum { MOST_AT_ONCE = 64 };

/* From "id" or "ids"; 0: answered 400. */
static size_t read_ids(const struct admin_call *call, const char *ids[MOST_AT_ONCE])
{
    const json_t *list = json_object_get(call->body, "ids");
    size_t count = json_array_size(list);

    if (!list)
        return (ids[0] = member(call, "id")) ? 1 : 0;
    for (size_t i = 0; i < count && i < MOST_AT_ONCE; i++)
        if (!(ids[i] = json_string_value(json_array_get(list, i))))
            count = 0;
    if (count > 0 && count <= MOST_AT_ONCE && !json_object_get(call->body, "id"))
        return count;
    answer_error(call->answer, 400, "The body's member \"ids\" must be a list of 1 to %d strings, without \"id\".",
                 MOST_AT_ONCE);
    return 0;
}

void operation_arm(const struct admin_call *call)
{
    const char *ids[MOST_AT_ONCE];
    const json_t *keep = json_object_get(call->body, "keep");
    const size_t count = read_ids(call, ids);
    struct error error = {0};

    if (count == 0)
        return;
    if (keep && !json_is_boolean(keep)) {
        answer_error(call->answer, 400, "The body's member \"keep\" must be true or false.");
        return;
    }
    for (size_t i = 0; i < count; i++)
        if (!library_find(call->services->library, ids[i], NULL, &error)) {
            answer_error(call->answer, 404, "%s", error.text);
            return;
        }
    answer_done(call, call->services->arm(call->services->context, ids, count, json_is_true(keep), &error), &error);
}

/* false: answered 400. *id NULL: there is none. */
static bool may_have_id(const struct admin_call *call, const char **id)
{
    *id = json_object_get(call->body, "id") ? member(call, "id") : NULL;
    return *id || !json_object_get(call->body, "id");
}

void operation_disarm(const struct admin_call *call)
{
    struct error error = {0};
    const char *id;

    if (may_have_id(call, &id))
        answer_done(call, call->services->disarm(call->services->context, id, &error), &error);
}

void operation_repair(const struct admin_call *call)
{
    struct error error = {0};
    const char *id;

    if (may_have_id(call, &id))
        answer_done(call, call->services->repair(call->services->context, id, &error), &error);
}

void operation_reset(const struct admin_call *call)
{
    struct error error = {0};

    answer_done(call, call->services->reset(call->services->context, &error), &error);
}

static void run(const struct admin_call *call, const char *at, const char *command)
{
    char *printed = NULL;
    size_t size;
    FILE *output = text_stream(&printed, &size);
    struct error error = {0};
    bool (*const run_command)(void *, const char *, const char *, FILE *, struct error *) =
        call->tool ? call->services->run_for_tool : call->services->run;
    const bool done = run_command(call->services->context, at, command, output, &error);

    text_stream_close(output);
    if (done)
        answer_json(call->answer, 200, json_pack("{s:b, s:o}", "ok", 1, "output", json_text(printed)));
    else
        answer_error(call->answer, 400, "%s", error.text);
    free(printed);
}

void operation_run(const struct admin_call *call)
{
    const char *at = member(call, "at");
    const char *command = at ? member(call, "command") : NULL;
    const json_t *objects = json_object_get(call->body, "objects");

    if (!command)
        return;
    if (objects && !json_is_boolean(objects))
        answer_error(call->answer, 400, "The body's member \"objects\" must be true or false.");
    else if (json_is_true(objects))
        answer_json(call->answer, 200,
                    call->services->run_for_objects(call->services->context, at, command, call->tool));
    else
        run(call, at, command);
}

void operation_cmdlets(const struct admin_call *call)
{
    answer_json(call->answer, 200, call->services->cmdlets(call->services->context, call->tool));
}

bool admin_number(const struct admin_call *call, const char *name, uint64_t fallback, uint64_t *value)
{
    const size_t length = strlen(name);
    const char *part = call->request->query;
    char *end = NULL;

    *value = fallback;
    while (part && !(strncmp(part, name, length) == 0 && part[length] == '=')) {
        part = strchr(part, '&');
        part = part ? part + 1 : NULL;
    }
    if (!part)
        return true;
    *value = strtoull(part + length + 1, &end, 10);
    if (part[length + 1] >= '0' && part[length + 1] <= '9' && (*end == '\0' || *end == '&'))
        return true;
    answer_error(call->answer, 400, "The parameter \"%s\" of %s is not a number.", name, call->request->path);
    return false;
}

void operation_journal(const struct admin_call *call)
{
    uint64_t after, limit;

    if (admin_number(call, "after", 0, &after) && admin_number(call, "limit", JOURNAL_PAGE, &limit))
        answer_json(call->answer, 200,
                    journal_page(call->services->journal, after, limit < JOURNAL_PAGE ? limit : JOURNAL_PAGE));
}

void operation_forget(const struct admin_call *call)
{
    journal_clear(call->services->journal);
    answer_json(call->answer, 200, json_pack("{s:b}", "ok", 1));
}

void operation_verify(const struct admin_call *call)
{
    struct error error = {0};
    CLEANUP(expectations_free)
    struct expectations *expectations = expectations_from_json(json_object_get(call->body, "expectations"), &error);
    json_t *verdict = expectations ? verify(expectations, call->services->journal, &error) : NULL;

    if (!expectations)
        answer_error(call->answer, 400, "%s; /verify is described in /openapi.json.", error.text);
    else if (!verdict)
        answer_error(call->answer, 409, "%s", error.text);
    else
        answer_json(call->answer, 200, verdict);
}

static void print_metric(FILE *output, const char *name, double value)
{
    fprintf(output, "# TYPE %s %s\n%s %.17g\n", name, text_ends(name, "_total") ? "counter" : "gauge", name, value);
}

void operation_metrics(const struct admin_call *call)
{
    CLEANUP(json_release) json_t *metrics = call->services->metrics(call->services->context);
    char *text = NULL;
    size_t size;
    FILE *output = text_stream(&text, &size);
    const char *name;
    json_t *value;

    json_object_foreach(metrics, name, value) print_metric(output, name, json_number_value(value));
    print_metric(output, "fblab_journal_bytes", (double)journal_bytes(call->services->journal));
    print_metric(output, "fblab_journal_evicted_total", (double)journal_evicted(call->services->journal));
    text_stream_close(output);
    answer_take(call->answer, 200, "text/plain; version=0.0.4; charset=utf-8", text, size);
}

void operation_describe(const struct admin_call *call)
{
    answer_set(call->answer, 200, "application/json", openapi);
}
