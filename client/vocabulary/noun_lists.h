/* SPDX-License-Identifier: MIT */
/* The lists of nouns, a file each, and the words that several of them use. */
#ifndef FBLAB_NOUN_LISTS_H
#define FBLAB_NOUN_LISTS_H

#include "noun.h"

extern const struct noun relationships_nouns[], servers_nouns[], trusts_nouns[], recipients_nouns[], identities_nouns[],
    services_nouns[], application_nouns[], lab_nouns[];
extern const struct terms tls_protocols, ews_access_policy;

#endif
