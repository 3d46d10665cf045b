/* SPDX-License-Identifier: MIT */
/* Strings from a wire into JSON, which takes UTF-8 only. Pure. Of the target `json`: base itself needs no library. */
#ifndef FBLAB_JSON_TEXT_H
#define FBLAB_JSON_TEXT_H

#include <jansson.h>

/* A JSON string; bytes that are no UTF-8 become U+FFFD, NULL becomes null. The caller owns the reference. */
json_t *json_text(const char *text);

#endif
