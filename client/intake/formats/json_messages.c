/* SPDX-License-Identifier: MIT */
/* The member that holds the message goes by few names. */
#include "json_messages.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text_lines.h"

#include <jansson.h>
#include <string.h>

static const char *message_of(const json_t *object)
{
    static const char *const names[] = {"log", "message", "MESSAGE", "msg", "@message", "line", "text", "body"};
    const char *message = NULL;

    for (size_t i = 0; !message && i < ARRAY_SIZE(names); i++)
        message = json_string_value(json_object_get(object, names[i]));
    return message ? message : "";
}

/* In one line, so that lines stay where they are. */
static void write_message(FILE *output, const char *message)
{
    for (; *message; message++)
        fputc(*message == '\n' || *message == '\r' ? ' ' : *message, output);
    fputc('\n', output);
}

char *json_messages_join(const char *text, size_t length, size_t *joined)
{
    char *messages = NULL;
    FILE *const output = text_stream(&messages, joined);

    for (size_t at = 0; at < length; at = line_next(text, length, at)) {
        const struct line line = line_at(text, length, at);
        json_t *const json = json_loadb(line.text, line.length, JSON_ALLOW_NUL, NULL);
        write_message(output, message_of(json));
        json_decref(json);
    }
    text_stream_close(output);
    return messages;
}
