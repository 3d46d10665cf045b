/* SPDX-License-Identifier: MIT */
/* What stands in the objects of a recording: $r.DomainNames[0].Domain. */
#ifndef FBLAB_SHELL_VALUE_MEMBERS_H
#define FBLAB_SHELL_VALUE_MEMBERS_H

#include "base/error.h"
#include "shell/cmdlets/services.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

/* A value is what recording.h calls an object, or a value of its members; a list of them is a JSON array. */

/* How much of a text is ".Name" and "[0]", one behind the other. */
size_t members_length(const char *text);
/* What a path (".A[0].B", as long as members_length() says) leads to from any of the values: a new list. Members that are
 * not there are passed over, as PowerShell does. services may be NULL. */
json_t *members_follow(const struct shell_services *services, const json_t *values, const char *path);

/* The spelling of a member; NULL: the object has none of that name (case ignored). */
const char *member_spelling(const json_t *object, const char *name);
/* As PowerShell prints it: a list in braces, a certificate by its thumbprint. The caller frees it. */
char *member_text(const struct shell_services *services, const json_t *value);
/* The same of what a property leads to (without its first dot). The caller frees it. */
char *member_text_at(const struct shell_services *services, const json_t *value, const char *property);
/* What the next cmdlet finds it by, or what it is as a text. The caller frees it. */
char *member_identity(const struct shell_services *services, const json_t *value);

#endif
