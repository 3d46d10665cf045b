/* SPDX-License-Identifier: MIT */
/* What a parameter's value may be. */
#ifndef FBLAB_SHELL_VALUE_H
#define FBLAB_SHELL_VALUE_H

#include "base/error.h"
#include "shell/language/command_line.h"
#include "vocabulary/nouns.h"

#include <stdbool.h>

/* Checks the value and writes it as the document does ("smtp:" before an address, choices as they are spelt).
 * false: error is PowerShell's sentence and what would be right. */
bool value_convert(const struct parameter *parameter, struct value *value, struct error *error);

#endif
