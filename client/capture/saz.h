/* SPDX-License-Identifier: MIT */
/* Fiddler's session archives: a zip with raw/N_c.txt (the request), raw/N_s.txt (the answer) and raw/N_m.xml (times). */
#ifndef FBLAB_SAZ_H
#define FBLAB_SAZ_H

#include "base/error.h"
#include "transaction.h"

/* What is longer is cut; of requests beyond `requests` nothing is kept. */
struct saz_limits {
    size_t request, requests, answer;
    /* An entry that cannot be read, with the context of the transactions. NULL: passed over. */
    void (*refused)(void *context, const char *name, const char *why);
    bool lenient; /* messages as in texts: behind something else, or with a head that does not end */
};

/* Does the archive hold sessions? */
bool saz_is(const char *bytes, size_t length);

/* Every session once: in the order of the answers in the archive, then those without one. Bodies are as they were sent, in chunks
 * or packed. false: error says what is wrong; what could be read was given all the same. */
bool saz_read(const char *bytes, size_t length, const struct saz_limits *limits, transaction_function *take,
              void *context, struct error *error);

#endif
