/* SPDX-License-Identifier: MIT */
/* Keys that outlive a lab: a good RSA key takes OpenSSL 50 to 500 ms, and a lab wants several and be ready in 100 ms. So they
 * are made at the first start and kept, with the lab's authority, in $XDG_CACHE_HOME/fblab (else ~/.cache/fblab), for the
 * user alone (folder 0700, files 0600). Where nothing can be kept they are made for this run of the program.
 *
 * Certificates are made anew for every lab, all but the authority's, so that it need be trusted once: it is valid for a
 * year, and replaced before the certificates it issues could outlive it. Several programs and threads may come at once:
 * whoever writes holds a lock, and takes what another was faster to write. */
#ifndef FBLAB_KEPT_KEYS_H
#define FBLAB_KEPT_KEYS_H

#include "base/error.h"
#include "wire/certificates.h"

struct kept_keys;

/* Looks for the folder, and makes it. NULL: it belongs to somebody else or is open to others. */
struct kept_keys *kept_keys_open(struct error *error);
/* Those of a folder of its own, which is the user's alone and used by nobody else meanwhile: what is not there yet comes from the
 * others and is written there. `fresh`: as if nothing was there. */
struct kept_keys *kept_keys_open_in(const char *folder, bool fresh, struct error *error);
void kept_keys_free(struct kept_keys **keys);

/* An ordinary RSA-2048 key, the same at each call with that name ("onprem-auth": letters and hyphens). What is there and
 * damaged is made anew. The caller frees it. NULL: it cannot be made. Any thread. */
EVP_PKEY *kept_keys_rsa(const struct kept_keys *keys, const char *name, struct error *error);
/* The authority; RSA certificates that it issues share one kept key. The caller frees it. */
struct authority *kept_keys_authority(const struct kept_keys *keys, struct error *error);

/* Throws away all that is kept: what is opened from now on makes its own. Labs that run keep theirs. */
bool kept_keys_renew(struct error *error);

#endif
