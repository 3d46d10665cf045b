/* SPDX-License-Identifier: MIT */
/* Cmdlets of MSOnline and AzureAD PowerShell, which were retired in 2025, and what does the same today (Microsoft's map of the
 * cmdlets of both to Microsoft Graph PowerShell). The lab goes on with them, for the eras in which they were right. */
#ifndef FBLAB_SHELL_RETIRED_CMDLETS_H
#define FBLAB_SHELL_RETIRED_CMDLETS_H

#include "session.h"
#include "shell/cmdlets/command.h"

#define RETIRED_CMDLET(cmdlet, module, now)                                                                            \
    "WARNING: " cmdlet " is of the module " module ", which was retired in 2025: use " now ".\n"

/* Says it, where the cloud of the document has retired them and the command is one of them. */
void retired_cmdlets_tell(const struct shell *shell, const struct command *command);

#endif
