/* SPDX-License-Identifier: MIT */
/* Transactions of captures become items: look-ups, and texts of answers. */
#include "capture_files.h"

#include "answer_texts.h"
#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "capture/flows.h"
#include "capture/har.h"
#include "capture/saz.h"
#include "capture/unpack.h"
#include "challenges.h"

#include <string.h>

enum { MOST_BODY = 64 << 20 };

struct capture_file {
    const struct item *place; /* of the file */
    item_function *take;
    void *context;
    struct challenges *challenges;
    const char *kind;
    bool packed; /* bodies are as they were sent */
};

static void give(const struct capture_file *file, const struct transaction *transaction, struct item *place)
{
    CLEANUP(cleanup_string) char *host = transaction_host(transaction);

    place->text = "";
    place->host = host;
    place->time = transaction->time;
    challenges_take(file->challenges, transaction, place);
    answer_texts_give(&transaction->answer, place, file->take, file->context);
}

/* Some tools save bodies as they were sent after all. NULL: it is not packed. */
static char *unpack_gzip(const char *body, size_t length, size_t *unpacked)
{
    return length > 2 && memcmp(body, "\x1F\x8B", 2) == 0 ? archive_unpack(body, length, MOST_BODY, unpacked) : NULL;
}

/* What pages are made of says nothing, whether it was saved or not. */
static bool is_decoration(const struct http_message *answer)
{
    static const char *const types[] = {"image/", "font/",      "audio/", "video/",
                                        "css",    "javascript", "wasm",   "octet-stream"};
    const char *const type = headers_get(&answer->headers, "Content-Type");

    for (size_t i = 0; answer->status < 400 && i < ARRAY_SIZE(types); i++)
        if (text_contains(type, types[i]))
            return true;
    return false;
}

/* Bytes are counted by the tool before it makes text of them: a few less is no loss. NULL: the body is there. */
static const char *missing(const struct http_message *answer)
{
    if (answer->announced == 0 || is_decoration(answer))
        return NULL;
    if (answer->body_length == 0)
        return "saved without the body of its answer; save it again with content (in the network tab: Save all as HAR "
               "with content)";
    if (answer->body_length < answer->announced - answer->announced / 10)
        return "the body of its answer is cut off; what is there was read";
    return NULL;
}

static void take_entry(void *context, const struct transaction *transaction)
{
    const struct capture_file *const file = context;
    const char *const outer = file->place->entry, *const url = transaction->request.target;
    CLEANUP(cleanup_string)
    char *entry = text_format("%s%sentry %lu %.200s", outer ? outer : "", outer && *outer ? " " : "",
                              transaction->number, url ? url : "");
    struct item place = {.kind = file->kind, .entry = entry};
    const struct item told = {.entry = entry, .told = true, .unread = missing(&transaction->answer)};
    struct transaction plain = *transaction;
    size_t length = 0;
    CLEANUP(cleanup_string)
    char *body = file->packed ? http_message_decode(&transaction->answer, &length)
                              : unpack_gzip(transaction->answer.body, transaction->answer.body_length, &length);

    if (body) {
        plain.answer.body = body;
        plain.answer.body_length = length;
    }
    give(file, &plain, &place);
    file->take(file->context, &told);
}

void har_give(const json_t *json, const struct item *place, item_function *take, void *context)
{
    struct capture_file file = {place, take, context, challenges_new(take, context), ITEM_HAR, false};

    har_read(json, take_entry, &file);
    challenges_end(&file.challenges);
}

static void tell_cut(item_function *take, void *context, size_t count)
{
    CLEANUP(cleanup_string)
    char *why = text_format("the HAR is cut off, or damaged, behind entry %zu; save it again", count);
    const struct item told = {.told = true, .unread = why};

    take(context, &told);
}

bool har_give_cut(const char *text, size_t length, const struct item *place, item_function *take, void *context)
{
    struct capture_file file = {place, take, context, NULL, ITEM_HAR, false};
    size_t count;

    if (!har_is_cut(text, length))
        return false;
    file.challenges = challenges_new(take, context);
    count = har_read_cut(text, length, take_entry, &file);
    challenges_end(&file.challenges);
    tell_cut(take, context, count);
    return true;
}

struct har_stream {
    struct capture_file file;
    unsigned long count;
};

struct har_stream *har_stream_new(const struct item *place, item_function *take, void *context)
{
    struct har_stream *const har = memory_new(sizeof *har);

    har->file = (struct capture_file){place, take, context, challenges_new(take, context), ITEM_HAR, false};
    return har;
}

void har_stream_take(struct har_stream *har, const json_t *entry, unsigned long number)
{
    har->count = number;
    har_read_entry(entry, number, take_entry, &har->file);
}

void har_stream_end(struct har_stream **har, bool whole)
{
    const struct capture_file *const file = &(*har)->file;

    challenges_end(&(*har)->file.challenges);
    if (!whole)
        tell_cut(file->take, file->context, (*har)->count);
    har_stream_free(har);
}

void har_stream_free(struct har_stream **har)
{
    if (*har)
        challenges_end(&(*har)->file.challenges);
    free(*har);
    *har = NULL;
}

bool flows_give(const char *bytes, size_t length, const struct item *place, item_function *take, void *context,
                struct error *error)
{
    struct capture_file file = {place, take, context, challenges_new(take, context), ITEM_FLOWS, true};
    const bool done = flows_read(bytes, length, take_entry, &file, error);

    challenges_end(&file.challenges);
    return done;
}

/* No reason: it was read. */
static void take_told(void *context, const char *name, const char *why)
{
    const struct capture_file *const file = context;
    const struct item told = {.entry = name, .told = true, .unread = why};

    file->take(file->context, &told);
}

static void take_session(void *context, const struct transaction *transaction)
{
    struct transaction decoded = *transaction;
    struct item place = {.kind = ITEM_SAZ, .entry = transaction->entry};
    CLEANUP(cleanup_string) char *body = NULL;

    if (transaction->entry)
        take_told(context, transaction->entry, NULL);
    if (!transaction->answer.status)
        return;
    if ((body = http_message_decode(&transaction->answer, &decoded.answer.body_length)))
        decoded.answer.body = body;
    give(context, &decoded, &place);
}

bool saz_give(const char *bytes, size_t length, item_function *take, void *context, struct error *error)
{
    static const struct saz_limits limits = {
        .request = 64UL << 10, .requests = 64UL << 20, .answer = 16UL << 20, .refused = take_told, .lenient = true};
    struct capture_file file = {NULL, take, context, challenges_new(take, context), ITEM_SAZ, true};
    const bool done = saz_read(bytes, length, &limits, take_session, &file, error);

    challenges_end(&file.challenges);
    return done;
}
