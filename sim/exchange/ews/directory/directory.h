/* SPDX-License-Identifier: MIT */
/* Operations about mailboxes and addresses, each of which answers the request element it is given. */
#ifndef FBLAB_EWS_DIRECTORY_H
#define FBLAB_EWS_DIRECTORY_H

#include "exchange/common/call.h"

void resolve_names_answer(const struct exchange_call *call, const struct caller *caller, const xmlNode *element,
                          struct answer *answer);
void get_folder_answer(const struct exchange_call *call, const struct caller *caller, const xmlNode *element,
                       struct answer *answer);
void convert_id_answer(const struct exchange_call *call, const struct caller *caller, const xmlNode *element,
                       struct answer *answer);
void get_room_lists_answer(const struct exchange_call *call, const struct caller *caller, const xmlNode *element,
                           struct answer *answer);
void get_rooms_answer(const struct exchange_call *call, const struct caller *caller, const xmlNode *element,
                      struct answer *answer);

#endif
