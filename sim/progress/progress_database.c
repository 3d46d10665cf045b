/* SPDX-License-Identifier: MIT */
/* Schema, versions, and what is checked before a file is believed. */
#include "progress_database.h"

#include "base/cleanup.h"
#include "base/text.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define APPLICATION "1178749042" /* "FBlr", so that nobody else's database is taken for ours */
enum { BUSY_MILLISECONDS = 20000 };

/* What leads from each version to the next. */
static const char *const migrations[PROGRESS_VERSION] = {
    "PRAGMA application_id = " APPLICATION ";"
    "CREATE TABLE trainee (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;"
    "CREATE TABLE attempt (id INTEGER PRIMARY KEY AUTOINCREMENT, trainee INTEGER NOT NULL REFERENCES trainee,"
    " course TEXT NOT NULL, ticket TEXT NOT NULL, row TEXT NOT NULL, seed INTEGER NOT NULL, number INTEGER NOT NULL,"
    " mode INTEGER NOT NULL, started INTEGER NOT NULL, ended INTEGER NOT NULL DEFAULT 0,"
    " outcome INTEGER NOT NULL DEFAULT 0, points INTEGER NOT NULL DEFAULT 0) STRICT;"
    "CREATE TABLE event (id INTEGER PRIMARY KEY AUTOINCREMENT, attempt INTEGER NOT NULL REFERENCES attempt,"
    " at INTEGER NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL) STRICT;",
    /* 2: attempts have a GUID, and what is asked most has an index. */
    "ALTER TABLE attempt ADD COLUMN registration TEXT NOT NULL DEFAULT '';"
    "UPDATE attempt SET registration = lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' ||"
    " substr(hex(randomblob(2)), 2) || '-a' || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)));"
    "CREATE INDEX attempt_of_trainee ON attempt (trainee);"
    "CREATE INDEX event_of_attempt ON event (attempt);",
};

void database_close(sqlite3 **database)
{
    sqlite3_close_v2(*database);
    *database = NULL;
}

void database_finalize(sqlite3_stmt **statement)
{
    sqlite3_finalize(*statement);
    *statement = NULL;
}

static const char *file_name(sqlite3 *database)
{
    const char *const name = sqlite3_db_filename(database, "main");

    return name && *name ? name : "the database of progress";
}

bool database_error(sqlite3 *database, struct error *error)
{
    const int code = sqlite3_errcode(database);
    const char *const remedy = code == SQLITE_FULL || code == SQLITE_IOERR ? "; is there room on the disk?"
                               : code == SQLITE_BUSY                       ? "; end the other sessions and try again"
                               : code == SQLITE_READONLY                   ? "; may you write there?"
                                                                           : "";

    return error_set(error, "%s: this was not kept: %s%s", file_name(database), sqlite3_errmsg(database), remedy);
}

bool database_run(sqlite3 *database, const char *sql, struct error *error)
{
    return sqlite3_exec(database, sql, NULL, NULL, NULL) == SQLITE_OK || database_error(database, error);
}

sqlite3_stmt *database_prepare(sqlite3 *database, const char *sql, struct error *error)
{
    sqlite3_stmt *statement = NULL;

    if (sqlite3_prepare_v2(database, sql, -1, &statement, NULL) != SQLITE_OK)
        database_error(database, error);
    return statement;
}

const char *database_text(sqlite3_stmt *statement, int column)
{
    const unsigned char *const text = sqlite3_column_text(statement, column);

    return text ? (const char *)text : "";
}

int64_t database_count(sqlite3 *database, const char *sql)
{
    CLEANUP(database_finalize) sqlite3_stmt *statement = database_prepare(database, sql, NULL);

    return statement && sqlite3_step(statement) == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : -1;
}

static enum database_health refuse_or_damage(sqlite3 *database, struct error *error)
{
    const int code = sqlite3_errcode(database);

