/* SPDX-License-Identifier: MIT */
/* The classifier's anchors are the intake's literals. */
#include "anchors.h"

#include "base/memory.h"
#include "diagnosis/diagnosis.h"
#include "intake/intake.h"

#include <stdlib.h>

struct literals *anchors_literals(const struct classifier *classifier, struct error *error)
{
    const size_t count = classifier_anchor_count(classifier);
    const char **const texts = memory_array(count + 1, sizeof *texts);
    struct literals *literals;

    for (size_t i = 0; i < count; i++)
        texts[i] = classifier_anchor(classifier, i);
    literals = intake_literals_new(texts, count, error);
    free(texts);
    return literals;
}
