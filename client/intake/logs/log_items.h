/* SPDX-License-Identifier: MIT */
/* Records of logs become items: what they say, where and when, and the look-up they tell of. */
#ifndef FBLAB_LOG_ITEMS_H
#define FBLAB_LOG_ITEMS_H

#include "fields.h"
#include "intake/common/held.h"
#include "intake/common/item.h"
#include "intake/requests/columns.h"

struct log_source {
    const struct item *place;
    item_function *take;
    void *context;
    struct fields fields;
    struct log_columns columns; /* the same, as far as they tell of requests */
    const char *kind;           /* of the fields */
    struct held *held;          /* demands for credentials */
    bool *unclear; /* set by a line of a request of which it is not clear how it ended; NULL: nobody asks */
    bool every;    /* every record is of interest, whatever stands in it */
    bool requests; /* this one only if it tells of a request: no words of a failure stand in it */
};

enum log_names {
    LOG_UNNAMED,
    LOG_NAMES_MARKED, /* lines that begin with "#Fields:", and those that are nothing but names */
    LOG_NAMES_FIRST   /* the first line, whatever it says */
};

/* Is the record one that names the fields, or a comment? Remembers the names. */
bool log_source_names(struct log_source *source, enum log_names names, const char *record, size_t length);

typedef void log_item_function(const struct log_source *source, const char *record, size_t length, size_t line);
log_item_function
    log_give_fields; /* IIS, HTTPERR, HttpProxy, proxies: by the names of columns, or by how a line looks */
log_item_function log_give_access; /* the same, as long as no line has named them */
log_item_function log_give_event;  /* XML of one Windows event */
log_item_function log_give_table;  /* a line of exported Windows events */
log_item_function log_give_json;   /* a line that is a JSON object */
log_item_function log_give_text;

/* Gives an item for each line of a text that is one of a log, and blanks it out. The caller frees the result. NULL: there is
 * none. */
char *log_blank_requests(const struct log_source *source, const char *text, size_t length, size_t line);

/* Says once that there were unclear lines, if there were. */
void log_tell_unclear(const struct log_source *source);

/* What the requests of an availability service have in common: records with one of these are of interest. */
extern const char *const log_literals[];
extern const size_t log_literal_count;

#endif
