/* SPDX-License-Identifier: MIT */
/* Transactions of captures become items: look-ups, and texts of answers. */
#include "capture_files.h"

#include "answer_texts.h"
#include "base/cleanup.h"
#include "base/text.h"
#include "capture/har.h"
#include "capture/saz.h"
#include "challenges.h"

struct capture_file {
    const struct item *place; /* of the file */
    item_function *take;
    void *context;
    struct challenges *challenges;
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

static void take_entry(void *context, const struct transaction *transaction)
{
    const struct capture_file *const file = context;
    const char *const outer = file->place->entry, *const url = transaction->request.target;
    CLEANUP(cleanup_string)
    char *entry =
        text_format("%s%sentry %lu %.200s", outer ? outer : "", outer ? " " : "", transaction->number, url ? url : "");
    struct item place = {.kind = ITEM_HAR, .entry = entry};

    give(file, transaction, &place);
}

void har_give(const json_t *json, const struct item *place, item_function *take, void *context)
{
    struct capture_file file = {place, take, context, challenges_new(take, context)};

    har_read(json, take_entry, &file);
    challenges_end(&file.challenges);
}

static void take_session(void *context, const struct transaction *transaction)
{
    struct transaction decoded = *transaction;
    struct item place = {.kind = ITEM_SAZ, .entry = transaction->entry};
    CLEANUP(cleanup_string) char *body = NULL;

    if (!transaction->answer.status)
        return;
    if ((body = http_message_decode(&transaction->answer, &decoded.answer.body_length)))
        decoded.answer.body = body;
    give(context, &decoded, &place);
}

bool saz_give(const char *bytes, size_t length, item_function *take, void *context, struct error *error)
{
    static const struct saz_limits limits = {
        .request = 64UL << 10, .requests = 64UL << 20, .answer = 16UL << 20, .lenient = true};
    struct capture_file file = {NULL, take, context, challenges_new(take, context)};
    const bool done = saz_read(bytes, length, &limits, take_session, &file, error);

    challenges_end(&file.challenges);
    return done;
}
