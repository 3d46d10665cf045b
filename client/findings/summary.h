/* SPDX-License-Identifier: MIT */
/* How often which failure was seen, on which host and in which hour. */
#ifndef FBLAB_SUMMARY_H
#define FBLAB_SUMMARY_H

#include "diagnosis/diagnosis.h"
#include "intake/common/item.h"

struct display; /* of terminal */

struct summary;
struct summary *summary_new(void);
void summary_free(struct summary **summary);

/* One item, for the failure that fits it best. */
void summary_add(struct summary *summary, const struct diagnosis *best, const struct item *item);
/* One that is a look-up whose status no documented failure explains. */
void summary_add_unnamed(struct summary *summary, const struct item *item);
/* Adds another input's counts. */
void summary_join(struct summary *summary, const struct summary *other);

/* [{"name", "why"}]: what was not read (unread.h). */
void summary_add_unread(struct summary *summary, const json_t *unread);
size_t summary_count(const struct summary *summary);
bool summary_has_unread(const struct summary *summary);
/* "name: why" of one of them; false: there are no more. */
bool summary_say_unread(const struct summary *summary, size_t index, struct error *sentence);

/* {"count", "first", "last", "rows": [{"id", "title", "count", "first", "last"}], "hosts": [{"host", "count"}],
 * "hours": [{"hour", "count"}], "unnamed": [{"status", "title", "count", "first", "last"}], "unread": [{"name", "why"}]};
 * rows and hosts by count, hours by time; times, unnamed and unread only if there are any. The caller owns the reference. */
json_t *summary_to_json(const struct summary *summary);
/* What that wrote, read back. NULL: error says which member is wrong. */
struct summary *summary_from_json(const json_t *json, struct error *error);
/* On a terminal with a bar behind each count. */
void summary_print(const struct summary *summary, const struct display *display);

#endif
