/* SPDX-License-Identifier: MIT */
/* Readers that stand on parsers of others, to be run in a child. */
#ifndef FBLAB_FOREIGN_READERS_H
#define FBLAB_FOREIGN_READERS_H

#include "confined_child.h"

confined_function archive_read_foreign;   /* what archive_is_alone() */
confined_function event_log_read_foreign; /* .evtx */
confined_function message_read_foreign;   /* .msg, and why other OLE files are not read */

#endif
