/* SPDX-License-Identifier: MIT */
/* Search filters of directories: "(|(userPrincipalName=ann@contoso.com)(proxyAddresses=smtp:ann*))" (RFC 4515). */
#ifndef FBLAB_SHELL_LDAP_FILTER_H
#define FBLAB_SHELL_LDAP_FILTER_H

#include "base/error.h"

#include <stdbool.h>

/* Has the object an attribute of that name with a value that fits (`*` stands for anything, case ignored)? */
typedef bool ldap_attribute_matches(void *object, const char *attribute, const char *pattern);

/* false: error says what is wrong with the filter. `fits` says whether the object is meant. */
bool ldap_filter_fits(const char *filter, ldap_attribute_matches *matches, void *object, bool *fits,
                      struct error *error);

#endif
