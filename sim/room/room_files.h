/* SPDX-License-Identifier: MIT */
/* The page and its files, as bytes in the program. */
#ifndef FBLAB_ROOM_FILES_H
#define FBLAB_ROOM_FILES_H

#include <stddef.h>

struct room_file {
    const char *path, *type; /* "/page/main.js" */
    const unsigned char *bytes;
    size_t length;
};

/* Of page/, one a file; a path of NULL behind the last. Made when the build was configured. */
extern const struct room_file room_files[];

/* NULL: there is none. */
const struct room_file *room_file_find(const char *path);

#endif
