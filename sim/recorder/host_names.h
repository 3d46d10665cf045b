/* SPDX-License-Identifier: MIT */
/* Which host of a trace is which of the lab. */
#ifndef FBLAB_HOST_NAMES_H
#define FBLAB_HOST_NAMES_H

#include "base/error.h"

#include <stdbool.h>

struct host_names;

/* The names of the lab that came with the program. NULL: error says what could not be read. */
struct host_names *host_names_load(struct error *error);
void host_names_free(struct host_names **names);
/* Does the lab answer under that name? */
bool host_names_have(const struct host_names *names, const char *host);
/* A name of the lab, or one of its parties ("onprem")? */
bool host_names_are_party(const struct host_names *names, const char *party);

#endif
