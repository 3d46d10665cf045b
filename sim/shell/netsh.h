/* SPDX-License-Identifier: MIT */
/* netsh winhttp: the proxy of WinHTTP on the computers of users (LabWinHttpProxy). */
#ifndef FBLAB_NETSH_H
#define FBLAB_NETSH_H

#include "shell/cmdlets/services.h"
#include "shell/language/command_line.h"

/* show proxy; reset proxy; set proxy [proxy-server=]SERVER [[bypass-list=]HOSTS]. Anything else is refused. */
bool netsh_check(const struct command_line *line, struct error *error);
bool netsh_run(const struct shell *shell, const struct command_line *line, struct error *error);

#endif
