/* SPDX-License-Identifier: MIT */
/* What a program wrote, where something else put each of its lines into a JSON object: docker, Kubernetes, journald. Pure. */
#ifndef FBLAB_JSON_MESSAGES_H
#define FBLAB_JSON_MESSAGES_H

#include <stddef.h>

/* A line for each line of the text: its message, or nothing. The caller frees it. */
char *json_messages_join(const char *text, size_t length, size_t *joined);

#endif
