/* SPDX-License-Identifier: MIT */
/* PEM files, written atomically. */
#ifndef FBLAB_PEM_H
#define FBLAB_PEM_H

#include "base/error.h"

#include <openssl/x509.h>

bool pem_write_certificate(X509 *certificate, const char *path, struct error *error);
bool pem_write_key(EVP_PKEY *key, const char *path, struct error *error); /* 0600 */

#endif
