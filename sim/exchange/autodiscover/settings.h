/* SPDX-License-Identifier: MIT */
/* What both Autodiscover protocols say about a mailbox. */
#ifndef FBLAB_AUTODISCOVER_SETTINGS_H
#define FBLAB_AUTODISCOVER_SETTINGS_H

#include "exchange/common/call.h"

#include <stdio.h>

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

#endif
