/* SPDX-License-Identifier: MIT */
/* application/x-www-form-urlencoded. */
#ifndef FBLAB_FORM_H
#define FBLAB_FORM_H

#include <stddef.h>

/* The decoded value of the first field of that name; "" if it is absent or, decoded, more than
 * printable ASCII. The caller frees it. */
char *form_value(const char *body, size_t length, const char *name);

#endif
