/* SPDX-License-Identifier: MIT */
/* What browsers (HAR), Fiddler (SAZ) and mitmproxy (flows) saved. */
#ifndef FBLAB_CAPTURE_FILES_H
#define FBLAB_CAPTURE_FILES_H

#include "base/error.h"
#include "intake/common/item.h"

#include <jansson.h>

/* `place`'s entry is the archive's own, NULL: none. */
void har_give(const json_t *json, const struct item *place, item_function *take, void *context);
/* The same of one that is no JSON because it was cut, and word of it; false: it is none. */
bool har_give_cut(const char *text, size_t length, const struct item *place, item_function *take, void *context);
bool flows_give(const char *bytes, size_t length, const struct item *place, item_function *take, void *context,
                struct error *error);
/* The same entry by entry, whose numbers begin with 1. Borrows the place. */
struct har_stream;
struct har_stream *har_stream_new(const struct item *place, item_function *take, void *context);
void har_stream_take(struct har_stream *har, const json_t *entry, unsigned long number);
/* Gives what is left. Not whole: it was cut off. */
void har_stream_end(struct har_stream **har, bool whole);
void har_stream_free(struct har_stream **har);

/* false: error says what is wrong; what could be read was given all the same. */
bool saz_give(const char *bytes, size_t length, item_function *take, void *context, struct error *error);

#endif
