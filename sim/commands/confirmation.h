/* SPDX-License-Identifier: MIT */
/* Removing something asks first, where somebody types. */
#ifndef FBLAB_CONFIRMATION_H
#define FBLAB_CONFIRMATION_H

#include "typing.h"

/* May the command run? Asks if it removes something, or has -Confirm; not with -Confirm:$false, -WhatIf or -Force. */
bool confirmed(struct typing *typing, const char *command);

#endif
