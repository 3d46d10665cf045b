/* SPDX-License-Identifier: MIT */
/* Logs of devices that see names and connections, and no requests: what they tell of a look-up. */
#ifndef FBLAB_DEVICE_ITEMS_H
#define FBLAB_DEVICE_ITEMS_H

#include "log_items.h"

/* "action=reset stage=tls-client-hello ... dst=... host=...": a firewall ended a connection, or let it not be made. */
bool device_is_firewall(const char *line, size_t length);
/* "... PACKET ... UDP Snd ... R Q [8183   DR NXDOMAIN] A (4)mail(7)contoso(3)com(0)": debug log of a DNS server of Windows. */
bool device_is_dns(const char *line, size_t length);

log_item_function log_give_firewall;
log_item_function log_give_dns;

#endif
