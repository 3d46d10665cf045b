/* SPDX-License-Identifier: MIT */
/* Prints what fbcheck classify looks for in logs, one literal a line: for grep -F -f. */
#include "base/cleanup.h"
#include "diagnosis/diagnosis.h"
#include "intake/logs/log_items.h"

int main(void)
{
    struct error error = {""};
    CLEANUP(library_free) struct library *library = library_load(NULL, &error);
    CLEANUP(classifier_free) struct classifier *classifier = library ? classifier_new(library, &error) : NULL;

    if (!classifier)
        return fprintf(stderr, "bench_literals: %s\n", error.text), 1;
    for (size_t i = 0; i < classifier_anchor_count(classifier); i++)
        puts(classifier_anchor(classifier, i));
    for (size_t i = 0; i < log_literal_count; i++)
        puts(log_literals[i]);
    return 0;
}
