/* SPDX-License-Identifier: MIT */
/* The members of a distribution group as if they were one. */
#ifndef FBLAB_AVAILABILITY_GROUPS_H
#define FBLAB_AVAILABILITY_GROUPS_H

#include "availability_result.h"

/* Adds what is known of a member and empties it. */
void group_add_member(struct availability_result *group, struct availability_result *member);

#endif
