/* SPDX-License-Identifier: MIT */
/* Requests and answers that follow each other in a text. */
#include "messages.h"

#include "base/cleanup.h"
#include "base/text_lines.h"
#include "challenges.h"

#include <string.h>

#define LIMIT_MESSAGES 10000

struct message_list {
    const struct item *item;
    struct challenges *challenges;
    struct http_message request; /* the last one; no method: none yet */
    size_t line, counted;        /* lines before `counted` */
};

bool messages_begin(const char *text, size_t length)
{
    struct http_message message;
    size_t start, end;
    const bool found = http_message_find(text, length < 512 ? length : 512, 0, &message, &start, &end);

    http_message_clear(&message);
    return found && start == 0;
}

static size_t line_of(struct message_list *list, size_t offset)
{
    list->line += lines_count(list->item->text + list->counted, offset - list->counted);
    list->counted = offset;
    return list->item->line ? list->item->line + list->line : 0;
}

static void take_answer(struct message_list *list, const struct http_message *answer, size_t start)
{
    struct transaction transaction = {.request = list->request, .answer = *answer};
    CLEANUP(cleanup_string) char *body = http_message_decode(answer, &transaction.answer.body_length);
    const char *const host = headers_get(&list->request.headers, "Host");
    struct item place = *list->item;

    if (body)
        transaction.answer.body = body;
    transaction.answer.whole = body || http_message_is_whole(answer);
    place.text = "";
    place.length = 0;
    place.again = true;
    place.line = line_of(list, start);
    place.host = host ? host : place.host;
    place.time = place.time ? place.time : headers_get(&answer->headers, "Date");
    challenges_take(list->challenges, &transaction, &place);
}

static void take_message(struct message_list *list, struct http_message *message, size_t start)
{
    if (message->method) {
        http_message_clear(&list->request);
        list->request = *message;
        return;
    }
    if (message->status >= 200)
        take_answer(list, message, start);
    http_message_clear(message);
}

void messages_give(const struct item *item, item_function *take, void *context)
{
    struct message_list list = {.item = item, .challenges = challenges_new(take, context)};
    struct http_message message;
    size_t start, end = 0;

    for (size_t i = 0; i < LIMIT_MESSAGES && http_message_find(item->text, item->length, end, &message, &start, &end);
         i++)
        take_message(&list, &message, start);
    http_message_clear(&list.request);
    challenges_end(&list.challenges);
}
