/* SPDX-License-Identifier: MIT */
/* Recipients, whatever kind of object they are in the document. */
#ifndef FBLAB_SHELL_RECIPIENTS_H
#define FBLAB_SHELL_RECIPIENTS_H

#include <libxml/tree.h>
#include <stdbool.h>

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

#endif
