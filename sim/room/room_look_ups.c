/* SPDX-License-Identifier: MIT */
/* Views of look-ups, made when they end and immutable from then on. */
#include "room_look_ups.h"

#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/lock.h"
#include "base/memory.h"
#include "base/text.h"
#include "evidence/evidence.h"

#include <pthread.h>
#include <string.h>
#include <time.h>

struct room_look_up {
    struct room_look_up *next;
    json_int_t number;
    json_t *view, *summary;
    size_t bytes;
};

struct room_look_ups {
    pthread_mutex_t lock;
    struct room_look_up *first, **end;
    json_int_t last;
    size_t bound, bytes;
};

struct room_look_ups *room_look_ups_new(size_t bytes)
{
    struct room_look_ups *const look_ups = memory_new(sizeof *look_ups);

    pthread_mutex_init(&look_ups->lock, NULL);
    look_ups->bound = bytes;
    look_ups->end = &look_ups->first;
    return look_ups;
}

static void drop_first(struct room_look_ups *look_ups)
{
    struct room_look_up *const look_up = look_ups->first;

    look_ups->bytes -= look_up->bytes;
    look_ups->first = look_up->next;
    if (!look_ups->first)
        look_ups->end = &look_ups->first;
    json_decref(look_up->view);
    json_decref(look_up->summary);
    free(look_up);
}

void room_look_ups_clear(struct room_look_ups *look_ups)
{
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&look_ups->lock);

    while (look_ups->first)
        drop_first(look_ups);
}

void room_look_ups_free(struct room_look_ups **look_ups)
{
    if (!*look_ups)
        return;
    room_look_ups_clear(*look_ups);
    pthread_mutex_destroy(&(*look_ups)->lock);
    free(*look_ups);
    *look_ups = NULL;
}

/* reason="..." of x-ms-diagnostics. The caller frees it; NULL: there is none. */
static char *diagnostics_reason(const struct evidence *record)
{
    const char *const header = evidence_header(record, "x-ms-diagnostics");
    const char *const reason = header ? strstr(header, "reason=\"") : NULL;

    return reason ? text_copy_part(reason + strlen("reason=\""), strcspn(reason + strlen("reason=\""), "\"")) : NULL;
}

#define OUTCOME_MEANING(id, name, meaning) [OUTCOME_##id] = (meaning),
static const char *const meanings[] = {OUTCOMES(OUTCOME_MEANING)};

/* Where the meaning of the word is too short for somebody who learns. */
static const struct {
    enum outcome outcome;
    const char *says;
} sentences[] = {
    {OUTCOME_CONNECT_TIMEOUT, "Nobody answers the connection: the first packet (SYN) got no answer"},
    {OUTCOME_CONNECTION_REFUSED, "The connection is refused: the first packet (SYN) was answered by a reset"},
    {OUTCOME_RESET_IN_HANDSHAKE, "The connection is reset during the TLS handshake"},
    {OUTCOME_CLOSED_IN_HANDSHAKE, "The connection is closed during the TLS handshake"},
    {OUTCOME_TLS_ALERT, "The other side refuses the TLS handshake"},
    {OUTCOME_TLS_FAILED,
     "No TLS connection comes about: the two sides agree on nothing, or the other does not talk TLS"},
    {OUTCOME_CERTIFICATE_UNTRUSTED, "The certificate is not trusted: its chain, its dates or a revocation"},
    {OUTCOME_CERTIFICATE_MISNAMED, "The certificate is for another host"},
    {OUTCOME_NAME_NOT_RESOLVED, "DNS knows no such name"},
    {OUTCOME_CONNECTION_RESET, "The connection is reset after the request, before any byte of an answer"},
    {OUTCOME_CONNECTION_CLOSED, "The connection is closed after the request, before any byte of an answer"},
    {OUTCOME_TIMEOUT, "The connection stands, but no answer comes in time"},
};

static const char *sentence_of(enum outcome outcome)
{
    for (size_t i = 0; i < ARRAY_SIZE(sentences); i++)
        if (sentences[i].outcome == outcome)
            return sentences[i].says;
    return meanings[outcome];
}

/* "403 Forbidden"; a redirect says where to. The caller frees it. */
static char *status_line(const struct evidence *record)
{
    const char *const location = record->http_status / 100 == 3 ? evidence_header(record, "Location") : NULL;

    return text_format("HTTP status %d %s%s%s", record->http_status, record->reason ? record->reason : "",
                       location ? ", to " : "", location ? location : "");
}

