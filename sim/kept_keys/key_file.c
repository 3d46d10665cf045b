/* SPDX-License-Identifier: MIT */
/* Reading trusts nothing: the file's owner, its mode and its numbers are checked. */
#include "key_file.h"

#include "base/text.h"

#include <fcntl.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_BYTES = 65536 };

static bool for_owner_alone(int descriptor)
{
    struct stat found;

    return fstat(descriptor, &found) == 0 && S_ISREG(found.st_mode) && found.st_uid == geteuid() &&
           !(found.st_mode & (S_IRWXG | S_IRWXO)) && found.st_size <= MOST_BYTES;
}

static BIO *open_checked(const char *path)
{
    const int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);

    if (descriptor >= 0 && for_owner_alone(descriptor))
        return BIO_new_fd(descriptor, BIO_CLOSE);
    if (descriptor >= 0)
        close(descriptor);
    return NULL;
}

/* A key whose numbers do not fit each other can be read, but what it signs cannot be checked. */
static bool signs(EVP_PKEY *key)
{
    static const unsigned char text[] = "fblab";
    unsigned char signature[512];
    size_t length = sizeof signature;
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    const bool good = context && EVP_DigestSignInit(context, NULL, EVP_sha256(), NULL, key) == 1 &&
                      EVP_DigestSign(context, signature, &length, text, sizeof text) == 1 &&
                      EVP_MD_CTX_reset(context) == 1 &&
                      EVP_DigestVerifyInit(context, NULL, EVP_sha256(), NULL, key) == 1 &&
                      EVP_DigestVerify(context, signature, length, text, sizeof text) == 1;

    EVP_MD_CTX_free(context);
    return good;
}

bool key_file_read(const char *path, struct key_file *file)
{
    BIO *bytes = open_checked(path);
    bool good;

    *file = (struct key_file){NULL, NULL};
    if (!bytes)
        return false;
    file->key = PEM_read_bio_PrivateKey(bytes, NULL, NULL, (void *)"");
    file->certificate = file->key ? PEM_read_bio_X509(bytes, NULL, NULL, NULL) : NULL;
    good = file->key && signs(file->key) &&
           (!file->certificate || X509_check_private_key(file->certificate, file->key) == 1);
    BIO_free(bytes);
    ERR_clear_error();
    if (!good)
        key_file_clear(file);
    return good;
}

/* What stands for a file there is never written through. */
static void remove_stand_in(const char *path)
{
    struct stat found;

    if (lstat(path, &found) == 0 && !S_ISREG(found.st_mode))
        unlink(path);
}

bool key_file_write(const char *path, const struct key_file *file, struct error *error)
{
    BIO *bytes = BIO_new(BIO_s_secmem());
    const bool encoded = bytes && PEM_write_bio_PKCS8PrivateKey(bytes, file->key, NULL, NULL, 0, NULL, NULL) &&
                         (!file->certificate || PEM_write_bio_X509(bytes, file->certificate));
    char *text;

    remove_stand_in(path);
    const long length = encoded ? BIO_get_mem_data(bytes, &text) : 0;
    const bool written = encoded ? file_write(path, text, (size_t)length, S_IRUSR | S_IWUSR, error)
                                 : error_set(error, "a key has no PEM form");

    BIO_free(bytes);
    return written;
}

void key_file_clear(struct key_file *file)
{
    EVP_PKEY_free(file->key);
    X509_free(file->certificate);
    *file = (struct key_file){NULL, NULL};
}
