/* SPDX-License-Identifier: MIT */
/* "Get-FederationTrust | Set-FederationTrust -RefreshMetadata": each object found is the next cmdlet's identity. */
#ifndef FBLAB_PIPELINE_H
#define FBLAB_PIPELINE_H

#include "shell/cmdlets/services.h"
#include "shell/language/command_line.h"

/* What the cmdlets before a failure did stays done, as in PowerShell. */
bool pipeline_run(const struct shell *shell, const char *at, struct command_line *line, struct error *error);
/* Are they cmdlets that could be run so? Runs nothing; a line without a pipe will do. */
bool pipeline_check(const char *at, struct command_line *line, struct error *error);

#endif
