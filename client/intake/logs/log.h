/* SPDX-License-Identifier: MIT */
/* Logs, read as they come: memory does not grow with them. Only records in which one of the literals stands
 * are looked at. */
#ifndef FBLAB_LOG_H
#define FBLAB_LOG_H

#include "intake/common/item.h"
#include "literals.h"
#include "log_items.h"
#include "records.h"

/* How a log is written: a row of a reader. */
struct log_format {
    record_function *record;
    log_item_function *give;
    enum log_names named;
};

struct log;
/* Borrows literals and place (entry and kind), which must outlive it. */
struct log *log_new(const struct log_format *format, const struct literals *literals, const struct item *place,
                    item_function *take, void *context);
void log_free(struct log **log);
void log_push(struct log *log, const char *text, size_t length);
/* What is there is all of the last record, for now. */
void log_flush(struct log *log);
/* Learns the names of fields from the beginning of a log that is read from somewhere further on. */
void log_learn(struct log *log, const char *head, size_t length);
/* The number of the next line. */
void log_begin_at(struct log *log, size_t line);

#endif
