/* SPDX-License-Identifier: MIT */
/* Cmdlets that are no Get-, Set-, New- or Remove- of an object (action_rows.h lists them). */
#ifndef FBLAB_ACTIONS_H
#define FBLAB_ACTIONS_H

#include "cmdlet.h"

/* Case ignored. false: no such action. */
bool action_find(const char *name, struct cmdlet *cmdlet);
/* The index-th; false: there are no more. */
bool action_at(size_t index, struct cmdlet *cmdlet);

#endif
