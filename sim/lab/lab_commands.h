/* SPDX-License-Identifier: MIT */
/* What the command interpreter needs of the lab around the document. */
#ifndef FBLAB_SIMULATOR_COMMANDS_H
#define FBLAB_SIMULATOR_COMMANDS_H

#include "shell/shell.h"

struct simulator;

struct shell_services commands_services(struct simulator *simulator);

#endif