/* One line. The caller frees it. */
static char *why(const struct evidence *record)
{
    char *const reason = diagnostics_reason(record);

    if (reason)
        return reason;
    if (record->fault_text && *record->fault_text)
        return text_copy(record->fault_text);
    if (record->fault_code && *record->fault_code)
        return text_copy(record->fault_code);
    if (record->outcome == OUTCOME_HTTP_STATUS)
        return status_line(record);
    if (record->tls_alert >= 0)
        return text_format("%s: alert %d", sentence_of(record->outcome), record->tls_alert);
    return text_format("%s%s%s", sentence_of(record->outcome), record->os_error ? ": " : "",
                       record->os_error ? record->os_error : "");
}

static json_t *now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_REALTIME, &time);
    return json_integer((json_int_t)time.tv_sec * 1000 + time.tv_nsec / 1000000);
}

static json_t *events_of(const struct lookup *lookup)
{
    json_t *const list = json_array();

    for (size_t i = 0; i < lookup->event_count; i++)
        json_array_append_new(list, json_pack("{s:o, s:o, s:o, s:o}", "start", json_text(lookup->events[i].start),
                                              "end", json_text(lookup->events[i].end), "type",
                                              json_text(lookup->events[i].busy_type), "subject",
                                              json_text(lookup->events[i].subject)));
    return list;
}

json_t *room_look_up_view(const struct lookup *lookup, const json_t *exchanges, const char *source)
{
    const struct evidence *const failure = lookup->ok ? NULL : lookup_failure(lookup);
    CLEANUP(cleanup_string) char *line = failure ? why(failure) : NULL;
    json_t *const view = lookup_to_json(lookup);

    json_object_set_new(view, "time", now());
    json_object_set_new(view, "source", json_string(source));
    json_object_set_new(view, "busy", events_of(lookup));
    json_object_set_new(view, "exchanges", exchanges ? json_deep_copy(exchanges) : json_array());
    json_object_set_new(view, "failing", failure ? json_integer(failure - lookup->evidence) : json_null());
    json_object_set_new(view, "why", line ? json_text(line) : json_null());
    return view;
}

/* Of the record that failed, what a list shows. */
static json_t *failing_of(const json_t *view)
{
    const json_t *const failing = json_object_get(view, "failing");
    const json_t *const record = json_is_integer(failing) ? json_array_get(json_object_get(view, "evidence"),
                                                                           (size_t)json_integer_value(failing))
                                                          : NULL;

    return record ? json_pack("{s:O, s:O, s:O, s:O?}", "hop", json_object_get(record, "hop"), "step",
                              json_object_get(record, "step"), "outcome", json_object_get(record, "outcome"), "status",
                              json_object_get(record, "http_status"))
                  : json_null();
}

static json_t *summary_of(const json_t *view)
{
    static const char *const members[] = {"number", "time",      "source", "requester", "target",
                                          "ok",     "direction", "way",    "why"};
    json_t *const summary = json_object();

    for (size_t i = 0; i < ARRAY_SIZE(members); i++)
        json_object_set(summary, members[i], json_object_get(view, members[i]));
    json_object_set_new(summary, "busy", json_integer((json_int_t)json_array_size(json_object_get(view, "busy"))));
    json_object_set_new(summary, "failing", failing_of(view));
    return summary;
}

json_t *room_look_ups_add(struct room_look_ups *look_ups, json_t *view)
{
    struct room_look_up *const look_up = memory_new(sizeof *look_up);

    look_up->view = view;
    look_up->bytes = json_dumpb(view, NULL, 0, JSON_COMPACT);
    {
        CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&look_ups->lock);
        look_up->number = ++look_ups->last;
        json_object_set_new(view, "number", json_integer(look_up->number));
        look_up->summary = summary_of(view);
        json_incref(look_up->summary);
        look_ups->bytes += look_up->bytes;
        *look_ups->end = look_up;
        look_ups->end = &look_up->next;
        while (look_ups->first != look_up && look_ups->bytes > look_ups->bound)
            drop_first(look_ups);
        return look_up->summary;
    }
}

json_t *room_look_ups_list(struct room_look_ups *look_ups)
{
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&look_ups->lock);
    json_t *const list = json_array();

    for (const struct room_look_up *look_up = look_ups->first; look_up; look_up = look_up->next)
        json_array_append(list, look_up->summary);
    return list;
}

json_t *room_look_ups_find(struct room_look_ups *look_ups, json_int_t number)
{
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&look_ups->lock);

    for (const struct room_look_up *look_up = look_ups->first; look_up; look_up = look_up->next)
        if (look_up->number == number)
            return json_incref(look_up->view);
    return NULL;
}
