/* SPDX-License-Identifier: MIT */
/* Statements of xAPI, a JSON object a line, with the verbs of cmi5: initialized first, then passed or failed, terminated last. */
#include "export_formats.h"

#include "base/cleanup.h"
#include "base/guid.h"
#include "base/json_text.h"
#include "base/text.h"

#include <inttypes.h>

#define VERBS "http://adlnet.gov/expapi/verbs/"
#define CATEGORIES "https://w3id.org/xapi/cmi5/context/categories/"

/* The same statement has the same id each time, so that a record store takes it once. */
static void put_id(json_t *statement, const struct progress_attempt *attempt, const char *verb)
{
    CLEANUP(cleanup_string) char *name = text_format("%s %s", attempt->registration, verb);
    char id[GUID_SIZE];

    json_object_set_new(statement, "id", json_string(guid_of_text(name, id)));
}

static json_t *activity(const char *id)
{
    return json_pack("{s:s, s:s}", "objectType", "Activity", "id", id);
}

static json_t *context_of(const struct progress_attempt *attempt, bool judged)
{
    json_t *categories = json_pack("[o]", activity(CATEGORIES "cmi5"));

    if (judged)
        json_array_append_new(categories, activity(CATEGORIES "moveon"));
    return json_pack("{s:o, s:{s:o}, s:{s:s, s:o, s:o}}", "registration", json_text(attempt->registration),
                     "contextActivities", "category", categories, "extensions",
                     "https://w3id.org/xapi/cmi5/context/extensions/sessionid", attempt->registration, "urn:fblab:mode",
                     json_string(progress_mode_name(attempt->mode)), "urn:fblab:course", json_text(attempt->course));
}

static json_t *result_of(const struct progress_attempt *attempt, bool judged)
{
    CLEANUP(cleanup_string) char *duration = text_format("PT%" PRId64 "S", attempt->ended - attempt->started);
    json_t *result = json_pack("{s:s}", "duration", duration);

    if (!judged)
        return result;
    json_object_set_new(result, "success", json_boolean(attempt->outcome == PROGRESS_SOLVED));
    json_object_set_new(result, "score",
                        json_pack("{s:f, s:i, s:i, s:i}", "scaled", attempt->points / (double)PROGRESS_MOST_POINTS,
                                  "raw", (int)attempt->points, "min", 0, "max", PROGRESS_MOST_POINTS));
    return result;
}

static json_t *object_of(const struct progress_attempt *attempt)
{
    CLEANUP(cleanup_string) char *name = text_format("%s %s", attempt->course, attempt->ticket);
    char guid[GUID_SIZE];
    CLEANUP(cleanup_string) char *id = text_format("urn:uuid:%s", guid_of_text(name, guid));

    return json_pack("{s:s, s:s, s:{s:s, s:{s:o}}}", "objectType", "Activity", "id", id, "definition", "type",
                     "http://adlnet.gov/expapi/activities/simulation", "name", "en", json_text(name));
}

static void put_statement(FILE *output, const struct progress_attempt *attempt, const char *verb, bool judged,
                          int64_t at)
{
    CLEANUP(cleanup_string) char *iri = text_format(VERBS "%s", verb);
    char time[32];
    CLEANUP(json_release)
    json_t *statement =
        json_pack("{s:{s:s, s:{s:s, s:o}}, s:{s:s, s:{s:s}}, s:o, s:o, s:s}", "actor", "objectType", "Agent", "account",
                  "homePage", "https://fblab.invalid/trainees", "name", json_text(attempt->trainee), "verb", "id", iri,
                  "display", "en", verb, "object", object_of(attempt), "context", context_of(attempt, judged),
                  "timestamp", clock_iso(at, time));

    put_id(statement, attempt, verb);
    if (*verb != 'i')
        json_object_set_new(statement, "result", result_of(attempt, judged));
    json_dumpf(statement, output, JSON_COMPACT | JSON_REAL_PRECISION(6));
    fputc('\n', output);
}

static bool put_session(void *context, const struct progress_attempt *attempt)
{
    put_statement(context, attempt, "initialized", false, attempt->started);
    if (attempt->ended == 0)
        return true;
    put_statement(context, attempt, attempt->outcome == PROGRESS_SOLVED ? "passed" : "failed", true, attempt->ended);
    put_statement(context, attempt, "terminated", false, attempt->ended);
    return true;
}

static bool write_statements(const struct progress_export *what, FILE *output, struct error *error)
{
    return progress_store_attempts(what->store, what->trainee, put_session, output, error);
}

const struct progress_format format_xapi = {"xapi", "xAPI statements with the verbs of cmi5", write_statements};
