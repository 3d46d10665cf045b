/* SPDX-License-Identifier: MIT */
/* What a lab that does not start means for who started it. */
#ifndef FBLAB_START_STATUS_H
#define FBLAB_START_STATUS_H

/* STATUS_USAGE if one of the ids is no scenario's, with those of the folder (NULL: none); else STATUS_UNUSABLE. */
int start_status(const char *scenarios, const char *const *ids);

#endif
