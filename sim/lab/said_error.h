/* SPDX-License-Identifier: MIT */
/* What an answer says is wrong, for the logs of the server that gave it. Pure. */
#ifndef FBLAB_SAID_ERROR_H
#define FBLAB_SAID_ERROR_H

#include <stddef.h>

/* "ErrorAccessDenied: The caller ..." of a fault or an error inside a well-formed answer, a line; NULL: none. The body may be
 * anything, also NULL. The caller frees it. */
char *said_error(int status, const char *body, size_t length);

#endif
