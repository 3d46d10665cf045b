/* SPDX-License-Identifier: MIT */
/* A trust store with one authority in it. */
#ifndef FBLAB_ISOLATION_TRUST_H
#define FBLAB_ISOLATION_TRUST_H

#include "base/error.h"

#include <stdbool.h>

/* Makes `folder` such as /etc/ssl/certs is: a bundle, and the authority under the hash by which OpenSSL looks for it. */
bool trust_write(const char *folder, const char *ca_file, struct error *error);
/* Where the bundle stands in it: trust_write()'s folder and this. */
#define TRUST_BUNDLE "ca-certificates.crt"

#endif
