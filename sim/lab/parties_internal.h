/* SPDX-License-Identifier: MIT */
/* What the parties have at run time: a listener at each address, a certificate for each defect that was ever asked for. */
#ifndef FBLAB_PARTIES_INTERNAL_H
#define FBLAB_PARTIES_INTERNAL_H

#include "devices/strike_counts.h"
#include "party_rows.h"
#include "wire/certificates.h"
#include "wire/wire.h"

#include <pthread.h>

/* Who ends TLS for a party, and shows his certificate. */
enum party_tls_end { PARTY_ENDS_TLS, PARTY_DEVICE_ENDS_TLS, PARTY_TLS_ENDS };

struct parties {
    struct authority *authority;
    struct strike_counts *strike_counts; /* borrowed */
    struct listener *listeners[PARTY_ROW_COUNT][PARTY_MOST_NAMES];
    char *addresses[PARTY_ROW_COUNT][PARTY_MOST_NAMES];
    char *outward;        /* what others are told instead of 127.0.0.1; NULL: that */
    pthread_mutex_t lock; /* guards identities, minted when first shown */
    struct identity *identities[PARTY_ROW_COUNT][CERTIFICATE_DEFECT_COUNT][PARTY_TLS_ENDS];
};

#endif
