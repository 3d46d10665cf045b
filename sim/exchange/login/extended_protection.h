/* SPDX-License-Identifier: MIT */
/* Extended Protection of a virtual directory: is a log-on by Windows meant for the connection that it came on? */
#ifndef FBLAB_EXTENDED_PROTECTION_H
#define FBLAB_EXTENDED_PROTECTION_H

#include "exchange/common/call.h"
#include "ntlm/ntlm.h"

/* Does the virtual directory look at all? */
bool extended_protection_is_on(const struct exchange_call *call);
/* Was it made for this very TLS connection? */
bool extended_protection_ties(const struct exchange_call *call, const struct ntlm_bound *bound);
/* May it pass here? Of a log-on that has proved who the client is. */
bool extended_protection_holds(const struct exchange_call *call, const struct ntlm_bound *bound);
/* What IIS answers where it does not, and what Windows notes in the server's security log. */
void extended_protection_refuse(const struct exchange_call *call, struct answer *answer);

#endif
