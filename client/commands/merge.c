/* SPDX-License-Identifier: MIT */
/* Reads summaries from a file, one JSON value after another. */
#include "merge.h"

#include "base/cleanup.h"
#include "base/file_open.h"
#include "base/json_text.h"
#include "base/memory.h"
#include "base/text.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

/* Bytes. A summary has ten thousand names in each of its lists at most. */
#define LIMIT (64UL * 1024 * 1024)

/* One summary, or a list of them. */
static bool add(struct summary *total, const json_t *json, struct error *error)
{
    CLEANUP(summary_free) struct summary *summary = NULL;
    size_t index;
    json_t *one;

    if (json_is_array(json)) {
        json_array_foreach(json, index, one) if (!json_is_object(one) || !add(total, one, error)) return *error->text
            ? false
            : error_set(error, "a list of it has something else in it");
        return true;
    }
    summary = summary_from_json(json, error);
    if (summary)
        summary_join(total, summary);
    return summary;
}

/* Everything; NULL: error says why not. */
static char *read_everything(FILE *file, size_t *length, struct error *error)
{
    CLEANUP(cleanup_string) char *text = NULL;
    size_t room = 0, got = 1;

    for (*length = 0; got > 0 && *length <= LIMIT; *length += got) {
        if (*length == room)
            text = memory_grow(text, room = room ? room * 2 : 64UL * 1024, 1);
        got = fread(text + *length, 1, room - *length, file);
    }
    if (ferror(file))
        error_set(error, "it cannot be read: %s", strerror(errno));
    else if (*length > LIMIT)
        error_set(error, "it is larger than %lu MB", LIMIT >> 20);
    return *error->text ? NULL : TAKE(text);
}

static size_t skip_blanks(const char *text, size_t length, size_t at)
{
    while (at < length && isspace((unsigned char)text[at]))
        at++;
    return at;
}

/* false: error says what is wrong in which of its lines. */
static bool add_all(struct summary *total, const char *text, size_t length, struct error *error)
{
    size_t at = skip_blanks(text, length, 0);

    if (at == length)
        return error_set(error, "it is empty");
    while (at < length) {
        json_error_t wrong;
        json_t *const json = json_loadb(text + at, length - at, JSON_DISABLE_EOF_CHECK, &wrong);
        const bool added = json && add(total, json, error);
        json_decref(json);
        if (!json)
            return error_set(error, "it is no JSON: %s", wrong.text);
        if (!added)
            return false;
        at = skip_blanks(text, length, at + (size_t)wrong.position);
    }
    return true;
}

static void add_unread(struct summary *total, const char *name, const char *why)
{
    json_t *const list = json_pack("[{s:o,s:o}]", "name", json_text(name ? name : "-"), "why", json_text(why));

    summary_add_unread(total, list);
    json_decref(list);
}

void merge_file(struct summary *total, const char *name)
{
    const char *why = NULL;
    CLEANUP(cleanup_file) FILE *opened = name ? file_open_stream(name, &why) : NULL;
    CLEANUP(cleanup_string) char *text = NULL;
    struct error error = {""};
    size_t length = 0;

    if (name && !opened)
        error_set(&error, "it cannot be read: %s", why);
    else if ((text = read_everything(opened ? opened : stdin, &length, &error)) &&
             !add_all(total, text, length, &error))
        error_prefix(&error, "this is not what `fbcheck classify --summary --json` prints");
    if (*error.text)
        add_unread(total, name, error.text);
}
