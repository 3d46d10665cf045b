/* SPDX-License-Identifier: MIT */
/* What `record` and `import` do with a trace: redact it, write it, say what became of it. */
#ifndef FBLAB_SAVE_TRACE_H
#define FBLAB_SAVE_TRACE_H

#include "recorder/trace.h"

struct saving {
    const char *path, *party; /* NULL: "xRecorded.xml", "onprem" */
    const char *source;       /* where it comes from, for people */
    bool keep_secrets;
    bool redact_ip; /* also addresses of machines, which tell less of people */
    bool force;     /* replace what is there */
};

/* Before anything is recorded: could it be saved? The exit status, STATUS_DONE if so; else the user is told. */
int save_trace_check(const struct saving *saving);

/* The exit status; clears the trace. What cannot be written where it was wanted is written into a folder of its own under
 * TMPDIR, and the user is told: a recording cannot be made again. */
int save_trace(struct trace *trace, const struct saving *saving);

#endif
