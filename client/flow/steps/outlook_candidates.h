/* SPDX-License-Identifier: MIT */
/* Where Outlook looks for Autodiscover. Source: Microsoft's published order of candidates. */
#ifndef FBLAB_OUTLOOK_CANDIDATES_H
#define FBLAB_OUTLOOK_CANDIDATES_H

#include "flow/lookup/flow_state.h"

/* Service connection points, the domain, its host "autodiscover", a redirection of that in the clear, an SRV record. */
#define OUTLOOK_KINDS 5

/* For one mailbox address; a redirection to another address is a new search. */
struct outlook_search {
    struct flow *flow;
    const char *domain; /* borrowed from the address */
    size_t begin;       /* first record of this search */
};

/* The index-th URL of a kind, with the record of how it was found. The caller frees it. NULL: no more of that kind. */
char *outlook_candidate(const struct outlook_search *search, size_t kind, size_t index);

/* The next service connection point of the own organisation that has a URL. NULL: no more. Borrowed. */
const struct object *outlook_point(const struct flow *flow, const struct object *after);

/* Adds a record of the discovery. */
struct evidence *outlook_note(struct flow *flow, enum hop hop, const char *party, const char *url);

#endif
