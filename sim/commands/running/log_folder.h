/* SPDX-License-Identifier: MIT */
/* Logs as files below a folder, which grow as lines arrive. */
#ifndef FBLAB_LOG_FOLDER_H
#define FBLAB_LOG_FOLDER_H

#include "base/error.h"

#include <jansson.h>
#include <stdbool.h>

/* Adds the lines to the file of their path, with its head if it is new; `fresh`: what is there of an earlier lab is written over.
 * false: error says what cannot be made or written. */
bool log_folder_add(const char *folder, const json_t *file, bool fresh, struct error *error);

#endif
