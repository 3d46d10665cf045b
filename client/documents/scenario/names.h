/* SPDX-License-Identifier: MIT */
/* Words a scenario file may use: the other direction of sign_field_name(). Pure. */
#ifndef FBLAB_SCENARIO_NAMES_H
#define FBLAB_SCENARIO_NAMES_H

#include "scenario.h"

/* The field whose element has that name; SIGN_FIELD_COUNT: no such field. Case matters, as everywhere in XML. */
enum sign_field sign_field_from_name(const char *name);

#endif
