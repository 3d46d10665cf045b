/* SPDX-License-Identifier: MIT */
/* Addresses of people under other names: the same address always gets the same one, and so does its domain wherever else it
 * stands (mail.customer.com becomes mail.domain1.example). Names that documentation uses (contoso.com, example.com) are nobody's
 * and stay; so do the hosts of Microsoft's services. */
#ifndef FBLAB_PSEUDONYMS_H
#define FBLAB_PSEUDONYMS_H

#include <stddef.h>

struct pseudonyms;

struct pseudonyms *pseudonyms_new(void);
void pseudonyms_free(struct pseudonyms **pseudonyms);

/* Remembers the addresses in a text, so that their domains are known in all texts. */
void pseudonyms_learn(struct pseudonyms *pseudonyms, const char *text, size_t length);
/* The text under other names; *count grows with each. The caller frees it. */
char *pseudonyms_apply(struct pseudonyms *pseudonyms, const char *text, size_t length, size_t *new_length,
                       size_t *count);

#endif
