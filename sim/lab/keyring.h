/* SPDX-License-Identifier: MIT */
/* The signing keys of the organisations and services, one each, and their files for the asking side. They are kept between
 * labs (kept_keys/kept_keys.h), their certificates are made for each.
 * More may be minted while the lab runs; a key once there stays as it is until the keyring is freed: threads share it. */
#ifndef FBLAB_KEYRING_H
#define FBLAB_KEYRING_H

#include "base/error.h"

#include <libxml/tree.h>

struct keyring;
struct kept_keys;

/* Begins to find or make every key, in threads of its own where there are processors for them, and to write each, with its
 * certificate, into a folder of its own below `directory`. Both are borrowed. */
struct keyring *keyring_new(const char *directory, const struct kept_keys *kept);
/* Mints what no thread has begun and waits for the rest; nothing else but keyring_free() may be called before. */
bool keyring_wait(struct keyring *keyring, struct error *error);
void keyring_free(struct keyring **keyring);

/* PEM text of "onprem-auth", "token-service", ...; NULL: no such key. Borrowed. */
const char *keyring_private_key(const struct keyring *keyring, const char *name);
const char *keyring_certificate(const struct keyring *keyring, const char *name);

/* One more key, made `age` seconds ago; lends its name, for the functions above and below. Any thread. */
const char *keyring_mint(struct keyring *keyring, const char *subject, int64_t age, struct error *error);
/* How many were minted later. */
size_t keyring_later_count(struct keyring *keyring);
/* Removes the files of those from the one behind `behind` to `last`, counted from 1: no document names them any more. Their keys
 * may be given to others. */
void keyring_remove_later(struct keyring *keyring, size_t behind, size_t last);
/* And those that an earlier lab has left in a directory. */
void keyring_remove_files(const char *directory);
/* Fields: thumbprint, base64, not-before, not-after, certificate-file, key-file. NULL: no such key or field. Borrowed. */
const char *keyring_value(const struct keyring *keyring, const char *name, const char *field);

/* Replaces every value "{name:field}" of the document. */
bool keyring_fill(const struct keyring *keyring, xmlDoc *document, struct error *error);

#endif
