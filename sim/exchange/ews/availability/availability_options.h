/* SPDX-License-Identifier: MIT */
/* Reading FreeBusyViewOptions and SuggestionsViewOptions. */
#ifndef FBLAB_AVAILABILITY_OPTIONS_H
#define FBLAB_AVAILABILITY_OPTIONS_H

#include "availability_fault.h"
#include "availability_request.h"

#include <libxml/tree.h>

/* The most days that a window may have. */
enum { AVAILABILITY_DAY_LIMIT = 62 };

/* The request's zone is set. false: fault is. */
bool availability_read_view(const xmlNode *options, struct availability_request *request,
                            struct availability_fault *fault);
bool availability_read_suggestions(const xmlNode *options, struct availability_request *request,
                                   struct availability_fault *fault);

#endif
