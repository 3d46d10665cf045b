/* SPDX-License-Identifier: MIT */
/* Which cmdlets there are where. */
#ifndef FBLAB_CMDLETS_H
#define FBLAB_CMDLETS_H

#include "cmdlet.h"

/* false: PowerShell's sentence about an unknown term, and the nearest there is at this place. */
bool cmdlet_find(const char *name, const char *at, struct cmdlet *cmdlet, struct error *error);
/* The index-th cmdlet of a place (NULL: of all); false: there are no more. */
bool cmdlet_at(const char *at, size_t index, struct cmdlet *cmdlet);
/* Is it known at that place? */
bool cmdlet_runs_at(const struct cmdlet *cmdlet, const char *at);
/* "Set-AuthConfig". The caller frees it. */
char *cmdlet_name(const struct cmdlet *cmdlet);
/* The cmdlet whose name is less than *away letters away; NULL: none is. The caller frees it. */
char *cmdlet_nearest(const char *name, const char *at, unsigned *away);

#endif
