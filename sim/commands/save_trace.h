/* SPDX-License-Identifier: MIT */
/* What `record` and `import` do with a trace: redact it, write it, say what became of it. */
#ifndef FBLAB_SAVE_TRACE_H
#define FBLAB_SAVE_TRACE_H

#include "recorder/trace.h"

struct saving {
    const char *path, *party; /* NULL: "xRecorded.xml", "onprem" */
    const char *source;       /* where it comes from, for people */
    bool keep_secrets;
};

/* The exit status; clears the trace. */
int save_trace(struct trace *trace, const struct saving *saving);

#endif
