/* SPDX-License-Identifier: MIT */
/* Frees what is known of a mailbox. */
#include "availability_result.h"

#include <stdlib.h>

void availability_result_clear(struct availability_result *result)
{
    calendar_clear(&result->calendar);
    free(result->error.text);
    free(result->error.code);
    free(result->error.exception);
    free(result->error.server);
    free(result->error.source);
    *result = (struct availability_result){0};
}
