/* SPDX-License-Identifier: MIT */
/* The logs of a lab that runs, page after page. */
#ifndef FBLAB_LOG_PAGES_H
#define FBLAB_LOG_PAGES_H

#include <jansson.h>
#include <stdbool.h>

/* A file with the lines that are new: GET /logs in openapi.json. */
typedef void log_file_function(void *context, const json_t *file);

/* How far a lab's journal was read. */
struct log_reading {
    json_int_t after;   /* the last entry that was read */
    json_int_t dropped; /* entries that the lab no longer had, because newer ones needed the room */
};

/* Gives what came since, and moves it on. false: a sentence was printed, and *status is the exit status. */
bool log_pages_read(const char *command, const char *lab, struct log_reading *reading, log_file_function *take,
                    void *context, int *status);

#endif
