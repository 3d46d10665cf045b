/* SPDX-License-Identifier: MIT */
#ifndef FBLAB_JSON_TEXT_H
#define FBLAB_JSON_TEXT_H

#include <jansson.h>

/* A JSON string of bytes that came from outside and need not be UTF-8: if they are not, every byte beyond ASCII becomes "?".
 * NULL gives null. The caller owns the reference. */
json_t *json_text(const char *text);

#endif
