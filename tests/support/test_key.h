/* SPDX-License-Identifier: MIT */
/* A key to sign tokens with, and its self-signed certificate, made for one test. */
#ifndef FBLAB_SUPPORT_SIGNING_KEY_H
#define FBLAB_SUPPORT_SIGNING_KEY_H

struct signing_key {
    char *private_key;   /* PEM */
    char *certificate;   /* PEM */
    char *public_key;    /* PEM */
    char *base64;        /* the certificate's DER */
    char thumbprint[41]; /* upper-case hex */
};

/* RSA-2048; ends the test program on failure. The caller frees it. */
struct signing_key *signing_key_new(const char *common_name);
void signing_key_free(struct signing_key **key);

#endif
