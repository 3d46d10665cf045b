/* SPDX-License-Identifier: MIT */
/* Which server of an organisation something happens at, and behind which device. */
#ifndef FBLAB_SURROUNDINGS_H
#define FBLAB_SURROUNDINGS_H

#include "organization/organization.h"
#include "origin/origin.h"

/* Borrowed from the snapshot; "" where there is none. */
struct surroundings {
    const char *server, *version, *device;
};

/* scope: of the settings of who is asked, or asks. origin NULL: nobody came from outside. server NULL: it is to be found. */
struct surroundings surroundings_of(const struct snapshot *snapshot, const char *scope, const struct origin *origin,
                                    const char *server);

#endif
