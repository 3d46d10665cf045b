/* SPDX-License-Identifier: MIT */
/* Fiddler's session archives: a zip with raw/N_c.txt (request), raw/N_s.txt (answer) and raw/N_m.xml (times). */
#ifndef FBLAB_SAZ_H
#define FBLAB_SAZ_H

#include "base/error.h"
#include "intake/common/item.h"

/* Does the archive hold sessions? */
bool saz_is(const char *bytes, size_t length);
/* false: error says what is wrong; what came before was given all the same. */
bool saz_give(const char *bytes, size_t length, item_function *take, void *context, struct error *error);

#endif
