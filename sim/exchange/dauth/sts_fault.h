/* SPDX-License-Identifier: MIT */
/* How the federation gateway refuses a token. */
#ifndef FBLAB_STS_FAULT_H
#define FBLAB_STS_FAULT_H

#include "capture/message.h"

enum sts_refusal {
    STS_GRANTED,
    STS_BAD_REQUEST,
    STS_UNKNOWN_ORGANIZATION,
    STS_UNKNOWN_TARGET,
    STS_MEMBER_NAME,
    STS_PASSWORD_MISMATCH,
    STS_MUST_CHANGE_PASSWORD,
    STS_PASSWORD_EXPIRED,
    STS_NOT_PROVISIONED,
    STS_UNAVAILABLE, /* the gateway has no key to sign with */
    STS_REFUSAL_COUNT
};

/* SOAP 1.2 fault with the psf error in header and detail. Not for STS_GRANTED. */
void sts_fault(struct answer *answer, enum sts_refusal refusal);

#endif
