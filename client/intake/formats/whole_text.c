/* SPDX-License-Identifier: MIT */
/* What a text is, and who gives its items. */
#include "whole_text.h"

#include "base/cleanup.h"
#include "capture/har.h"
#include "capture_files.h"
#include "intake/mail/quoted_printable.h"
#include "json_document.h"
#include "messages.h"
#include "rich_text.h"
#include "text_parts.h"

#include <ctype.h>
#include <string.h>

static size_t skip_blanks(const char *text, size_t length)
{
    size_t at = 0;

    while (at < length && isspace((unsigned char)text[at]))
        at++;
    return at;
}

static bool is_number(const char *text, size_t length)
{
    size_t at = 0;

    while (at < length && (isdigit((unsigned char)text[at]) || strchr("+-.eE", text[at])))
        at++;
    if (at == 0)
        return false;
    at += skip_blanks(text + at, length - at);
    return at == length || strchr(",]", text[at]);
}

/* Behind "[": no "[01/Mar/2024:08:15:02]" and no "[pod/web-1]". */
static bool is_list(const char *text, size_t length)
{
    static const char *const words[] = {"{", "[", "\"", "]", "true", "false", "null"};
    const size_t first = skip_blanks(text, length);

    for (size_t i = 0; i < ARRAY_SIZE(words); i++)
        if (length - first >= strlen(words[i]) && memcmp(text + first, words[i], strlen(words[i])) == 0)
            return true;
    return first == length || is_number(text + first, length - first);
}

bool document_is_json(const char *text, size_t length)
{
    const size_t at = skip_blanks(text, length);

    return at < length && (text[at] == '{' || (text[at] == '[' && is_list(text + at + 1, length - at - 1)));
}

static void give_json(const json_t *json, const struct item *place, item_function *take, void *context)
{
    struct item item = *place;

    if (har_is(json)) {
        har_give(json, place, take, context);
        return;
    }
    item.kind = place->kind ? place->kind : ITEM_JSON;
    item.line = 0;
    json_document_give(json, &item, take, context);
}

static void give_meant(const char *text, size_t length, const struct item *place, item_function *take, void *context)
{
    const size_t begin = skip_blanks(text, length);
    struct item item = *place;

    item.text = text;
    item.length = length;
    if (!place->kind && begin < length && text[begin] == '<')
        item.kind = ITEM_XML;
    if (!place->kind && messages_begin(text + begin, length - begin))
        item.kind = ITEM_HTTP;
    item.pasted = true;
    take(context, &item);
    item.pasted = false;
    messages_give(&item, take, context);
    text_parts_give(&item, take, context);
}

static void give_text(const char *text, size_t length, const struct item *place, item_function *take, void *context)
{
    size_t meant_length = 0;
    CLEANUP(cleanup_string) char *rich = rich_text_read(text, length, &meant_length);
    CLEANUP(cleanup_string) char *meant = rich ? TAKE(rich) : quoted_printable_read(text, length, &meant_length);

    give_meant(meant ? meant : text, meant ? meant_length : length, place, take, context);
}

bool document_give_json(const char *text, size_t length, const struct item *place, item_function *take, void *context)
{
    json_t *const json = document_is_json(text, length) ? json_loadb(text, length, JSON_ALLOW_NUL, NULL) : NULL;

    if (!json)
        return document_is_json(text, length) && har_give_cut(text, length, place, take, context);
    give_json(json, place, take, context);
    json_decref(json);
    return true;
}

void document_give(const char *text, size_t length, const struct item *place, item_function *take, void *context)
{
    if (!document_give_json(text, length, place, take, context))
        give_text(text, length, place, take, context);
}
