/* SPDX-License-Identifier: MIT */
/* Fills the {names} of a template from a look-up and the record that ended it. Pure. */
#ifndef FBLAB_TEMPLATE_H
#define FBLAB_TEMPLATE_H

#include "evidence/evidence.h"

/* The caller frees the text. What is no known name in braces stays as it is. */
char *template_fill(const char *template, const struct lookup *lookup, const struct evidence *evidence);

#endif
