/* SPDX-License-Identifier: MIT */
/* Requests and answers in the order in which they were made. Nearly every client is first asked who it is: a 401 counts
 * only if nothing better was answered at the same address afterwards. */
#ifndef FBLAB_CAPTURE_H
#define FBLAB_CAPTURE_H

#include "conversation.h"
#include "intake/common/item.h"

struct capture;
struct capture *capture_new(item_function *take, void *context);
/* Gives what is left, and frees it. */
void capture_end(struct capture **capture);

/* `place` says kind, entry, line, host and time. Nothing is kept of either but copies. */
void capture_take(struct capture *capture, const struct conversation *conversation, const struct item *place);
/* Is it a demand for credentials that says no more? */
bool capture_is_challenge(const struct evidence *answer);

#endif
