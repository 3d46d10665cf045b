/* SPDX-License-Identifier: MIT */
/* The SuggestionsResponse element. */
#ifndef FBLAB_AVAILABILITY_SUGGESTIONS_H
#define FBLAB_AVAILABILITY_SUGGESTIONS_H

#include "availability_request.h"
#include "availability_result.h"

#include <stdio.h>

/* Results are in the order of the attendees. */
void suggestions_write(FILE *output, const struct availability_request *request,
                       const struct availability_result *results);

#endif
