/* SPDX-License-Identifier: MIT */
#ifndef FBLAB_OPENAPI_H
#define FBLAB_OPENAPI_H

/* openapi.json, compiled in. */
extern const char openapi[];

#endif
