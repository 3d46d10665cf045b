/* SPDX-License-Identifier: MIT */
/* Reading trusts nothing: the file's owner, its mode and its digest are checked. */
#include "key_file.h"

#include "base/text.h"

#include <fcntl.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/sha.h>
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

/* Bytes read into text, a NUL behind them; 0: there is no such file, or it is not to be trusted. */
static size_t read_checked(const char *path, char text[MOST_BYTES + 1])
{
    const int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    const ssize_t got = descriptor >= 0 && for_owner_alone(descriptor) ? read(descriptor, text, MOST_BYTES) : 0;

    if (descriptor >= 0)
        close(descriptor);
    text[got > 0 ? got : 0] = '\0';
    return got > 0 ? (size_t)got : 0;
}

/* Behind what PEM there is stands its digest: a key whose numbers do not fit each other can be read, but what it signs cannot
 * be checked, and to sign something with each key at each start takes longer than all the rest. */
static const char label[] = "SHA-256 ";

enum { SEAL_LENGTH = sizeof label - 1 + 2 * SHA256_DIGEST_LENGTH + 1 };

static void write_seal(const char *text, size_t length, char seal[SEAL_LENGTH + 1])
{
    unsigned char digest[SHA256_DIGEST_LENGTH];
    char *to = seal + sprintf(seal, "%s", label);

    SHA256((const unsigned char *)text, length, digest);
    for (size_t i = 0; i < sizeof digest; i++)
        to += sprintf(to, "%02x", digest[i]);
    sprintf(to, "\n");
}

static bool is_whole(const char *text, size_t length)
{
    char seal[SEAL_LENGTH + 1];

    if (length <= SEAL_LENGTH)
        return false;
    write_seal(text, length - SEAL_LENGTH, seal);
    return strcmp(seal, text + length - SEAL_LENGTH) == 0;
}

static bool parse(const char *text, size_t length, struct key_file *file)
{
    BIO *bytes = BIO_new_mem_buf(text, (int)length);

    file->key = PEM_read_bio_PrivateKey(bytes, NULL, NULL, (void *)"");
    file->certificate = file->key ? PEM_read_bio_X509(bytes, NULL, NULL, NULL) : NULL;
    BIO_free(bytes);
    ERR_clear_error();
    return file->key && (!file->certificate || X509_check_private_key(file->certificate, file->key) == 1);
}

bool key_file_read(const char *path, struct key_file *file)
{
    char text[MOST_BYTES + 1];
    const size_t length = read_checked(path, text);

    *file = (struct key_file){NULL, NULL};
    const bool good = is_whole(text, length) && parse(text, length, file);
    OPENSSL_cleanse(text, length);
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

static bool add_seal(BIO *bytes)
{
    char seal[SEAL_LENGTH + 1], *text;
    const long length = BIO_get_mem_data(bytes, &text);

    write_seal(text, (size_t)length, seal);
    return BIO_puts(bytes, seal) == SEAL_LENGTH;
}

bool key_file_write(const char *path, const struct key_file *file, struct error *error)
{
    BIO *bytes = BIO_new(BIO_s_secmem());
    const bool encoded = bytes && PEM_write_bio_PKCS8PrivateKey(bytes, file->key, NULL, NULL, 0, NULL, NULL) &&
                         (!file->certificate || PEM_write_bio_X509(bytes, file->certificate)) && add_seal(bytes);
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
