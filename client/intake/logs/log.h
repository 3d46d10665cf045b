/* SPDX-License-Identifier: MIT */
/* Logs, read as they come: memory does not grow with them. Only records in which one of the literals stands
 * are looked at. */
#ifndef FBLAB_LOG_H
#define FBLAB_LOG_H

#include "intake/common/item.h"
#include "literals.h"

struct log_format;
/* NULL: this is no log. `head`: UTF-8, the first lines. */
const struct log_format *log_format_of(const char *head, size_t length);
/* Any text, by paragraphs: for what is too large to be read as a whole. */
const struct log_format *log_format_text(void);

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
