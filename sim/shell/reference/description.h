/* SPDX-License-Identifier: MIT */
/* What there is to say of a cmdlet and its parameters, in words. The caller frees what is no const. */
#ifndef FBLAB_SHELL_DESCRIPTION_H
#define FBLAB_SHELL_DESCRIPTION_H

#include "shell/cmdlets/cmdlet.h"
#include "shell/cmdlets/parameters.h"

/* "changes: a certificate that is installed on the servers" */
char *describe_purpose(const struct cmdlet *cmdlet);
/* "onprem, exo, mesh and domino"; "every place (objects at lab)" */
char *describe_places(const struct cmdlet *cmdlet);
/* "[-Identity] <text> [-Enabled <$true|$false>] ..." */
char *describe_synopsis(const struct cmdlet *cmdlet);
/* What a value looks like: "<number>"; "" for a switch. */
const char *describe_type(const struct parameter *parameter);
/* What it is, how many values it takes, when it takes effect; "" if the name says all. Words of a choice that have a meaning
 * are not in it. */
char *describe_parameter(const struct cmdlet *cmdlet, const struct cmdlet_parameter *parameter);
/* Have its words a meaning each? */
bool describe_has_meanings(const struct parameter *parameter);
/* "-Confirm -ErrorAction ...": accepted by every cmdlet, without meaning. */
char *describe_ignored(void);

#endif
