/* SPDX-License-Identifier: MIT */
/* The operations of Exchange.asmx and what they share. */
#ifndef FBLAB_EWS_H
#define FBLAB_EWS_H

#include "exchange/authentication.h"

#include <stdio.h>

/* Each answers the request element it is given. */
void availability_answer(const struct exchange_call *call, const struct caller *caller, const xmlNode *element,
                         struct answer *answer);
void resolve_names_answer(const struct exchange_call *call, const struct caller *caller, const xmlNode *element,
                          struct answer *answer);
void server_time_zones_answer(const struct exchange_call *call, const struct caller *caller, const xmlNode *element,
                              struct answer *answer);
void get_folder_answer(const struct exchange_call *call, const struct caller *caller, const xmlNode *element,
                       struct answer *answer);
void convert_id_answer(const struct exchange_call *call, const struct caller *caller, const xmlNode *element,
                       struct answer *answer);

void get_room_lists_answer(const struct exchange_call *call, const struct caller *caller, const xmlNode *element,
                           struct answer *answer);
void get_rooms_answer(const struct exchange_call *call, const struct caller *caller, const xmlNode *element,
                      struct answer *answer);

/* Opens <m:name ResponseClass=...> with its response code; code "NoError" is a success, text may then be NULL. */
void ews_message_begin(FILE *output, const char *name, const char *response_class, const char *code, const char *text);
/* An attribute of the element; "" if absent. The caller frees it. */
char *ews_attribute(const xmlNode *element, const char *name);

#endif
