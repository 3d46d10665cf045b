/* SPDX-License-Identifier: MIT */
/* What the command interpreter needs of the lab around the document. */
#ifndef FBLAB_LAB_COMMANDS_H
#define FBLAB_LAB_COMMANDS_H

#include "shell/shell.h"

struct lab;

struct shell_services lab_shell_services(struct lab *lab);

#endif
