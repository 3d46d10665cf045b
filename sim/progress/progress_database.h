/* SPDX-License-Identifier: MIT */
/* The file under a store: opened, checked, brought to today's form. The only user of SQLite. */
#ifndef FBLAB_PROGRESS_DATABASE_H
#define FBLAB_PROGRESS_DATABASE_H

#include "base/error.h"
#include "late/sqlite.h"

#include <stdbool.h>
#include <stdint.h>

enum { PROGRESS_VERSION = 2 };

/* The handle is made in every case in which *database is set; close it by database_close(). */
enum database_health { DATABASE_GOOD, DATABASE_DAMAGED, DATABASE_REFUSED };

/* Opens, checks and migrates. DATABASE_DAMAGED: it is no database or a broken one. DATABASE_REFUSED: error says why. */
enum database_health database_open(const char *path, sqlite3 **database, struct error *error);
void database_close(sqlite3 **database);
/* false: a sentence about the file, the reason and what to do. */
bool database_run(sqlite3 *database, const char *sql, struct error *error);
bool database_error(sqlite3 *database, struct error *error);

/* NULL: error says why. */
sqlite3_stmt *database_prepare(sqlite3 *database, const char *sql, struct error *error);
void database_finalize(sqlite3_stmt **statement);
/* "" instead of NULL. Borrowed until the next step. */
const char *database_text(sqlite3_stmt *statement, int column);

/* The first column of the first row as a number; -1: there is none. */
int64_t database_count(sqlite3 *database, const char *sql);

/* Copies what can still be read of the file at `damaged`. false: the copy could not be written. */
bool database_salvage(sqlite3 *database, const char *damaged, struct error *error);

#endif
