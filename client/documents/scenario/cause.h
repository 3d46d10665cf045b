/* SPDX-License-Identifier: MIT */
/* The <cause> elements of a scenario file. */
#ifndef FBLAB_SCENARIO_CAUSE_H
#define FBLAB_SCENARIO_CAUSE_H

#include "base/error.h"
#include "scenario.h"
#include "source.h"

#include <libxml/tree.h>

/* Below <documented>, which has been validated. */
void causes_read(const xmlNode *documented, struct scenario *scenario);
void causes_free(struct scenario *scenario);

/* What the schema cannot say of a <cause>, of a <check> and of whatever has placeholders: ids differ, the pattern is one, and
 * every placeholder is known or named by a group of the pattern. false: error names the line. */
bool cause_is_new(const struct source_file *source, const xmlNode *cause, struct error *error);
bool check_has_pattern(const struct source_file *source, const xmlNode *check, struct error *error);
bool placeholders_are_known(const struct source_file *source, const xmlNode *element, struct error *error);
/* A variant plays a cause that is there. */
bool variant_plays_cause(const struct source_file *source, const xmlNode *variant, struct error *error);

#endif
