/* SPDX-License-Identifier: MIT */
/* Is it beyond doubt where a request ends, and for whom it is? What http.sys refuses and libmicrohttpd lets pass, since two
 * servers could understand it in two ways. */
#ifndef FBLAB_FRAMING_H
#define FBLAB_FRAMING_H

#include "capture/message.h"

#include <stdbool.h>

/* version: "HTTP/1.1"; those of 1.0 know no chunks. */
bool framing_is_sound(const char *method, const char *version, const struct headers *headers);

#endif
