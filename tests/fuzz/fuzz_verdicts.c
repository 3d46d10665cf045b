/* SPDX-License-Identifier: MIT */
/* How a tool says what it sees: a file of verdicts, and what a tool printed, which the healthy file judges. */
#include "base/cleanup.h"
#include "harness/run/verdicts.h"
#include "input.h"
#include "target.h"

#include <stdlib.h>

static void judge(const struct verdicts *verdicts, char *output, size_t length)
{
    const struct child_result result = {.output = output, .length = length};
    struct verdict verdict = {0};
    struct error error = {""};

    if (!verdicts_judge(verdicts, &result, &verdict, &error) && !*error.text)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct library *library;
    CLEANUP(cleanup_string) char *text = input_text(data, size);
    struct error error = {""};

    if (!library && !(library = library_load(NULL, NULL)))
        abort();
    const char *const paths[] = {input_file("verdicts.xml", data, size), FBLAB_SOURCE "/tests/examples/verdicts.xml",
                                 NULL};

    for (size_t i = 0; i < ARRAY_SIZE(paths); i++) {
        CLEANUP(verdicts_free) struct verdicts *verdicts = verdicts_load(paths[i], library, &error);
        if (verdicts)
            judge(verdicts, text, size);
        else if (i > 0 || !*error.text)
            abort();
    }
    return 0;
}
