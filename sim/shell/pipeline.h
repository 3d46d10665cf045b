/* SPDX-License-Identifier: MIT */
/* "Get-FederationTrust | Set-FederationTrust -RefreshMetadata": each object found is the next cmdlet's identity.
 * Private to sim/shell. */
#ifndef FBLAB_PIPELINE_H
#define FBLAB_PIPELINE_H

#include "command_line.h"
#include "shell.h"

/* What the cmdlets before a failure did stays done, as in PowerShell. */
bool pipeline_run(const struct shell *shell, const char *at, struct command_line *line, struct error *error);
/* Are they cmdlets that could be run so? Runs nothing; a line without a pipe will do. */
bool pipeline_check(const char *at, struct command_line *line, struct error *error);

#endif
