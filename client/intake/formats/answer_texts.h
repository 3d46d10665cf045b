/* SPDX-License-Identifier: MIT */
/* The texts of an answer: its head where it says something, and its body. */
#ifndef FBLAB_ANSWER_TEXTS_H
#define FBLAB_ANSWER_TEXTS_H

#include "capture/http_message.h"
#include "intake/common/item.h"

/* A demand for credentials is no text of its own, and neither are pages and scripts that came as asked for. The body is
 * decoded. */
void answer_texts_give(const struct http_message *answer, const struct item *place, item_function *take, void *context);

#endif
