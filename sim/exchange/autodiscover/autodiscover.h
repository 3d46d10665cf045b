/* SPDX-License-Identifier: MIT */
/* The operations of autodiscover.svc, and what both Autodiscover protocols say about a mailbox. */
#ifndef FBLAB_AUTODISCOVER_H
#define FBLAB_AUTODISCOVER_H

#include "exchange/authentication.h"

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

/* ErrorCode and ErrorMessage. */
void autodiscover_put_error(FILE *output, const char *code, const char *message);
/* Are there more of these children than a server answers in one request? */
bool autodiscover_too_many(const xmlNode *list, const char *name);

enum setting_kind { SETTING_UNKNOWN, SETTING_UNAVAILABLE, SETTING_VALUE };
/* A user setting of a mailbox; *value belongs to the caller with SETTING_VALUE. */
enum setting_kind user_setting(const struct exchange_call *call, const struct object *mailbox, const char *name,
                               char **value);

/* The recipient of an address; who signs in means the own account, whoever else has its address. NULL: none. Borrowed. */
const struct object *autodiscover_recipient(const struct exchange_call *call, const struct caller *caller,
                                            const char *address);
/* Where a recipient that is no mailbox here lives; "" if that cannot be told or would lead back to `address`. Borrowed. */
const char *recipient_redirect(const struct object *recipient, const char *address);
/* "/o=.../cn=joe" ; the caller frees it. */
char *recipient_legacy_name(const struct exchange_call *call, const struct object *recipient);
/* A GUID made of a text, so that it is the same each time. */
const char *stable_guid(const char *text, char buffer[37]);

#endif
