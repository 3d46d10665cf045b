/* SPDX-License-Identifier: MIT */
/* The lab a command works on: one that runs, through its admin API, or one of its own in this process. */
#ifndef FBLAB_LAB_DOOR_H
#define FBLAB_LAB_DOOR_H

#include "base/error.h"

#include <stdbool.h>

struct lab_door;

/* ready_file NULL: a fresh healthy lab. NULL: error says what could not be used. */
struct lab_door *lab_door_open(const char *ready_file, struct error *error);
void lab_door_close(struct lab_door **door);

/* Runs a command at a place; *output is what it prints, the caller frees it. false: refused, *lost false; or the lab does
 * not answer any more, *lost true. */
bool lab_door_run(struct lab_door *door, const char *at, const char *command, char **output, bool *lost,
                  struct error *error);

/* JSON (NULL: a GET) to a path of the admin API of a lab that runs. The answer's body, *status its status; the caller frees
 * it. NULL: the lab does not answer any more. */
char *lab_door_post(struct lab_door *door, const char *path, const char *json, int *status, struct error *error);

#endif
