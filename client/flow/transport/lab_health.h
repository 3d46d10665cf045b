/* SPDX-License-Identifier: MIT */
/* Does the lab that wrote a ready file, or a tool file, still run? Blocks for one request. */
#ifndef FBLAB_LAB_HEALTH_H
#define FBLAB_LAB_HEALTH_H

#include "base/error.h"

#include <jansson.h>

/* `ready`: the content of the file at `path`. false: error says "the lab of FILE is gone" and by what it is seen. A file that
 * does not say how to find out is believed. */
bool flow_lab_runs(const char *path, const json_t *ready, struct error *error);

#endif
