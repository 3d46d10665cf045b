/* SPDX-License-Identifier: MIT */
/* One FreeBusyResponse. */
#ifndef FBLAB_AVAILABILITY_VIEW_H
#define FBLAB_AVAILABILITY_VIEW_H

#include "availability_request.h"
#include "availability_result.h"

#include <stdio.h>

void availability_view_write(FILE *output, const struct availability_request *request,
                             const struct availability_result *result);

#endif
