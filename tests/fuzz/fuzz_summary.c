/* SPDX-License-Identifier: MIT */
/* What `fbcheck classify --merge` may be given: what is read adds up, and is written as it was read. */
#include "base/cleanup.h"
#include "findings/summary.h"
#include "target.h"

#include <stdlib.h>

static void add_up(const json_t *json)
{
    struct error error = {""};
    CLEANUP(summary_free) struct summary *summary = summary_from_json(json, &error), *sum = summary_new();
    json_t *written, *again;

    if (!summary != (*error.text != '\0'))
        abort();
    if (!summary)
        return;
    summary_join(sum, summary);
    written = summary_to_json(summary);
    again = summary_to_json(sum);
    if (!json_equal(written, again))
        abort();
    json_decref(written);
    json_decref(again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    json_t *const json = json_loadb((const char *)data, size, JSON_DISABLE_EOF_CHECK, NULL);

    if (json)
        add_up(json);
    json_decref(json);
    return 0;
}
