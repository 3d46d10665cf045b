/* SPDX-License-Identifier: MIT */
/* The ready file of a running lab: what a client may know of it. */
#ifndef FBLAB_READY_H
#define FBLAB_READY_H

#include "base/error.h"
#include "flow/flow.h"

#include <jansson.h>

struct ready {
    char *ca_file, *organization, *requester, *target;
    char *client; /* "outlook": the requester's Outlook asks; NULL or else: the asking organisation */
    char *front_door, *user, *password; /* EWS of the asking organisation; NULL: none */
    struct flow_host *hosts;            /* owned strings */
    size_t host_count;
    char *path;
    json_t *content;
};

/* NULL: error names the file and what is wrong with it, or says that its lab does not run any more. The caller frees the
 * result. */
struct ready *ready_load(const char *path, struct error *error);
/* Does the lab still run? false: error says that it is gone. */
bool ready_lab_runs(const struct ready *ready, struct error *error);
void ready_free(struct ready **ready);

#endif
