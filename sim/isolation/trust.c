/* SPDX-License-Identifier: MIT */
/* Writes the lab's authority in the forms in which systems keep trusted certificates. */
#include "trust.h"

#include "base/cleanup.h"
#include "base/text.h"

#include <errno.h>
#include <openssl/bio.h>
#include <openssl/pem.h>
#include <string.h>
#include <sys/stat.h>

/* As `openssl x509 -hash` has it. false: it is no certificate. */
static bool subject_hash(const char *pem, size_t length, unsigned long *hash)
{
    BIO *memory = BIO_new_mem_buf(pem, (int)length);
    X509 *certificate = PEM_read_bio_X509(memory, NULL, NULL, NULL);

    BIO_free(memory);
    if (!certificate)
        return false;
    *hash = X509_subject_name_hash(certificate);
    X509_free(certificate);
    return true;
}

bool trust_write(const char *folder, const char *ca_file, struct error *error)
{
    size_t length = 0;
    CLEANUP(cleanup_string) char *pem = file_read(ca_file, 1 << 20, &length, error);
    CLEANUP(cleanup_string) char *bundle = text_format("%s/" TRUST_BUNDLE, folder);
    CLEANUP(cleanup_string) char *hashed = NULL;
    unsigned long hash;

    if (!pem)
        return false;
    if (!subject_hash(pem, length, &hash))
        return error_set(error, "%s is no certificate", ca_file);
    if (mkdir(folder, 0755) != 0)
        return error_set(error, "the folder %s cannot be made: %s", folder, strerror(errno));
    hashed = text_format("%s/%08lx.0", folder, hash);
    return file_write(bundle, pem, length, 0644, error) && file_write(hashed, pem, length, 0644, error);
}
