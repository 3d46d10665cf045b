/* SPDX-License-Identifier: MIT */
/* Base64 as HAR files hold it. Pure. */
#ifndef FBLAB_BASE64_H
#define FBLAB_BASE64_H

#include <stddef.h>

/* Characters that are no base64 are passed over. The caller frees the bytes, behind which stands a NUL. */
char *base64_decode(const char *text, size_t length, size_t *decoded);

#endif
