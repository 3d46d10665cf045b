/* SPDX-License-Identifier: MIT */
/* What we call of SQLite. */
#include "sqlite.h"

#include "late_library.h"

#include <stdarg.h>

#define DATABASE_FUNCTION(TYPE, NAME, PARAMETERS, NAMES) LATE(LATE_SQLITE, TYPE, NAME, PARAMETERS, NAMES)

DATABASE_FUNCTION(int, sqlite3_open_v2, (const char *name, sqlite3 **database, int flags, const char *files),
                  (name, database, flags, files))
DATABASE_FUNCTION(int, sqlite3_close_v2, (sqlite3 * database), (database))
DATABASE_FUNCTION(int, sqlite3_busy_timeout, (sqlite3 * database, int milliseconds), (database, milliseconds))
DATABASE_FUNCTION(int, sqlite3_extended_result_codes, (sqlite3 * database, int on), (database, on))
DATABASE_FUNCTION(int, sqlite3_errcode, (sqlite3 * database), (database))
DATABASE_FUNCTION(const char *, sqlite3_errmsg, (sqlite3 * database), (database))
DATABASE_FUNCTION(const char *, sqlite3_db_filename, (sqlite3 * database, const char *name), (database, name))
DATABASE_FUNCTION(int, sqlite3_changes, (sqlite3 * database), (database))
DATABASE_FUNCTION(sqlite3_int64, sqlite3_last_insert_rowid, (sqlite3 * database), (database))
DATABASE_FUNCTION(int, sqlite3_exec,
                  (sqlite3 * database, const char *sql, int (*row)(void *, int, char **, char **), void *context,
                   char **complaint),
                  (database, sql, row, context, complaint))
DATABASE_FUNCTION(int, sqlite3_prepare_v2,
                  (sqlite3 * database, const char *sql, int length, sqlite3_stmt **statement, const char **rest),
                  (database, sql, length, statement, rest))
DATABASE_FUNCTION(int, sqlite3_bind_int64, (sqlite3_stmt * statement, int at, sqlite3_int64 number),
                  (statement, at, number))
DATABASE_FUNCTION(int, sqlite3_bind_text,
                  (sqlite3_stmt * statement, int at, const char *text, int length, void (*destructor)(void *)),
                  (statement, at, text, length, destructor))
DATABASE_FUNCTION(int, sqlite3_bind_value, (sqlite3_stmt * statement, int at, const sqlite3_value *value),
                  (statement, at, value))
DATABASE_FUNCTION(int, sqlite3_step, (sqlite3_stmt * statement), (statement))
DATABASE_FUNCTION(int, sqlite3_reset, (sqlite3_stmt * statement), (statement))
DATABASE_FUNCTION(int, sqlite3_finalize, (sqlite3_stmt * statement), (statement))
DATABASE_FUNCTION(int, sqlite3_column_count, (sqlite3_stmt * statement), (statement))
DATABASE_FUNCTION(sqlite3_int64, sqlite3_column_int64, (sqlite3_stmt * statement, int column), (statement, column))
DATABASE_FUNCTION(const unsigned char *, sqlite3_column_text, (sqlite3_stmt * statement, int column),
                  (statement, column))
DATABASE_FUNCTION(sqlite3_value *, sqlite3_column_value, (sqlite3_stmt * statement, int column), (statement, column))

typedef int configure_function(sqlite3 *database, int option, ...);

/* Of the options that are switched, not of those with other values (SQLITE_DBCONFIG_MAINDBNAME, SQLITE_DBCONFIG_LOOKASIDE). */
int sqlite3_db_config(sqlite3 *database, int option, ...)
{
    static void *_Atomic found;
    configure_function *const configure = (configure_function *)late_function(LATE_SQLITE, "sqlite3_db_config", &found);
    va_list values;
    int on, *was;

    va_start(values, option);
    on = va_arg(values, int);
    was = va_arg(values, int *);
    va_end(values);
    return configure(database, option, on, was);
}
