/* SPDX-License-Identifier: MIT */
#include "saz.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "body.h"
#include "capture.h"
#include "capture/unpack.h"
#include "http_message.h"
#include "intake/common/input_buffer.h"

#include <stdlib.h>
#include <string.h>

#define LIMIT_REQUEST (64UL * 1024)
#define LIMIT_REQUESTS (64UL * 1024 * 1024)
#define LIMIT_ANSWER (16UL * 1024 * 1024)

/* What is known of a session before its answer is read. */
struct session {
    char *number, *request, *time;
    size_t request_length;
};

struct saz {
    struct session *sessions;
    size_t count, total;
    struct input_buffer part; /* the entry that is being read */
    struct body_sink sink;
    struct capture *capture;
};

/* "12" of "raw/12_s.txt" for the ending "_s.txt"; NULL: another kind of entry. The caller frees it. */
static char *number_of(const char *name, const char *ending)
{
    return text_starts(name, "raw/") && text_ends(name, ending) && strlen(name) > 4 + strlen(ending)
               ? text_format("%.*s", (int)(strlen(name) - 4 - strlen(ending)), name + 4)
               : NULL;
}

/* Entries of a session follow each other. */
static struct session *session_of(struct saz *saz, const char *number, bool add)
{
    for (size_t i = saz->count; i > 0; i--)
        if (strcmp(saz->sessions[i - 1].number, number) == 0)
            return &saz->sessions[i - 1];
    if (!add)
        return NULL;
    saz->sessions = reallocarray(saz->sessions, saz->count + 1, sizeof *saz->sessions);
    if (!saz->sessions)
        abort();
    saz->sessions[saz->count] = (struct session){.number = text_copy(number)};
    return &saz->sessions[saz->count++];
}

/* The first time of <SessionTimers ClientConnected="..." ClientBeginRequest="..."/>. */
static char *time_of(const char *text)
{
    static const char name[] = "ClientBeginRequest=\"";
    const char *const start = text ? strstr(text, name) : NULL;

    return start ? text_format("%.*s", (int)strcspn(start + strlen(name), "\""), start + strlen(name)) : NULL;
}

static void keep(struct saz *saz, const char *name)
{
    CLEANUP(cleanup_string) char *asked = number_of(name, "_c.txt"), *told = number_of(name, "_m.xml");
    struct session *const session = session_of(saz, asked ? asked : told, true);

    if (asked && !session->request && saz->total < LIMIT_REQUESTS) {
        saz->total += saz->part.length;
        session->request_length = saz->part.length;
        session->request = TAKE(saz->part.bytes);
        saz->part = (struct input_buffer){0};
    } else if (told && !session->time) {
        session->time = time_of(saz->part.bytes);
    }
}

static bool gather(struct saz *saz, const char *bytes, size_t length, size_t limit)
{
    const size_t room = limit - saz->part.length;

    input_buffer_add(&saz->part, bytes, length < room ? length : room);
    return length < room;
}

static bool read_request(void *context, const char *name, const char *bytes, size_t length)
{
    struct saz *const saz = context;

    if (!text_ends(name, "_c.txt") && !text_ends(name, "_m.xml"))
        return false;
    if (length > 0)
        return gather(saz, bytes, length, LIMIT_REQUEST);
    if (text_starts(name, "raw/"))
        keep(saz, name);
    input_buffer_clear(&saz->part);
    return true;
}

static void take(struct saz *saz, const struct session *session, const struct message *request,
                 const struct message *answer, const char *name)
{
    const struct evidence *const asked = request ? message_record(request) : NULL;
    size_t length = 0;
    CLEANUP(cleanup_string) char *decoded = message_decode(answer, &length);
    const struct conversation conversation = {.method = request ? request->method : NULL,
                                              .url = request ? request->target : NULL,
                                              .request = asked,
                                              .question = request ? request->body : NULL,
                                              .question_length = request ? request->body_length : 0,
                                              .answer = message_record(answer),
                                              .body = decoded ? decoded : answer->body,
                                              .length = decoded ? length : answer->body_length,
                                              .whole = true};
    const struct item place = {.kind = ITEM_SAZ,
                               .text = "",
                               .entry = name,
                               .host = asked ? evidence_header(asked, "Host") : NULL,
                               .time = session ? session->time : NULL};

    capture_take(saz->capture, &conversation, &place);
    body_give(&saz->sink, &conversation, &place);
}

static void take_session(struct saz *saz, const char *name)
{
    CLEANUP(cleanup_string) char *number = number_of(name, "_s.txt");
    const struct session *const session = number ? session_of(saz, number, false) : NULL;
    struct message request = {0}, answer = {0};
    bool asked = false;

    if (session && session->request)
        asked = message_next(session->request, session->request_length, 0, &request) && request.method;
    if (number && message_next(saz->part.bytes, saz->part.length, 0, &answer) && !answer.method) {
        answer.length = saz->part.length - answer.start; /* the body may hold what looks like a message */
        answer.body_length = saz->part.length - (size_t)(answer.body - saz->part.bytes);
        take(saz, session, asked ? &request : NULL, &answer, name);
    }
    message_clear(&request);
    message_clear(&answer);
}

static bool read_answer(void *context, const char *name, const char *bytes, size_t length)
{
    struct saz *const saz = context;

    if (!text_ends(name, "_s.txt"))
        return false;
    if (length > 0)
        return gather(saz, bytes, length, LIMIT_ANSWER);
    if (saz->part.length > 0)
        take_session(saz, name);
    input_buffer_clear(&saz->part);
    return true;
}

static bool find_session(void *context, const char *name, const char *bytes, size_t length)
{
    CLEANUP(cleanup_string) char *number = number_of(name, "_s.txt");

    (void)bytes, (void)length;
    *(bool *)context = *(bool *)context || number;
    return false;
}

bool saz_is(const char *bytes, size_t length)
{
    bool found = false;
    const struct archive_reader reader = {find_session, &found};

    archive_each(bytes, length, &reader, NULL);
    return found;
}

bool saz_give(const char *bytes, size_t length, item_function *take_item, void *context, struct error *error)
{
    struct saz saz = {.sink = {take_item, context}, .capture = capture_new(take_item, context)};
    const struct archive_reader requests = {read_request, &saz}, answers = {read_answer, &saz};
    bool fine;

    archive_each(bytes, length, &requests, NULL);
    input_buffer_clear(&saz.part);
    fine = archive_each(bytes, length, &answers, error);
    capture_end(&saz.capture);
    for (size_t i = 0; i < saz.count; i++) {
        free(saz.sessions[i].number);
        free(saz.sessions[i].request);
        free(saz.sessions[i].time);
    }
    free(saz.sessions);
    input_buffer_clear(&saz.part);
    return fine;
}
