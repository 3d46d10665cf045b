/* SPDX-License-Identifier: MIT */
/* Places that know the cmdlets of others: Graph those of the tenant's directory, `lab` all. */
#ifndef FBLAB_SHELL_CMDLET_PLACES_H
#define FBLAB_SHELL_CMDLET_PLACES_H

#include "vocabulary/nouns.h"

#include <stdbool.h>

bool place_knows_all(const char *at);
/* What no organization can reach: the lab itself and its devices. */
bool place_is_of_lab(const char *at);
/* Exchange Online, of this tenant or another. */
bool place_is_online(const char *at);
/* The place whose cmdlets there are at this one: Graph knows those of the directory of the tenant. */
const char *place_of_cmdlets(const char *at);
/* `lab` knows the cmdlets of every place; is this one that stands at several, so that it has to be said which is meant?
 * The caller frees the result: "onprem, exo, mesh or domino"; NULL: no. */
char *cmdlet_places_to_choose(const struct noun *noun, const char *at);

#endif
