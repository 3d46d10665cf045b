/* SPDX-License-Identifier: MIT */
/* Measure-Object: how many values there are, and what their numbers come to. */
#ifndef FBLAB_SHELL_MEASURE_H
#define FBLAB_SHELL_MEASURE_H

#include "base/error.h"
#include "shell/cmdlets/services.h"
#include "wishes.h"

#include <jansson.h>

/* A new list of one object. NULL: a value that is to be measured is no number, which error says. */
json_t *measure_values(const struct shell_services *services, const json_t *values, const struct wishes *wishes,
                       struct error *error);

#endif
