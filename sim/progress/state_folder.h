/* SPDX-License-Identifier: MIT */
/* The folder in which progress is kept. */
#ifndef FBLAB_STATE_FOLDER_H
#define FBLAB_STATE_FOLDER_H

#include "base/error.h"

/* Makes it (0700) if it is not there; wanted NULL: the user's own. The caller frees the path; NULL: error says why. */
char *state_folder_find(const char *wanted, struct error *error);

#endif
