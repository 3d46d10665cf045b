/* SPDX-License-Identifier: MIT */
/* What the asker of a look-up sent and got, as files that other programs open: HAR and pcapng. One thread at a time. */
#ifndef FBLAB_TRAFFIC_RECORD_H
#define FBLAB_TRAFFIC_RECORD_H

#include "flow/transport/traffic.h"

#include <jansson.h>

struct traffic_record;

struct traffic_record *traffic_record_new(void);
void traffic_record_free(struct traffic_record **record);
/* To be handed to the flow. Borrowed; it lives as long as the record. */
const struct traffic_watch *traffic_record_watch(const struct traffic_record *record);

/* The entries of the HAR. Borrowed. */
const json_t *traffic_record_entries(const struct traffic_record *record);
/* HAR 1.2. The caller owns the reference. */
json_t *traffic_record_har(const struct traffic_record *record);
/* Packets rebuilt from the bytes of the connections, with the secrets of TLS inside. The caller frees them. */
char *traffic_record_packets(const struct traffic_record *record, size_t *length);

#endif
