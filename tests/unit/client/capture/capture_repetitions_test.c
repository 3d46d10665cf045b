/* SPDX-License-Identifier: MIT */
/* The look into a request for its operation takes any repetition in time that grows with its length. */
#include "capture/request_names.h"
#include "support/repetitions.h"

#include <stdlib.h>

static void look(const char *text, size_t length)
{
    const struct request request = {.body = text, .body_length = length};

    free(request_operation(&request));
}

int main(void)
{
    return repetitions_run("request_operation", look);
}
