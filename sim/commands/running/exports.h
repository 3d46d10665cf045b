/* SPDX-License-Identifier: MIT */
/* The settings of both organisations as an administrator exports them. */
#ifndef FBLAB_EXPORTS_H
#define FBLAB_EXPORTS_H

#include "base/error.h"
#include "capture/pack.h"

#include <jansson.h>

struct lab_door;

/* What every Get- cmdlet of the organisations prints, as text and as CliXml. `cmdlets`: GET /cmdlets. false: error says why. */
bool exports_add(struct pack *pack, struct lab_door *door, const json_t *cmdlets, struct error *error);

/* What Format-List printed, as Export-Clixml writes it: every value is a text. The caller frees it. */
char *exports_clixml(const char *list, const char *noun);

#endif
