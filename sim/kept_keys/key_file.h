/* SPDX-License-Identifier: MIT */
/* A private key, and perhaps the certificate that goes with it, in one PEM file. */
#ifndef FBLAB_KEY_FILE_H
#define FBLAB_KEY_FILE_H

#include "base/error.h"

#include <openssl/x509.h>
#include <stdbool.h>

struct key_file {
    EVP_PKEY *key;
    X509 *certificate; /* NULL: none */
};

/* false: it is not there, not for its owner alone, or damaged; the file is not changed. */
bool key_file_read(const char *path, struct key_file *file);
bool key_file_write(const char *path, const struct key_file *file, struct error *error);
void key_file_clear(struct key_file *file);

#endif
