/* SPDX-License-Identifier: MIT */
/* The operations of autodiscover.svc. */
#ifndef FBLAB_AUTODISCOVER_OPERATIONS_H
#define FBLAB_AUTODISCOVER_OPERATIONS_H

#include "exchange/common/call.h"

#include <stdio.h>

/* Each writes the children of <Response> for the <Request> it is given. */
void user_settings_write(const struct exchange_call *call, const struct caller *caller, const xmlNode *request,
                         FILE *output);
void domain_settings_write(const struct exchange_call *call, const struct caller *caller, const xmlNode *request,
                           FILE *output);
void federation_information_write(const struct exchange_call *call, const struct caller *caller, const xmlNode *request,
                                  FILE *output);
void relationship_settings_write(const struct exchange_call *call, const struct caller *caller, const xmlNode *request,
                                 FILE *output);

#endif
