/* SPDX-License-Identifier: MIT */
/* Sessions of a SAZ become transactions. The archive is read twice, so that no more than one answer is in memory: first all
 * requests and times, then the answers. */
#include "saz.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "unpack.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* What is known of a session before its answer is read. */
struct saz_session {
    unsigned long number;
    char *request, *time;
    size_t request_length;
    bool answered;
};

struct saz_content {
    const struct saz_limits *limits;
    struct saz_session *sessions;
    size_t count, total, given;
    FILE *output; /* of the entry that is being read, whose bytes are: */
    char *bytes;
    size_t length;
    transaction_function *take;
    void *context;
};

/* 12 of "raw/12_s.txt" for the ending "_s.txt". */
static bool is_session(const char *name, const char *ending, unsigned long *number)
{
    char *end = NULL;

    if (!text_starts(name, "raw/") || !text_ends(name, ending) || !isdigit((unsigned char)name[4]))
        return false;
    *number = strtoul(name + 4, &end, 10);
    return strlen(end) == strlen(ending);
}

/* Entries of a session follow each other. */
static struct saz_session *session_of(struct saz_content *content, unsigned long number)
{
    for (size_t i = content->count; i > 0; i--)
        if (content->sessions[i - 1].number == number)
            return &content->sessions[i - 1];
    content->sessions = memory_one_more(content->sessions, content->count, sizeof *content->sessions);
    content->sessions[content->count] = (struct saz_session){.number = number};
    return &content->sessions[content->count++];
}

/* The next piece of an entry; false: that was as much as is kept of it. */
static bool gather(struct saz_content *content, const char *bytes, size_t length, size_t limit)
{
    size_t room;

    if (!content->output)
        content->output = text_stream(&content->bytes, &content->length);
    room = limit - (size_t)ftell(content->output);
    fwrite(bytes, 1, length < room ? length : room, content->output);
    return length < room;
}

static void forget(struct saz_content *content)
{
    cleanup_file(&content->output);
    free(TAKE(content->bytes));
    content->length = 0;
}

/* The first time of <SessionTimers ClientConnected="..." ClientBeginRequest="..."/>. */
static char *time_of(const char *text)
{
    static const char name[] = "ClientBeginRequest=\"";
    const char *const start = text ? strstr(text, name) : NULL;

    return start ? text_format("%.*s", (int)strcspn(start + strlen(name), "\""), start + strlen(name)) : NULL;
}

static void keep(struct saz_content *content, unsigned long number, bool asked)
{
    struct saz_session *const session = session_of(content, number);

    if (asked && !session->request && content->total < content->limits->requests) {
        content->total += content->length;
        session->request_length = content->length;
        session->request = TAKE(content->bytes);
    } else if (!asked && !session->time) {
        session->time = time_of(content->bytes);
    }
}

/* An entry's end is a piece of no bytes. */
static bool read_request(void *context, const char *name, const char *bytes, size_t length)
{
    struct saz_content *const content = context;
    unsigned long number;
    const bool asked = is_session(name, "_c.txt", &number);

    if (!asked && !is_session(name, "_m.xml", &number))
        return false;
    if (length > 0)
        return gather(content, bytes, length, content->limits->request);
    cleanup_file(&content->output);
    keep(content, number, asked);
    forget(content);
    return true;
}

static bool read_message(const struct saz_content *content, const char *bytes, size_t length,
                         struct http_message *message)
{
    size_t start, end;

    if (!bytes)
        return false;
    return content->limits->lenient ? http_message_find(bytes, length, 0, message, &start, &end)
                                    : http_message_read(bytes, length, message);
}

/* With the answer that was gathered, if there is one. */
static void give(struct saz_content *content, const struct saz_session *session, const char *name)
{
    struct transaction transaction = {.time = session->time, .entry = name, .number = session->number};

    if (read_message(content, session->request, session->request_length, &transaction.request) &&
        !transaction.request.method)
        http_message_clear(&transaction.request);
    if (read_message(content, content->bytes, content->length, &transaction.answer) && transaction.answer.method)
        http_message_clear(&transaction.answer);
    if (transaction.answer.status) { /* the body may hold what looks like a message */
        transaction.answer.body_length = content->length - (size_t)(transaction.answer.body - content->bytes);
        transaction.answer.whole = true;
    }
    content->take(content->context, &transaction);
    content->given++;
    http_message_clear(&transaction.request);
    http_message_clear(&transaction.answer);
}

static void tell_refused(void *context, const char *name, const char *why)
{
    const struct saz_content *const content = context;

    if (content->limits->refused)
        content->limits->refused(content->context, name, why);
}

static bool read_answer(void *context, const char *name, const char *bytes, size_t length)
{
    struct saz_content *const content = context;
    unsigned long number;
    struct saz_session *session;

    if (!is_session(name, "_s.txt", &number))
        return false;
    if (length > 0)
        return gather(content, bytes, length, content->limits->answer);
    cleanup_file(&content->output);
    session = session_of(content, number);
    if (!session->answered && content->length > 0)
        give(content, session, name);
    session->answered = session->answered || content->length > 0;
    forget(content);
    return true;
}

static void give_rest(struct saz_content *content)
{
    forget(content);
    for (size_t i = 0; i < content->count; i++)
        if (!content->sessions[i].answered && content->sessions[i].request)
            give(content, &content->sessions[i], NULL);
}

static void content_clear(struct saz_content *content)
{
    forget(content);
    for (size_t i = 0; i < content->count; i++) {
        free(content->sessions[i].request);
        free(content->sessions[i].time);
    }
    free(content->sessions);
}

bool saz_read(const char *bytes, size_t length, const struct saz_limits *limits, transaction_function *take,
              void *context, struct error *error)
{
    CLEANUP(content_clear) struct saz_content content = {.limits = limits, .take = take, .context = context};
    const struct archive_reader requests = {.piece = read_request, .context = &content, .refused = tell_refused},
                                answers = {.piece = read_answer, .context = &content};
    struct error second = {""};
    bool done = archive_each(bytes, length, &requests, error);

    forget(&content);
    if (!archive_each(bytes, length, &answers, &second) && done)
        done = error_set(error, "%s", second.text);
    give_rest(&content);
    if (done && content.given == 0)
        return error_set(error, "the archive holds no session of Fiddler (raw/1_c.txt, raw/1_s.txt)");
    return done;
}

static bool find_session(void *context, const char *name, const char *bytes, size_t length)
{
    unsigned long number;

    (void)bytes, (void)length;
    *(bool *)context = *(bool *)context || is_session(name, "_s.txt", &number);
    return false;
}

bool saz_is(const char *bytes, size_t length)
{
    bool found = false;
    const struct archive_reader reader = {.piece = find_session, .context = &found};

    archive_each(bytes, length, &reader, NULL);
    return found;
}
