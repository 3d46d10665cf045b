/* SPDX-License-Identifier: MIT */
/* Microsoft Entra Connect: copies what stands in the directory on premises to the cloud. */
#ifndef FBLAB_DIRECTORY_SYNC_H
#define FBLAB_DIRECTORY_SYNC_H

#include "shell/nouns/command.h"

/* Import-Module ADSync */
bool import_module(const struct shell *shell, const struct command *command, struct error *error);
/* Start-ADSyncSyncCycle: every mailbox on premises is a mail user in the cloud, and what the premises say of a remote
 * mailbox holds for the mailbox it stands for. Nothing is deleted. */
bool start_sync_cycle(xmlDoc *document, const struct command *command, struct error *error);

#endif
