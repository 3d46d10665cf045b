/* SPDX-License-Identifier: MIT */
/* Reads the OCSP response that was stapled and compares it with the chain that was verified. */
#include "certificate_status.h"

#include "base/cleanup.h"

#include <openssl/ocsp.h>

#define TOLERANCE_SECONDS 300

static void free_response(OCSP_RESPONSE **response)
{
    OCSP_RESPONSE_free(*response);
}

static void free_basic(OCSP_BASICRESP **basic)
{
    OCSP_BASICRESP_free(*basic);
}

static void free_id(OCSP_CERTID **id)
{
    OCSP_CERTID_free(*id);
}

/* NULL: nothing was stapled, or it is no successful response. */
static OCSP_BASICRESP *stapled(SSL *session)
{
    const unsigned char *bytes = NULL;
    const long length = SSL_get_tlsext_status_ocsp_resp(session, &bytes);
    CLEANUP(free_response) OCSP_RESPONSE *response = length > 0 ? d2i_OCSP_RESPONSE(NULL, &bytes, length) : NULL;

    return response && OCSP_response_status(response) == OCSP_RESPONSE_STATUS_SUCCESSFUL
               ? OCSP_response_get1_basic(response)
               : NULL;
}

static bool says_good(OCSP_BASICRESP *basic, OCSP_CERTID *id)
{
    ASN1_GENERALIZEDTIME *produced = NULL, *expires = NULL;
    int status = V_OCSP_CERTSTATUS_UNKNOWN, reason;

    return OCSP_resp_find_status(basic, id, &status, &reason, NULL, &produced, &expires) &&
           OCSP_check_validity(produced, expires, TOLERANCE_SECONDS, -1) && status == V_OCSP_CERTSTATUS_GOOD;
}

bool certificate_status_good(SSL *session)
{
    CLEANUP(free_basic) OCSP_BASICRESP *basic = stapled(session);
    STACK_OF(X509) *chain = SSL_get0_verified_chain(session);
    X509_STORE *store = SSL_CTX_get_cert_store(SSL_get_SSL_CTX(session));
    CLEANUP(free_id) OCSP_CERTID *id = NULL;

    if (!basic || sk_X509_num(chain) < 2 || OCSP_basic_verify(basic, chain, store, 0) <= 0)
        return false;
    id = OCSP_cert_to_id(EVP_sha1(), sk_X509_value(chain, 0), sk_X509_value(chain, 1));
    return id && says_good(basic, id);
}
