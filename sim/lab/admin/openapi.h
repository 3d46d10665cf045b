/* SPDX-License-Identifier: MIT */
/* The description of the admin API as bytes in the program. */
#ifndef FBLAB_OPENAPI_H
#define FBLAB_OPENAPI_H

/* openapi.json, compiled in. */
extern const char openapi[];

#endif
