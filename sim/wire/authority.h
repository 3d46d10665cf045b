/* SPDX-License-Identifier: MIT */
/* What an authority consists of, for those who issue with it. */
#ifndef FBLAB_AUTHORITY_H
#define FBLAB_AUTHORITY_H

#include "certificates.h"

struct authority {
    X509 *certificate;
    EVP_PKEY *key;
    EVP_PKEY *server_key; /* of the RSA certificates it issues; NULL: each gets its own */
};

/* As authority_new(), with a name of its own. */
struct authority *authority_new_named(const char *common_name, struct error *error);
/* One that another vouches for. */
struct authority *authority_new_below(const struct authority *above, struct error *error);

#endif
