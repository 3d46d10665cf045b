/* SPDX-License-Identifier: MIT */
/* The texts of an answer in a capture: its head where it says something, and its body. */
#ifndef FBLAB_BODY_H
#define FBLAB_BODY_H

#include "conversation.h"
#include "intake/common/item.h"

struct body_sink {
    item_function *take;
    void *context;
};

/* A demand for credentials is no text of its own, and neither are pages and scripts that came as asked for. */
void body_give(const struct body_sink *sink, const struct conversation *conversation, const struct item *place);

#endif
