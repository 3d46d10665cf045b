/* SPDX-License-Identifier: MIT */
/* THE list of what can be wrong with a certificate that a server shows (Set-LabTls -Certificate). How each is made is in
 * sim/wire. */
#ifndef FBLAB_CERTIFICATE_DEFECTS_H
#define FBLAB_CERTIFICATE_DEFECTS_H

#include "terms.h"

/* One defect at a time; everything else about the certificate is good. */
#define CERTIFICATE_DEFECTS(ROW)                                                                                       \
    ROW(GOOD, "good", "nothing is wrong")                                                                              \
    ROW(WITH_INTERMEDIATE, "with-intermediate", "good, issued by an intermediate authority that is sent along")        \
    ROW(STRONG_RSA, "strong-rsa", "good, with an RSA key of 2048 bits")                                                \
    ROW(EXPIRED, "expired", "it was valid until yesterday")                                                            \
    ROW(NOT_YET_VALID, "not-yet-valid", "it will be valid from tomorrow")                                              \
    ROW(MISNAMED, "misnamed", "it is for another host")                                                                \
    ROW(SELF_SIGNED, "self-signed", "no authority has signed it but itself")                                           \
    ROW(UNKNOWN_CA, "unknown-ca", "an authority that nobody trusts has issued it")                                     \
    ROW(MISSING_INTERMEDIATE, "missing-intermediate", "as with-intermediate, but the intermediate is not sent")        \
    ROW(REVOKED, "revoked", "the OCSP response that is sent along says that it is revoked")                            \
    ROW(WEAK_KEY, "weak-key", "it has an RSA key of 768 bits")

#define CERTIFICATE_DEFECT_ENUMERATOR(id, name, meaning) CERTIFICATE_##id,
enum certificate_defect { CERTIFICATE_DEFECTS(CERTIFICATE_DEFECT_ENUMERATOR) CERTIFICATE_DEFECT_COUNT };
#undef CERTIFICATE_DEFECT_ENUMERATOR

extern const struct terms certificate_defects;

const char *certificate_defect_name(enum certificate_defect defect);
enum certificate_defect certificate_defect_from_name(const char *name); /* _COUNT: none such */

#endif
