/* SPDX-License-Identifier: MIT */
/* Events of libyajl become values of jansson, an element of a list at a time. */
#include "json_stream.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "intake/common/encoding.h"

#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <yajl/yajl_parse.h>

#define LEVELS 64 /* of members and lists; what lies deeper is an element */
#define DEPTH 512 /* of an element; jansson frees it by recursion */

/* An object or a list that is not kept. */
struct json_level {
    char *path, *member; /* member: that of an object which is being read */
    bool list;
    size_t count; /* elements so far */
};

/* A container of the element that is being read. */
struct json_part {
    json_t *json;
    char *member;
};

struct json_stream {
    struct json_stream_sink sink;
    yajl_handle parser;
    struct json_level levels[LEVELS];
    size_t level_count;
    struct json_part parts[DEPTH]; /* the element, and what is open in it; parts[0] owns the rest */
    size_t part_count;
    bool ended;
};

static struct json_level *top(struct json_stream *stream)
{
    return stream->level_count > 0 ? &stream->levels[stream->level_count - 1] : NULL;
}

/* "value[3]", "error.message"; of the document itself "". The caller frees it. */
static char *path_here(struct json_stream *stream)
{
    const struct json_level *const level = top(stream);

    if (!level)
        return text_copy("");
    if (level->list)
        return text_format("%s[%zu]", level->path, level->count);
    return text_format("%s%s%s", level->path, *level->path ? "." : "", level->member ? level->member : "");
}

/* The member, or the one whose list it is in. */
static const char *name_here(const struct json_stream *stream)
{
    for (size_t i = stream->level_count; i > 0; i--)
        if (!stream->levels[i - 1].list)
            return stream->levels[i - 1].member ? stream->levels[i - 1].member : "text";
    return "text";
}

/* Takes the value. */
static void give(struct json_stream *stream, json_t *json)
{
    CLEANUP(cleanup_string) char *path = path_here(stream);
    struct json_level *const level = top(stream);
    struct json_stream_value value = {json, name_here(stream), path, 0, stream->ended};

    if (level && level->list)
        level->count++;
    value.number = level && level->list ? level->count : 0;
    stream->sink.value(stream->sink.context, &value);
    json_decref(json);
}

/* Takes the value, which is the open container's; true: it is. */
static bool attach(struct json_stream *stream, json_t *json)
{
    const struct json_part *const part = stream->part_count > 0 ? &stream->parts[stream->part_count - 1] : NULL;

    if (!part)
        return false;
    if (json_is_array(part->json))
        json_array_append_new(part->json, json);
    else
        json_object_set_new_nocheck(part->json, part->member ? part->member : "", json);
    return true;
}

static int take_value(struct json_stream *stream, json_t *json)
{
    memory_need(json);
    if (!attach(stream, json))
        give(stream, json);
    return 1;
}

static int on_null(void *context)
{
    return take_value(context, json_null());
}

static int on_boolean(void *context, int value)
{
    return take_value(context, json_boolean(value));
}

/* What no double holds is none. */
static json_t *real_of(const char *text)
{
    const double real = strtod(text, NULL);

    return isfinite(real) ? json_real(real) : json_null();
}

static int on_number(void *context, const char *text, size_t length)
{
    CLEANUP(cleanup_string) char *copy = text_copy_part(text, length);
    long long integer;

    errno = 0;
    integer = strtoll(copy, NULL, 10);
    return take_value(context, errno == 0 && !strpbrk(copy, ".eE") ? json_integer(integer) : real_of(copy));
}

/* Bytes that are no UTF-8 are Windows-1252. */
static json_t *string_of(const char *text, size_t length)
{
    size_t repaired_length = 0;
    CLEANUP(cleanup_string) char *repaired = encoding_repair(text, length, &repaired_length);

    return json_stringn_nocheck(repaired ? repaired : text, repaired ? repaired_length : length);
}

static int on_string(void *context, const unsigned char *text, size_t length)
{
    return take_value(context, string_of((const char *)text, length));
}

static int on_member(void *context, const unsigned char *text, size_t length)
{
    struct json_stream *const stream = context;
    char **const member = stream->part_count > 0 ? &stream->parts[stream->part_count - 1].member : &top(stream)->member;
    json_t *const name = memory_need(string_of((const char *)text, length));

    free(*member);
    *member = text_copy(json_string_value(name));
    json_decref(name);
    return 1;
}

