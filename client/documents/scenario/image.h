/* SPDX-License-Identifier: MIT */
/* The folder that came with the program as it was when the program was built, already read: it takes no time to load. What
 * scenario_image/ has written; constant, and true only of the very same files. */
#ifndef FBLAB_SCENARIO_IMAGE_H
#define FBLAB_SCENARIO_IMAGE_H

#include "scenario.h"

enum { IMAGE_DIGEST_BYTES = 32 };

struct image_file {
    const char *name;
    unsigned char digest[IMAGE_DIGEST_BYTES]; /* SHA-256 */
};

struct library_image {
    const struct image_file *files; /* every *.xml of the folder, sorted by name */
    size_t file_count;
    const struct scenario *const *scenarios; /* the file of each is its name without the folder */
    size_t scenario_count;
    const struct vocabulary *vocabulary;
};

extern const struct library_image library_image;

/* Do these files (names sorted, `count` of them) stand in the folder with what they had when the image was written? */
bool image_is_of(const struct library_image *image, const char *folder, const char *const *names, size_t count);

/* SHA-256 of a file. false: it cannot be read. */
bool image_digest(const char *folder, const char *name, unsigned char digest[IMAGE_DIGEST_BYTES]);

#endif
