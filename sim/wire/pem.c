/* SPDX-License-Identifier: MIT */
/* PEM in memory first, so that a file is whole or not there. */
#include "pem.h"

#include "base/text.h"

#include <openssl/bio.h>
#include <openssl/pem.h>

static bool write_memory(BIO *memory, const char *path, unsigned mode, struct error *error)
{
    char *text;
    const long length = BIO_get_mem_data(memory, &text);

    return file_write(path, text, (size_t)length, mode, error);
}

bool pem_write_certificate(X509 *certificate, const char *path, struct error *error)
{
    BIO *memory = BIO_new(BIO_s_mem());
    const bool encoded = memory && PEM_write_bio_X509(memory, certificate);
    const bool done = encoded ? write_memory(memory, path, 0644, error)
                              : error_set(error, "%s cannot be written: the certificate has no PEM form", path);

    BIO_free(memory);
    return done;
}

bool pem_write_key(EVP_PKEY *key, const char *path, struct error *error)
{
    BIO *memory = BIO_new(BIO_s_secmem());
    const bool encoded = memory && PEM_write_bio_PKCS8PrivateKey(memory, key, NULL, NULL, 0, NULL, NULL);
    const bool done = encoded ? write_memory(memory, path, 0600, error)
                              : error_set(error, "%s cannot be written: the key has no PEM form", path);

    BIO_free(memory);
    return done;
}
