/* SPDX-License-Identifier: MIT */
/* IP addresses under other names: the same address always gets the same one, of those that documentation uses (192.0.2.1,
 * 2001:db8::1). Those of documentation, of the machine itself and of no machine are nobody's and stay. */
#ifndef FBLAB_MACHINE_NAMES_H
#define FBLAB_MACHINE_NAMES_H

#include <stddef.h>

struct machine_names;

struct machine_names *machine_names_new(void);
void machine_names_free(struct machine_names **names);
/* The text under other names; *count grows with each. The caller frees it. */
char *machine_names_apply(struct machine_names *names, const char *text, size_t length, size_t *new_length,
                          size_t *count);

#endif
