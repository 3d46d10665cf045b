/* SPDX-License-Identifier: MIT */
/* What should have been asked of the lab. Read-only once made. As JSON:
 *     [{"id":"token", "at_least":1, "party":"mail.contoso.com", "operation":"GetUserAvailability",
 *       "header_matches":["Authorization: Bearer .*"], "before":["look-up"]}]
 * Without at_least, at_most and exactly: at least one. */
#ifndef FBLAB_EXPECTATION_H
#define FBLAB_EXPECTATION_H

#include "condition.h"

#include <stddef.h>

enum { VERIFICATION_MS = 1000 }; /* of the processor, for reading expectations, and for weighing requests */
enum { EXPECTATIONS_MOST = 1000, EXPECTATION_MOST_CONDITIONS = 100, EXPECTATION_UNBOUNDED = -1 };

struct expectation {
    char *id;               /* as given, or its number */
    long at_least, at_most; /* at_most: EXPECTATION_UNBOUNDED without a bound */
    struct condition *conditions;
    size_t condition_count;
    size_t *before; /* indices of expectations whose first request comes later */
    size_t before_count;
};

struct expectations {
    struct expectation *items;
    size_t count;
};

/* NULL: error says which expectation is wrong and how. The caller frees the result. */
struct expectations *expectations_from_json(const json_t *list, struct error *error);
void expectations_free(struct expectations **expectations);

/* The same list from a file (XML, scenarios/expectations.rng). NULL: error says file:line:column: sentence. The caller
 * owns the reference. */
json_t *expectations_file_read(const char *path, struct error *error);

#endif
