/* SPDX-License-Identifier: MIT */
/* Records of logs become items: what they say, where and when, and the look-up they tell of. */
#ifndef FBLAB_LOG_ITEMS_H
#define FBLAB_LOG_ITEMS_H

#include "fields.h"
#include "intake/common/held.h"
#include "intake/common/item.h"

struct log_source {
    const struct item *place;
    item_function *take;
    void *context;
    struct fields fields;
    const char *kind;  /* of the fields */
    struct held *held; /* demands for credentials */
    bool every;        /* every record is of interest, whatever stands in it */
};

/* Is the record one that names the fields, or a comment? Remembers the names. */
bool log_source_names(struct log_source *source, const char *record, size_t length);

typedef void log_item_function(const struct log_source *source, const char *record, size_t length, size_t line);
log_item_function log_give_fields; /* IIS, HTTPERR, HttpProxy and other logs with a #Fields line */
log_item_function log_give_event;  /* XML of one Windows event */
log_item_function log_give_table;  /* a line of exported Windows events */
log_item_function log_give_json;   /* a line that is a JSON object */
log_item_function log_give_text;

/* What the requests of an availability service have in common: records with one of these are of interest. */
extern const char *const log_literals[];
extern const size_t log_literal_count;

#endif
