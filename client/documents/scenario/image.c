/* SPDX-License-Identifier: MIT */
/* Says whether the image may stand for the files: only if each is byte for byte what it was. */
#include "image.h"

#include "base/cleanup.h"
#include "base/text.h"

#include <fcntl.h>
#include <openssl/evp.h>
#include <string.h>
#include <unistd.h>

static bool digest_bytes(int file, EVP_MD_CTX *context, unsigned char digest[IMAGE_DIGEST_BYTES])
{
    char block[65536];
    ssize_t got;

    if (!EVP_DigestInit_ex(context, EVP_sha256(), NULL))
        return false;
    while ((got = read(file, block, sizeof block)) > 0)
        EVP_DigestUpdate(context, block, (size_t)got);
    return got == 0 && EVP_DigestFinal_ex(context, digest, NULL);
}

bool image_digest(const char *folder, const char *name, unsigned char digest[IMAGE_DIGEST_BYTES])
{
    CLEANUP(cleanup_string) char *path = text_format("%s/%s", folder, name);
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    const int file = open(path, O_RDONLY | O_CLOEXEC);
    const bool done = context && file >= 0 && digest_bytes(file, context, digest);

    if (file >= 0)
        close(file);
    EVP_MD_CTX_free(context);
    return done;
}

static bool is_same(const struct image_file *file, const char *folder, const char *name)
{
    unsigned char digest[IMAGE_DIGEST_BYTES];

    return strcmp(file->name, name) == 0 && image_digest(folder, name, digest) &&
           memcmp(digest, file->digest, sizeof digest) == 0;
}

bool image_is_of(const struct library_image *image, const char *folder, const char *const *names, size_t count)
{
    bool same = image->file_count == count;

    for (size_t i = 0; i < count && same; i++)
        same = is_same(&image->files[i], folder, names[i]);
    return same;
}
