/* SPDX-License-Identifier: MIT */
/* Variables in a text, replaced by what they hold before the text is read. */
#ifndef FBLAB_SHELL_EXPANSION_H
#define FBLAB_SHELL_EXPANSION_H

#include "shell/cmdlets/services.h"

#include <jansson.h>
#include <stdio.h>

struct expansion {
    const struct shell_services *services;
    /* The values of a variable, borrowed; NULL: it is none of those that are replaced, and stays as it is. */
    const json_t *(*lookup)(void *context, const char *name);
    void *context;
};

/* "joe $x and $($x.Alias)" in double quotes; elsewhere $x.Alias as a text in quotes, and in braces $x alone, too. What
 * stands in single quotes stays. The caller frees it. */
char *expansion_apply(const struct expansion *expansion, const char *text);
/* Values as an argument: a list of texts in quotes; $null, if there are none. */
void expansion_put(const struct shell_services *services, const json_t *values, FILE *output);
/* In single quotes, those that it has doubled. The caller frees it. */
char *expansion_quoted(const char *text);

#endif
