/* SPDX-License-Identifier: MIT */
/* A user's own scenario file: loaded, or refused with a sentence. */
#include "input.h"
#include "scenario/scenario.h"
#include "target.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct error error = {""};
    struct scenario *scenario = scenario_load(input_file("x1-fuzz.xml", data, size), &error);

    if (!scenario != !!*error.text)
        abort();
    scenario_free(&scenario);
    return 0;
}
