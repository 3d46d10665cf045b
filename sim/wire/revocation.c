/* SPDX-License-Identifier: MIT */
/* An OCSP response, signed by the issuer. */
#include "revocation.h"

#include "base/cleanup.h"
#include "issued_certificate.h"

#include <openssl/ocsp.h>

static void free_basic(OCSP_BASICRESP **basic)
{
    OCSP_BASICRESP_free(*basic);
}

static void free_response(OCSP_RESPONSE **response)
{
    OCSP_RESPONSE_free(*response);
}

static void free_time(ASN1_TIME **time)
{
    ASN1_TIME_free(*time);
}

static void free_id(OCSP_CERTID **id)
{
    OCSP_CERTID_free(*id);
}

static bool add_status(OCSP_BASICRESP *basic, X509 *certificate, X509 *issuer, bool revoked)
{
    CLEANUP(free_id) OCSP_CERTID *id = OCSP_cert_to_id(EVP_sha1(), certificate, issuer);
    CLEANUP(free_time) ASN1_TIME *before = X509_gmtime_adj(NULL, -HOUR);
    CLEANUP(free_time) ASN1_TIME *after = X509_gmtime_adj(NULL, 30 * DAY);
    const int status = revoked ? V_OCSP_CERTSTATUS_REVOKED : V_OCSP_CERTSTATUS_GOOD;

    return id && before && after &&
           OCSP_basic_add1_status(basic, id, status, OCSP_REVOKED_STATUS_KEYCOMPROMISE, revoked ? before : NULL, before,
                                  after);
}

int revocation_response(X509 *certificate, X509 *issuer, EVP_PKEY *issuer_key, bool revoked, unsigned char **bytes,
                        struct error *error)
{
    CLEANUP(free_basic) OCSP_BASICRESP *basic = OCSP_BASICRESP_new();
    CLEANUP(free_response) OCSP_RESPONSE *response = NULL;
    int length = 0;

    *bytes = NULL;
    if (basic && add_status(basic, certificate, issuer, revoked) &&
        OCSP_basic_sign(basic, issuer, issuer_key, EVP_sha256(), NULL, 0) &&
        (response = OCSP_response_create(OCSP_RESPONSE_STATUS_SUCCESSFUL, basic)))
        length = i2d_OCSP_RESPONSE(response, bytes);
    if (length <= 0)
        certificate_error(error, "the status of a certificate cannot be signed");
    return length > 0 ? length : 0;
}
