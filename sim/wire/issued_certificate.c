/* SPDX-License-Identifier: MIT */
/* Fields and extensions, by what the certificate is for. */
#include "issued_certificate.h"

#include "base/cleanup.h"

#include <openssl/err.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>
#include <string.h>
#include <time.h>

#define COMMON_NAME_LIMIT 64
#define SERIAL_BITS 127

static const struct {
    int kind;
    const char *value[CERTIFICATE_USE_COUNT];
} extensions[] = {
    {NID_basic_constraints,
     {"critical,CA:TRUE,pathlen:1", "critical,CA:TRUE,pathlen:0", "critical,CA:FALSE", "critical,CA:FALSE"}},
    {NID_key_usage,
     {"critical,keyCertSign,cRLSign", "critical,keyCertSign,cRLSign", "critical,digitalSignature",
      "critical,digitalSignature,keyEncipherment"}},
    {NID_ext_key_usage, {NULL, NULL, "serverAuth", "serverAuth"}},
    {NID_subject_key_identifier, {"hash", "hash", "hash", "hash"}},
    {NID_authority_key_identifier, {"keyid", "keyid", "keyid", NULL}},
};

bool certificate_error(struct error *error, const char *what)
{
    const char *reason = ERR_reason_error_string(ERR_peek_last_error());

    return error_set(error, "%s: %s", what, reason ? reason : "out of memory");
}

static void free_name(X509_NAME **name)
{
    X509_NAME_free(*name);
}

static void free_names(GENERAL_NAMES **names)
{
    GENERAL_NAMES_free(*names);
}

static void free_certificate(X509 **certificate)
{
    X509_free(*certificate);
}

static bool set_subject(X509 *certificate, const char *common_name)
{
    CLEANUP(free_name) X509_NAME *name = X509_NAME_new();
    const char *text = strlen(common_name) <= COMMON_NAME_LIMIT ? common_name : "fblab";

    return name && X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, (const unsigned char *)text, -1, -1, 0) &&
           X509_set_subject_name(certificate, name);
}

static bool set_serial(X509 *certificate)
{
    BIGNUM *number = BN_new();
    const bool done = number && BN_rand(number, SERIAL_BITS, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ANY) &&
                      BN_to_ASN1_INTEGER(number, X509_get_serialNumber(certificate));

    BN_free(number);
    return done;
}

static bool set_times(X509 *certificate, long begins, long ends)
{
    time_t now = time(NULL);

    return X509_time_adj_ex(X509_getm_notBefore(certificate), 0, begins, &now) &&
           X509_time_adj_ex(X509_getm_notAfter(certificate), 0, ends, &now);
}

static GENERAL_NAME *address_name(const char *text)
{
    GENERAL_NAME *name = GENERAL_NAME_new();
    ASN1_OCTET_STRING *address = a2i_IPADDRESS(text);

    if (name && address) {
        GENERAL_NAME_set0_value(name, GEN_IPADD, address);
        return name;
    }
    ASN1_OCTET_STRING_free(address);
    GENERAL_NAME_free(name);
    return NULL;
}

static GENERAL_NAME *host_name(const char *text)
{
    GENERAL_NAME *name = GENERAL_NAME_new();
    ASN1_IA5STRING *host = ASN1_IA5STRING_new();

    if (name && host && ASN1_STRING_set(host, text, -1)) {
        GENERAL_NAME_set0_value(name, GEN_DNS, host);
        return name;
    }
    ASN1_IA5STRING_free(host);
    GENERAL_NAME_free(name);
    return NULL;
}

static bool add_names(X509 *certificate, const char *const *texts)
{
    CLEANUP(free_names) GENERAL_NAMES *names = GENERAL_NAMES_new();

    if (!texts || !*texts)
        return true;
    for (; names && *texts; texts++) {
        GENERAL_NAME *name = address_name(*texts);
        if (!name)
            name = host_name(*texts);
        if (!name || !sk_GENERAL_NAME_push(names, name)) {
            GENERAL_NAME_free(name);
            return false;
        }
    }
    return names && X509_add1_ext_i2d(certificate, NID_subject_alt_name, names, 0, X509V3_ADD_DEFAULT) == 1;
}

static bool add_extension(X509 *certificate, X509 *issuer, int kind, const char *value)
{
    X509V3_CTX context;
    X509_EXTENSION *extension;
    bool done;

    X509V3_set_ctx(&context, issuer, certificate, NULL, NULL, 0);
    extension = X509V3_EXT_conf_nid(NULL, &context, kind, value);
    done = extension && X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
    return done;
}

static bool add_extensions(X509 *certificate, X509 *issuer, enum certificate_use use)
{
    for (size_t i = 0; i < ARRAY_SIZE(extensions); i++) {
        const char *value = extensions[i].value[use];
        if (value && !add_extension(certificate, issuer, extensions[i].kind, value))
            return false;
    }
    return true;
}

X509 *certificate_make(const struct certificate_request *request, struct error *error)
{
    CLEANUP(free_certificate) X509 *made = X509_new();
    X509 *issuer = request->issuer ? request->issuer : made;
    EVP_PKEY *signing_key = request->issuer ? request->issuer_key : request->key;

    if (made && X509_set_version(made, X509_VERSION_3) && set_serial(made) &&
        set_times(made, request->begins, request->ends) && set_subject(made, request->common_name) &&
        X509_set_issuer_name(made, X509_get_subject_name(issuer)) && X509_set_pubkey(made, request->key) &&
        add_extensions(made, issuer, request->use) && add_names(made, request->names) &&
        X509_sign(made, signing_key, EVP_sha256()) > 0)
        return TAKE(made);
    certificate_error(error, "a certificate cannot be made");
    return NULL;
}
