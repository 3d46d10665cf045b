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
/* Adds another input's counts. */
void summary_join(struct summary *summary, const struct summary *other);

/* {"count", "rows": [{"id", "title", "count"}], "hosts": [{"host", "count"}], "hours": [{"hour", "count"}]}, rows and hosts
 * by count, hours by time. The caller owns the reference. */
json_t *summary_to_json(const struct summary *summary);
/* On a terminal with a bar behind each count. */
void summary_print(const struct summary *summary, const struct display *display);

#endif
