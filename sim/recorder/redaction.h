/* SPDX-License-Identifier: MIT */
/* Takes out of a trace what is nobody else's business: tokens, cookies, passwords, addresses of people, and what their calendars
 * say. scenarios/README.md has the rules in words. */
#ifndef FBLAB_REDACTION_H
#define FBLAB_REDACTION_H

#include "trace.h"

enum redacted {
    REDACTED_TOKENS,
    REDACTED_COOKIES,
    REDACTED_PASSWORDS,
    REDACTED_ADDRESSES,
    REDACTED_PERSONAL, /* names, subjects, places */
    REDACTED_MACHINES, /* IP addresses, if that is wanted */
    REDACTED_COUNT
};

struct redaction_summary {
    size_t counts[REDACTED_COUNT];
    size_t dropped; /* answers in a coding nobody could look into; they are no longer in the trace */
};

const char *redacted_name(enum redacted what);
/* Changes the answers: heads, bodies, paths. What cannot be looked into is dropped. `machines`: IP addresses get
 * other names, too. */
struct redaction_summary trace_redact(struct trace *trace, bool machines);

#endif
