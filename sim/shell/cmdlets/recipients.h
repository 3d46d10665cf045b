/* SPDX-License-Identifier: MIT */
/* Recipients, whatever kind of object they are in the document. */
#ifndef FBLAB_SHELL_RECIPIENTS_H
#define FBLAB_SHELL_RECIPIENTS_H

#include "command.h"

#include <libxml/tree.h>
#include <stdbool.h>
#include <stdio.h>

struct recipient_kind {
    const char *noun;
    const char *type, *details; /* what Get-Recipient calls it */
    const char *object_class;   /* what the directory calls it */
};

/* NULL: the object is no recipient. */
const struct recipient_kind *recipient_kind(const xmlNode *object);
/* Is it known by that name, alias, user name or address? `*` stands for anything. */
bool recipient_matches(const xmlNode *object, const char *pattern);

/* "joe:\\calendar" is "joe@contoso.com:\\calendar" in the scope where joe is known: the primary address, and the folder. The
 * caller frees the result. NULL: nobody is called so there. */
char *recipient_address(const xmlNode *scope, const char *text);
/* Is one of the property's values this recipient, whatever names are used on either side? */
bool recipient_is_named(const xmlNode *object, const char *property, const char *text);

/* Which objects a cmdlet is about, and how it prints one. */
struct recipient_view {
    bool (*is_one)(const xmlNode *object);
    void (*show)(const struct command *command, xmlNode *object, FILE *output);
    bool pauses; /* a blank line stands behind the last one */
};

/* Prints those that the command names, of every place it means; false: nobody has the name. */
bool recipients_show(const struct recipient_view *view, const xmlDoc *document, const struct command *command,
                     FILE *output, struct error *error);

#endif
