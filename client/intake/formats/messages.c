/* SPDX-License-Identifier: MIT */
#include "messages.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "base/text_lines.h"
#include "capture.h"
#include "http_message.h"

#include <string.h>

#define LIMIT_MESSAGES 10000

struct message_list {
    const struct item *item;
    struct capture *capture;
    struct message request; /* the last one; no method: none yet */
    size_t line, counted;   /* lines before `counted` */
};

bool messages_begin(const char *text, size_t length)
{
    struct message message;
    const bool found = message_next(text, length < 512 ? length : 512, 0, &message);
    const bool first = found && message.start == 0;

    message_clear(&message);
    return first;
}

static size_t line_of(struct message_list *list, size_t offset)
{
    list->line += lines_count(list->item->text + list->counted, offset - list->counted);
    list->counted = offset;
    return list->item->line ? list->item->line + list->line : 0;
}

static void take_answer(struct message_list *list, const struct message *answer)
{
    const struct message *const request = list->request.method ? &list->request : NULL;
    const struct evidence *const asked = request ? message_record(request) : NULL;
    size_t length = 0;
    CLEANUP(cleanup_string) char *decoded = message_decode(answer, &length);
    const char *const host = asked ? evidence_header(asked, "Host") : NULL;
    const struct conversation conversation = {.method = request ? request->method : NULL,
                                              .url = request ? request->target : NULL,
                                              .request = asked,
                                              .question = request ? request->body : NULL,
                                              .question_length = request ? request->body_length : 0,
                                              .answer = message_record(answer),
                                              .body = decoded ? decoded : answer->body,
                                              .length = decoded ? length : answer->body_length,
                                              .whole = decoded || message_is_whole(answer)};
    struct item place = *list->item;

    place.text = "";
    place.length = 0;
    place.again = true;
    place.line = line_of(list, answer->start);
    place.host = host ? host : place.host;
    place.time = place.time ? place.time : evidence_header(conversation.answer, "Date");
    capture_take(list->capture, &conversation, &place);
}

static void take_message(struct message_list *list, struct message *message)
{
    if (message->method) {
        message_clear(&list->request);
        list->request = *message;
        return;
    }
    if (message_record(message)->http_status >= 200)
        take_answer(list, message);
    message_clear(message);
}

void messages_give(const struct item *item, item_function *take, void *context)
{
    struct message_list list = {.item = item, .capture = capture_new(take, context)};
    struct message message;
    size_t at = 0;

    for (size_t i = 0; i < LIMIT_MESSAGES && message_next(item->text, item->length, at, &message); i++) {
        at = message.start + message.length;
        take_message(&list, &message);
    }
    message_clear(&list.request);
    capture_end(&list.capture);
}
