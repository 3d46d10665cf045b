/* SPDX-License-Identifier: MIT */
/* What the command interpreter needs of the lab around the document. Private to sim/simulator. */
#ifndef FBLAB_SIMULATOR_COMMANDS_H
#define FBLAB_SIMULATOR_COMMANDS_H

#include "shell.h"

struct simulator;

struct shell_services commands_services(struct simulator *simulator);

#endif
