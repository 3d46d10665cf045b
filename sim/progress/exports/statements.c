/* SPDX-License-Identifier: MIT */
/* Statements of xAPI, a JSON object a line, with the verbs of cmi5. An attempt is a registration with one session or several:
 * initialized first, then passed or failed, terminated last; or, where it was given up or left, abandoned. */
#include "export_formats.h"

#include "base/cleanup.h"
#include "base/guid.h"
#include "base/json_text.h"
#include "base/text.h"

#include <inttypes.h>

#define VERBS "http://adlnet.gov/expapi/verbs/"
#define CATEGORIES "https://w3id.org/xapi/cmi5/context/categories/"

enum { LONG_PAUSE = 12 * 60 * 60 }; /* seconds without a deed: the session was left */

/* A stay at the ticket. */
struct session {
    const struct progress_attempt *attempt;
    FILE *output;
    unsigned number;
    char id[GUID_SIZE];
    int64_t begun, last; /* last: the time of the last deed */
};

/* The same statement has the same id each time, so that a record store takes it once. */
static void put_id(json_t *statement, const struct session *session, const char *verb)
{
    CLEANUP(cleanup_string) char *name = text_format("%s %s", session->id, verb);
    char id[GUID_SIZE];

    json_object_set_new(statement, "id", json_string(guid_of_text(name, id)));
}

static json_t *activity(const char *id)
{
    return json_pack("{s:s, s:s}", "objectType", "Activity", "id", id);
}

static json_t *context_of(const struct session *session, bool judged)
{
    const struct progress_attempt *const attempt = session->attempt;
    json_t *categories = json_pack("[o]", activity(CATEGORIES "cmi5"));

    if (judged)
        json_array_append_new(categories, activity(CATEGORIES "moveon"));
    return json_pack("{s:o, s:{s:o}, s:{s:s, s:o, s:o}}", "registration", json_text(attempt->registration),
                     "contextActivities", "category", categories, "extensions",
                     "https://w3id.org/xapi/cmi5/context/extensions/sessionid", session->id, "urn:fblab:mode",
                     json_string(progress_mode_name(attempt->mode)), "urn:fblab:course", json_text(attempt->course));
}

static json_t *result_of(const struct session *session, bool judged)
{
    const struct progress_attempt *const attempt = session->attempt;
    CLEANUP(cleanup_string) char *duration = text_format("PT%" PRId64 "S", session->last - session->begun);
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

/* At the time of the last deed. */
static void put_statement(const struct session *session, const char *verb, bool judged)
{
    const struct progress_attempt *const attempt = session->attempt;
    CLEANUP(cleanup_string) char *iri = text_format(VERBS "%s", verb);
    char time[32];
    CLEANUP(json_release)
    json_t *statement =
        json_pack("{s:{s:s, s:{s:s, s:o}}, s:{s:s, s:{s:s}}, s:o, s:o, s:s}", "actor", "objectType", "Agent", "account",
                  "homePage", "https://fblab.invalid/trainees", "name", json_text(attempt->trainee), "verb", "id", iri,
                  "display", "en", verb, "object", object_of(attempt), "context", context_of(session, judged),
                  "timestamp", clock_iso(session->last, time));

    put_id(statement, session, verb);
    if (*verb != 'i')
        json_object_set_new(statement, "result", result_of(session, judged));
    json_dumpf(statement, session->output, JSON_COMPACT | JSON_REAL_PRECISION(6));
    fputc('\n', session->output);
}

/* The first session is called as its registration. */
static void begin(struct session *session, int64_t at)
{
    CLEANUP(cleanup_string) char *name = text_format("%s %u", session->attempt->registration, session->number);

    if (session->number++ == 0)
        snprintf(session->id, sizeof session->id, "%s", session->attempt->registration);
    else
        guid_of_text(name, session->id);
    session->begun = session->last = at;
    put_statement(session, "initialized", false);
}

static void abandon(const struct session *session)
{
    put_statement(session, "abandoned", false);
}

/* After a long pause a deed begins another session. */
static void note_deed(struct session *session, int64_t at)
{
    if (at - session->last > LONG_PAUSE) {
        abandon(session);
        begin(session, at);
    }
    session->last = at;
}

static bool note_event(void *context, const struct progress_event *event)
{
    note_deed(context, event->at);
    return true;
}

static void put_end(struct session *session)
{
    const struct progress_attempt *const attempt = session->attempt;

    note_deed(session, attempt->ended);
    if (attempt->outcome == PROGRESS_GIVEN_UP) {
        abandon(session);
        return;
    }
    put_statement(session, attempt->outcome == PROGRESS_SOLVED ? "passed" : "failed", true);
    put_statement(session, "terminated", false);
}

struct statements {
    const struct progress_export *what;
    FILE *output;
    struct error *error;
    bool failed;
};

static bool put_attempt(void *context, const struct progress_attempt *attempt)
{
    struct statements *const all = context;
    struct session session = {.attempt = attempt, .output = all->output};

    begin(&session, attempt->started);
    if (!progress_store_events(all->what->store, attempt->id, note_event, &session, all->error)) {
        all->failed = true;
        return false;
    }
    if (attempt->ended != 0)
        put_end(&session);
    else if (progress_store_now(all->what->store) - session.last > LONG_PAUSE)
        abandon(&session);
    return true;
}

static bool write_statements(const struct progress_export *what, FILE *output, struct error *error)
{
    struct statements all = {what, output, error, false};

    return progress_store_attempts(what->store, what->trainee, put_attempt, &all, error) && !all.failed;
}

const struct progress_format format_xapi = {"xapi", "xAPI statements with the verbs of cmi5", write_statements};
