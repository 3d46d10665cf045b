/* SPDX-License-Identifier: MIT */
/* The shipped organisation document with keys made for the test, changed as a test row says, and what an endpoint
 * needs to be asked without a socket. */
#ifndef FBLAB_EXCHANGE_FIXTURE_H
#define FBLAB_EXCHANGE_FIXTURE_H

#include "exchange/common/call.h"
#include "test_key.h"

/* A change of the document: XPath of nodes below the root, without namespace. */
struct lab_edit {
    const char *path;
    const char *value; /* new text; "<...>": an element to append; NULL: remove the nodes */
};

#define LAB_REALM "7d8a1c2e-5b3f-4e60-9a17-2c4d6f8b0e31"

struct lab;

/* Makes the keys: once for a test program. Ends the program on failure. */
struct lab *lab_new(void);
void lab_free(struct lab **lab);
/* "onprem-auth", "exo-auth", "token-service", "federation-gateway", "onprem-federation", "exo-federation",
 * "stranger" (in no document). Borrowed. */
const struct signing_key *lab_key(const struct lab *lab, const char *name);
/* The document after the edits (ends at a NULL path; NULL: none). The caller releases it. */
struct snapshot *lab_snapshot(const struct lab *lab, const struct lab_edit *edits);

/* A request to that party; add headers to it. Body and origin are borrowed. */
struct request lab_request(const struct origin *origin, const char *path, const char *body);
/* As route.c would fill it; virtual_directory: noun, NULL: none. All borrowed. */
struct exchange_call lab_call(const struct lab *lab, const struct snapshot *snapshot, const char *scope,
                              const struct request *request, const char *virtual_directory);

/* How often a header is in an answer, and the value of the n-th; NULL: there are not so many. */
const char *lab_header(const struct answer *answer, const char *name, size_t number);

#endif
