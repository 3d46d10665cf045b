/* SPDX-License-Identifier: MIT */
/* What can still be read of a damaged file goes into a new one, row by row, until the rows end or no longer can be read. */
#include "progress_database.h"

#include "base/cleanup.h"
#include "base/text.h"

#include <stddef.h>

/* From the damaged file (also one of version 1), and into the new one. */
static const struct {
    const char *from, *from_older, *into;
} tables[] = {
    {"SELECT id, name FROM trainee", NULL, "INSERT OR IGNORE INTO trainee VALUES (?, ?)"},
    {"SELECT id, trainee, course, ticket, row, seed, number, mode, started, ended, outcome, points, registration FROM"
     " attempt",
     "SELECT id, trainee, course, ticket, row, seed, number, mode, started, ended, outcome, points, '' FROM attempt",
     "INSERT OR IGNORE INTO attempt VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"},
    {"SELECT id, attempt, at, kind, text FROM event", NULL, "INSERT OR IGNORE INTO event VALUES (?, ?, ?, ?, ?)"},
};

static void copy_row(sqlite3_stmt *from, sqlite3_stmt *into)
{
    for (int i = 0; i < sqlite3_column_count(from); i++)
        sqlite3_bind_value(into, i + 1, sqlite3_column_value(from, i));
    (void)sqlite3_step(into); /* a row that no longer fits is left out */
    sqlite3_reset(into);
}

static sqlite3_stmt *rows_of(sqlite3 *damaged, const char *query, const char *order)
{
    CLEANUP(cleanup_string) char *sql = text_format("%s ORDER BY id %s", query, order);

    return database_prepare(damaged, sql, NULL);
}

/* From both ends: a page that cannot be read ends the way from one of them. */
static void copy_table(sqlite3 *damaged, sqlite3 *database, size_t table)
{
    static const char *const orders[] = {"ASC", "DESC"};
    CLEANUP(database_finalize) sqlite3_stmt *into = database_prepare(database, tables[table].into, NULL);

    for (size_t i = 0; into && i < ARRAY_SIZE(orders); i++) {
        CLEANUP(database_finalize) sqlite3_stmt *from = rows_of(damaged, tables[table].from, orders[i]);
        if (!from && tables[table].from_older)
            from = rows_of(damaged, tables[table].from_older, orders[i]);
        while (from && sqlite3_step(from) == SQLITE_ROW)
            copy_row(from, into);
    }
}

/* Whose trainee is lost gets another; what belonged to lost attempts goes. */
static const char fitting[] =
    "INSERT OR IGNORE INTO trainee SELECT DISTINCT trainee, 'trainee ' || trainee FROM attempt"
    " WHERE trainee NOT IN (SELECT id FROM trainee);"
    "DELETE FROM attempt WHERE trainee NOT IN (SELECT id FROM trainee);"
    "DELETE FROM event WHERE attempt NOT IN (SELECT id FROM attempt);"
    "COMMIT; PRAGMA foreign_keys = ON";

static sqlite3 *open_damaged(const char *path)
{
    CLEANUP(database_close) sqlite3 *file = NULL;

    if (sqlite3_open_v2(path, &file, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW, NULL) != SQLITE_OK)
        return NULL;
    sqlite3_db_config(file, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, (int *)NULL);
    /* A file that is shorter than its head says can be read all the same. */
    sqlite3_db_config(file, SQLITE_DBCONFIG_WRITABLE_SCHEMA, 1, (int *)NULL);
    sqlite3_db_config(file, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, (int *)NULL);
    sqlite3_db_config(file, SQLITE_DBCONFIG_ENABLE_VIEW, 0, (int *)NULL);
    return TAKE(file);
}

bool database_salvage(sqlite3 *database, const char *damaged, struct error *error)
{
    CLEANUP(database_close) sqlite3 *file = open_damaged(damaged);

    if (!database_run(database, "PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE", error))
        return false;
    for (size_t i = 0; file && i < ARRAY_SIZE(tables); i++)
        copy_table(file, database, i);
    return database_run(database, fitting, error);
}