static void open_level(struct json_stream *stream, bool list)
{
    char *const path = path_here(stream);

    stream->levels[stream->level_count++] = (struct json_level){.path = path, .list = list};
    if (list)
        stream->sink.begin_list(stream->sink.context, path);
}

/* Is what begins here kept until it ends? */
static bool is_element(struct json_stream *stream)
{
    const struct json_level *const level = top(stream);

    return stream->part_count > 0 || (level && level->list) || stream->level_count == LEVELS;
}

static int open_container(struct json_stream *stream, bool list)
{
    json_t *container;

    if (!is_element(stream)) {
        open_level(stream, list);
        return 1;
    }
    if (stream->part_count == DEPTH)
        return 0;
    container = memory_need(list ? json_array() : json_object());
    attach(stream, container);
    stream->parts[stream->part_count++] = (struct json_part){container, NULL};
    return 1;
}

static void close_part(struct json_stream *stream)
{
    struct json_part *const part = &stream->parts[--stream->part_count];

    free(part->member);
    if (stream->part_count == 0)
        give(stream, part->json);
}

static void close_level(struct json_stream *stream)
{
    struct json_level *const level = &stream->levels[--stream->level_count];

    free(level->path);
    free(level->member);
}

static int close_container(struct json_stream *stream)
{
    if (stream->part_count > 0)
        close_part(stream);
    else
        close_level(stream);
    return 1;
}

static int on_object(void *context)
{
    return open_container(context, false);
}

static int on_list(void *context)
{
    return open_container(context, true);
}

static int on_end(void *context)
{
    return close_container(context);
}

static yajl_handle parser_new(const yajl_callbacks *callbacks, void *context)
{
    const yajl_handle parser = memory_need(yajl_alloc(callbacks, NULL, context));

    yajl_config(parser, yajl_dont_validate_strings, 1);
    yajl_config(parser, yajl_allow_multiple_values, 1);
    return parser;
}

bool json_stream_fits(const char *text, size_t length)
{
    const yajl_handle parser = parser_new(NULL, NULL);
    const bool fits = yajl_parse(parser, (const unsigned char *)text, length) == yajl_status_ok;

    yajl_free(parser);
    return fits;
}

struct json_stream *json_stream_new(struct json_stream_sink sink)
{
    static const yajl_callbacks callbacks = {.yajl_null = on_null,
                                             .yajl_boolean = on_boolean,
                                             .yajl_number = on_number,
                                             .yajl_string = on_string,
                                             .yajl_start_map = on_object,
                                             .yajl_map_key = on_member,
                                             .yajl_end_map = on_end,
                                             .yajl_start_array = on_list,
                                             .yajl_end_array = on_end};
    struct json_stream *const stream = memory_new(sizeof *stream);

    stream->sink = sink;
    stream->parser = parser_new(&callbacks, stream);
    return stream;
}

/* What is open is given as far as it was read. */
static void finish(struct json_stream *stream)
{
    stream->ended = true;
    while (stream->part_count > 0)
        close_part(stream);
    while (stream->level_count > 0)
        close_level(stream);
}

void json_stream_free(struct json_stream **stream)
{
    struct json_stream *const old = *stream;

    if (!old)
        return;
    if (old->part_count > 0)
        json_decref(old->parts[0].json);
    for (size_t i = 0; i < old->part_count; i++)
        free(old->parts[i].member);
    while (old->level_count > 0)
        close_level(old);
    yajl_free(old->parser);
    free(old);
    *stream = NULL;
}

/* The parser has read the first letters of what stands behind the JSON. */
static size_t before_word(const char *bytes, size_t used)
{
    while (used > 0 && isalpha((unsigned char)bytes[used - 1]))
        used--;
    return used;
}

size_t json_stream_push(struct json_stream *stream, const char *bytes, size_t length)
{
    if (stream->ended)
        return 0;
    if (yajl_parse(stream->parser, (const unsigned char *)bytes, length) == yajl_status_ok)
        return length;
    finish(stream);
    return before_word(bytes, yajl_get_bytes_consumed(stream->parser));
}

bool json_stream_end(struct json_stream *stream)
{
    const bool whole = !stream->ended && stream->part_count == 0 && stream->level_count == 0;

    finish(stream);
    return whole;
}
