/* SPDX-License-Identifier: MIT */
/* SQLite, loaded late. */
#ifndef FBLAB_LATE_SQLITE_H
#define FBLAB_LATE_SQLITE_H

#include <sqlite3.h>

#endif
