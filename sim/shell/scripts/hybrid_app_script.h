/* SPDX-License-Identifier: MIT */
/* ConfigureExchangeHybridApplication.ps1 of CSS-Exchange: the dedicated app, as a whole or step by step. */
#ifndef FBLAB_HYBRID_APP_SCRIPT_H
#define FBLAB_HYBRID_APP_SCRIPT_H

#include "shell/cmdlets/services.h"
#include "shell/language/command_line.h"

bool hybrid_app_check(const struct command_line *line, struct error *error);
bool hybrid_app_run_script(const struct shell *shell, const struct command_line *line, struct error *error);

#endif
