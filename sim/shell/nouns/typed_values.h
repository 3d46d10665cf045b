/* SPDX-License-Identifier: MIT */
/* Values as the objects of Exchange have them: a type, the text that PowerShell prints, and the members that scripts read. */
#ifndef FBLAB_SHELL_TYPED_VALUES_H
#define FBLAB_SHELL_TYPED_VALUES_H

#include <jansson.h>
#include <stdbool.h>

/* {"type":"SmtpAddress","text":"joe@contoso.com","members":{"Domain":"contoso.com",...}}; a type without members has none. A type
 * that is not in the table is an enumeration. online: Exchange Online gives its own types as strings. The caller owns the
 * reference. */
json_t *typed_value(const char *type, const char *text, bool online);

/* {"type":"String",...}: a line that a cmdlet writes. The caller owns the reference. */
json_t *typed_string(const char *text);

/* A Boolean that says "true" or "false", as PowerShell prints it. */
const char *flag_spelled(const char *text);

#endif
