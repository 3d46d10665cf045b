/* SPDX-License-Identifier: MIT */
/* The logs of a lab that runs, page after page. */
#ifndef FBLAB_LOG_PAGES_H
#define FBLAB_LOG_PAGES_H

#include <jansson.h>
#include <stdbool.h>

/* A file with the lines that are new: GET /logs in openapi.json. */
typedef void log_file_function(void *context, const json_t *file);

/* Gives what came after entry *after of the journal, and moves it on. false: a sentence was printed, and *status is the exit
 * status. */
bool log_pages_read(const char *command, const char *lab, json_int_t *after, log_file_function *take, void *context,
                    int *status);

#endif
