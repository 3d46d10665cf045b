/* SPDX-License-Identifier: MIT */
/* Compiles the <text>s of scenario files. */
#ifndef FBLAB_TEXT_RULE_H
#define FBLAB_TEXT_RULE_H

#include "text_rules.h"

/* NULL on failure: error names the file and line. Borrows the library. */
struct text_rules *text_rules_new(const struct library *library, struct error *error);
void text_rules_free(struct text_rules **rules);

#endif
