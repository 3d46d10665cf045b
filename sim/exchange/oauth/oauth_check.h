/* SPDX-License-Identifier: MIT */
/* A presented OAuth token and the checks it has to pass, in order. */
#ifndef FBLAB_OAUTH_CHECK_H
#define FBLAB_OAUTH_CHECK_H

#include "presented.h"

/* Fills presented from the text of the token. */
enum diagnostic oauth_open(struct presented *presented, const char *token);
/* The first complaint about an opened token. */
enum diagnostic oauth_check(struct presented *presented);
/* Is its actor token signed by an issuer that the organisation trusts? */
bool oauth_is_vouched_for(struct presented *presented);
void oauth_close(struct presented *presented);

#endif