    database_error(database, error);
    return code == SQLITE_NOTADB || code == SQLITE_CORRUPT ? DATABASE_DAMAGED : DATABASE_REFUSED;
}

/* What cannot be checked for want of room is not damaged. */
static enum database_health check(sqlite3 *database, struct error *error)
{
    CLEANUP(database_finalize) sqlite3_stmt *statement = database_prepare(database, "PRAGMA quick_check(1)", error);

    if (!statement || sqlite3_step(statement) != SQLITE_ROW)
        return refuse_or_damage(database, error);
    return strcmp(database_text(statement, 0), "ok") == 0 ? DATABASE_GOOD : DATABASE_DAMAGED;
}

static bool migrate(sqlite3 *database, struct error *error)
{
    int64_t version = 0;

    if (!database_run(database, "BEGIN IMMEDIATE", error))
        return false;
    version = database_count(database, "PRAGMA user_version");
    for (size_t next = version > 0 ? (size_t)version : 0; next < PROGRESS_VERSION; next++) {
        CLEANUP(cleanup_string) char *sql = text_format("%sPRAGMA user_version = %zu;", migrations[next], next + 1);
        if (!database_run(database, sql, error)) {
            (void)sqlite3_exec(database, "ROLLBACK", NULL, NULL, NULL);
            return false;
        }
    }
    return database_run(database, "COMMIT", error);
}

/* Is it ours, and of a version that is known? */
static bool is_ours(sqlite3 *database, struct error *error)
{
    const int64_t version = database_count(database, "PRAGMA user_version");
    const bool fresh = database_count(database, "SELECT count(*) FROM sqlite_schema") == 0;

    if (!fresh && (version < 1 || database_count(database, "PRAGMA application_id") != strtol(APPLICATION, NULL, 10)))
        return error_set(error, "%s is a database of something else; move it away, or say --state DIR",
                         file_name(database));
    if (version > PROGRESS_VERSION)
        return error_set(error,
                         "%s was written by a newer fblab (version %lld, this one knows up to %d); use that one, or "
                         "say --state DIR",
                         file_name(database), (long long)version, PROGRESS_VERSION);
    return true;
}

/* What somebody has planted in a file is not run: no functions in schemas, no foreign pages. */
static void distrust(sqlite3 *database)
{
    sqlite3_extended_result_codes(database, 0);
    sqlite3_busy_timeout(database, BUSY_MILLISECONDS);
    sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)NULL);
    sqlite3_db_config(database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, (int *)NULL);
    sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, (int *)NULL);
    sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_VIEW, 0, (int *)NULL);
}

static enum database_health judge(sqlite3 *database, struct error *error)
{
    enum database_health health = DATABASE_GOOD;

    if (!database_run(database, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON",
                      error))
        return refuse_or_damage(database, error);
    if ((health = check(database, error)) != DATABASE_GOOD || !is_ours(database, error))
        return health == DATABASE_GOOD ? DATABASE_REFUSED : health;
    return migrate(database, error) ? DATABASE_GOOD : DATABASE_REFUSED;
}

/* Its log and the rest take their rights from it. A file that is there is not opened here: closing it would take the locks of
 * this process away. */
static bool make_private(const char *path)
{
    const int file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    struct stat found;

    if (file >= 0)
        close(file);
    return lstat(path, &found) == 0 && S_ISREG(found.st_mode) && chmod(path, S_IRUSR | S_IWUSR) == 0;
}

enum database_health database_open(const char *path, sqlite3 **database, struct error *error)
{
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_FULLMUTEX;

    if (!make_private(path)) {
        error_set(error, "%s cannot be opened, or is no file of yours; move it away, or say --state DIR", path);
        return DATABASE_REFUSED;
    }
    if (sqlite3_open_v2(path, database, flags, NULL) != SQLITE_OK) {
        error_set(error, "%s cannot be opened: %s", path, sqlite3_errmsg(*database));
        return DATABASE_REFUSED;
    }
    distrust(*database);
    return judge(*database, error);
}
