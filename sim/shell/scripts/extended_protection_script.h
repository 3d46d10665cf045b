/* SPDX-License-Identifier: MIT */
/* ExchangeExtendedProtectionManagement.ps1 of CSS-Exchange: Extended Protection of the virtual directories of all servers. */
#ifndef FBLAB_EXTENDED_PROTECTION_SCRIPT_H
#define FBLAB_EXTENDED_PROTECTION_SCRIPT_H

#include "shell/cmdlets/services.h"
#include "shell/language/command_line.h"

bool extended_protection_check(const struct command_line *line, struct error *error);
bool extended_protection_run(const struct shell *shell, const struct command_line *line, struct error *error);

#endif
