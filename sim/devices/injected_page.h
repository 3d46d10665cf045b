/* SPDX-License-Identifier: MIT */
/* What a proxy answers when it puts a page of its own in the place of the answer. */
#ifndef FBLAB_INJECTED_PAGE_H
#define FBLAB_INJECTED_PAGE_H

#include "capture/message.h"

/* A device puts its own HTML page where the server's XML belongs, under the content type of the server. */
void injected_page_answer(const char *page, const char *content_type, struct answer *answer);

#endif
