/* SPDX-License-Identifier: MIT */
/* A whole text in memory: JSON, HAR, XML, HTTP messages, a mail with any of them in it, or just a text. */
#ifndef FBLAB_DOCUMENT_H
#define FBLAB_DOCUMENT_H

#include "intake/common/item.h"

/* `place` says entry, line, host and time of the beginning; `kind` too where it is no text. The text is UTF-8. */
void document_give(const char *text, size_t length, const struct item *place, item_function *take, void *context);
/* false: it is no JSON, and nothing was given. */
bool document_give_json(const char *text, size_t length, const struct item *place, item_function *take, void *context);
/* Does it begin like JSON that is more than a piece of text? */
bool document_is_json(const char *text, size_t length);

#endif
