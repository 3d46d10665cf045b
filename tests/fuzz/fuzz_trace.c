/* SPDX-License-Identifier: MIT */
/* Everything fblab import does with bytes before it writes: take apart, unpack, redact. */
#include "base/cleanup.h"
#include "base/text.h"
#include "capture/unpack.h"
#include "recorder/redaction.h"
#include "recorder/trace_file.h"
#include "target.h"

#include <stdlib.h>
#include <string.h>

static void read_json(const char *bytes, size_t size, struct trace *trace)
{
    json_t *json = json_loadb(bytes, size, 0, NULL);

    if (json)
        trace_read_har(json, trace);
    json_decref(json);
}

/* An answer that is left has a head that ends, and a body with a NUL behind it. */
static void check(const struct trace *trace)
{
    for (size_t i = 0; i < trace->count; i++)
        if (!text_ends(trace->items[i].head, "\r\n\r\n") || trace->items[i].body[trace->items[i].body_length])
            abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    CLEANUP(trace_clear) struct trace trace = {0};
    const char *bytes = (const char *)data;

    if (archive_is(bytes, size))
        trace_read_saz(bytes, size, &trace, NULL);
    else
        read_json(bytes, size, &trace);
    check(&trace);
    trace_redact(&trace, true);
    check(&trace);
    return 0;
}
