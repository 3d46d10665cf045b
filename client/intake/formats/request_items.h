/* SPDX-License-Identifier: MIT */
/* Requests that logs tell of become items: what their statuses say, each 401 that nothing better followed. */
#ifndef FBLAB_REQUEST_ITEMS_H
#define FBLAB_REQUEST_ITEMS_H

#include "intake/common/held.h"
#include "intake/requests/request.h"

/* Where the items go. */
struct request_sink {
    const struct item *place; /* its entry and line are those of the items */
    item_function *take;
    void *context;
    struct held *held;
};

/* Is anything to be said of it, or waited for? */
bool request_items_need(const struct request_sink *sink, const struct logged_request *request);
void request_items_give(const struct request_sink *sink, const struct logged_request *request,
                        const struct log_time *time);

#endif
