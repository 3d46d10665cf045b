/* SPDX-License-Identifier: MIT */
/* Which cmdlets there are where. */
#ifndef FBLAB_CMDLETS_H
#define FBLAB_CMDLETS_H

#include "cmdlet.h"

/* The place whose cmdlets there are at this one: Graph knows those of the directory of the tenant. */
const char *place_of_cmdlets(const char *at);
/* `lab` knows the cmdlets of every place; is this one that stands at several, so that it has to be said which is meant?
 * The caller frees the result: "onprem, exo, mesh or domino"; NULL: no. */
char *cmdlet_places_to_choose(const struct noun *noun, const char *at);
/* false: PowerShell's sentence about an unknown term, and the nearest there is at this place. */
bool cmdlet_find(const char *name, const char *at, struct cmdlet *cmdlet, struct error *error);
/* The index-th cmdlet of a place (NULL: of all); false: there are no more. */
bool cmdlet_at(const char *at, size_t index, struct cmdlet *cmdlet);
/* "Set-AuthConfig". The caller frees it. */
char *cmdlet_name(const struct cmdlet *cmdlet);
/* The cmdlet whose name is less than *away letters away; NULL: none is. The caller frees it. */
char *cmdlet_nearest(const char *name, const char *at, unsigned *away);

#endif
