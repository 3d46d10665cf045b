/* SPDX-License-Identifier: MIT */
/* Assertions signed with the lab's own gateway key, and what attackers of SAML do to them. One thread. */
#ifndef FBLAB_ASSERTION_CHANGES_H
#define FBLAB_ASSERTION_CHANGES_H

#include "support/running_lab.h"

#include <libxml/tree.h>
#include <stddef.h>

#define VICTIM "kim@contoso.com"
#define INVALID "InvalidSecurity<"
#define INVALID_TOKEN "InvalidSecurityToken<"

/* Between the two everything else may be called; the lab runs as long. */
void assertions_begin(const struct running_lab *running);
void assertions_end(void);

/* PEM, borrowed: of the document's name for a key. */
const char *certificate_of(const char *name);
/* The caller frees them. */
xmlDoc *unsigned_assertion(const char *user);
xmlDoc *good_assertion(const char *user);

/* A way to change a good one, and the fault that is due. */
struct assertion_change {
    const char *name;
    void (*change)(xmlDoc *document);
    const char *fault;
};

extern const struct assertion_change assertion_changes[];
extern const size_t assertion_change_count;

#endif
