/* SPDX-License-Identifier: MIT */
/* Ids of messages. */
#ifndef FBLAB_GUID_H
#define FBLAB_GUID_H

/* A new random GUID, lower case. The caller frees it. */
char *guid_new(void);

#endif
