/* SPDX-License-Identifier: MIT */
/* Objects of a recording as lists, tables, CSV and JSON. */
#ifndef FBLAB_SHELL_LAYOUTS_H
#define FBLAB_SHELL_LAYOUTS_H

#include "shell/cmdlets/services.h"
#include "shell/language/command_line.h"

#include <jansson.h>
#include <stdio.h>

/* The type of objects that PowerShell itself makes: shown whole, as a table if they have few members. */
#define MADE_OBJECT "PSCustomObject"

/* The type of what Get-Member gives; its identity is the type that has the member. */
#define DESCRIBED_MEMBER "MemberDefinition"

/* Where they are written, and what certificates are asked. */
struct layout_target {
    FILE *output;
    const struct shell_services *services;
};

/* As PowerShell prints what nobody has formatted: texts a line each, objects as lists or a table. */
void layout_default(const struct layout_target *target, const json_t *values);
/* Those properties, with wildcards; none: all that are not hidden. */
void layout_print(const struct layout_target *target, const json_t *values, enum layout layout,
                  const struct word_list *properties);
/* A new object with these members alone; those that are not there and have no wildcard are nothing. The caller owns the
 * reference. */
json_t *layout_select(const json_t *object, const struct word_list *properties);

void layout_csv(const struct layout_target *target, const json_t *values);
void layout_json(const struct layout_target *target, const json_t *values);
void layout_compressed_json(const struct layout_target *target, const json_t *values); /* on one line */
/* Get-Member: an object for each member of each type, whose name fits one of the patterns; none: all. The caller owns the
 * reference. */
json_t *layout_members(const json_t *values, const struct word_list *patterns);

#endif
