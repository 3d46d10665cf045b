/* SPDX-License-Identifier: MIT */
/* JSON as it comes, however large: of a document only one element of a list is in memory at a time. The only user of libyajl. */
#ifndef FBLAB_JSON_STREAM_H
#define FBLAB_JSON_STREAM_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

/* A value at a path ("value[3]"): an element of a list that stands in no other list, or a text or number outside of lists. */
struct json_stream_value {
    const json_t *json;
    const char *name, *path; /* `name` of a member; of an element, that of its list. Borrowed */
    size_t number;           /* of an element, from 1; 0: it is none */
    bool cut;                /* the rest of it is missing */
};

struct json_stream_sink {
    void (*begin_list)(void *context, const char *path);
    void (*value)(void *context, const struct json_stream_value *value);
    void *context;
};

/* Does it begin like JSON, and like nothing else? */
bool json_stream_fits(const char *text, size_t length);

struct json_stream;
struct json_stream *json_stream_new(struct json_stream_sink sink);
void json_stream_free(struct json_stream **stream);
/* The next bytes; how many of them were JSON. Fewer than there are: what follows is none, and the stream is at its end. */
size_t json_stream_push(struct json_stream *stream, const char *bytes, size_t length);
/* That was all. false: it was cut off; of the element that was cut, what is there was given. */
bool json_stream_end(struct json_stream *stream);

#endif
