/* SPDX-License-Identifier: MIT */
/* What was done at one place is brought to another: an attempt is the same where its registration is, and is brought up to date
 * where more is known of it there. */
#include "progress_store_internal.h"

#include "base/cleanup.h"
#include "base/lock.h"
#include "base/text.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* `newer`: attempts of theirs that we do not have, or of which we know less. */
static const char script[] =
    "BEGIN IMMEDIATE;"
    "CREATE TEMP TABLE newer AS SELECT t.id AS theirs, o.id AS ours FROM their.attempt t"
    " LEFT JOIN main.attempt o ON o.registration = t.registration WHERE o.id IS NULL OR (o.ended = 0 AND (t.ended > 0 "
    "OR"
    " (SELECT count(*) FROM their.event WHERE attempt = t.id) > (SELECT count(*) FROM main.event WHERE attempt = "
    "o.id)));"
    "INSERT OR IGNORE INTO main.trainee (name) SELECT name FROM their.trainee ORDER BY id;"
    "DELETE FROM main.event WHERE attempt IN (SELECT ours FROM newer);"
    "UPDATE main.attempt AS o SET (ended, outcome, points) = (SELECT ended, outcome, points FROM their.attempt"
    " WHERE registration = o.registration) WHERE o.id IN (SELECT ours FROM newer);"
    "INSERT INTO main.attempt (trainee, course, ticket, row, seed, number, mode, started, ended, outcome, points, "
    "registration)"
    " SELECT (SELECT id FROM main.trainee WHERE name = (SELECT name FROM their.trainee WHERE id = t.trainee)), course, "
    "ticket,"
    " row, seed, number, mode, started, ended, outcome, points, registration FROM their.attempt t"
    " WHERE t.id IN (SELECT theirs FROM newer WHERE ours IS NULL) ORDER BY t.id;"
    "INSERT INTO main.event (attempt, at, kind, text) SELECT o.id, e.at, e.kind, e.text FROM their.event e"
    " JOIN their.attempt t ON t.id = e.attempt JOIN main.attempt o ON o.registration = t.registration"
    " WHERE t.id IN (SELECT theirs FROM newer) ORDER BY e.id;"
    "COMMIT;";

static bool attach(sqlite3 *database, const char *path, struct error *error)
{
    CLEANUP(database_finalize) sqlite3_stmt *statement = database_prepare(database, "ATTACH ? AS their", error);

    if (!statement)
        return false;
    sqlite3_bind_text(statement, 1, path, -1, SQLITE_STATIC);
    return sqlite3_step(statement) == SQLITE_DONE || database_error(database, error);
}

static void run_silently(sqlite3 *database, const char *sql)
{
    (void)sqlite3_exec(database, sql, NULL, NULL, NULL);
}

static bool merge_attached(sqlite3 *database, int64_t *renewed, struct error *error)
{
    const bool done = database_run(database, script, error);

    *renewed = done ? database_count(database, "SELECT count(*) FROM newer") : 0;
    if (!done)
        run_silently(database, "ROLLBACK");
    run_silently(database, "DROP TABLE IF EXISTS temp.newer");
    return done;
}

/* It is opened once, so that it has today's form and was checked. */
static bool make_current(const char *folder, char **said, struct error *error)
{
    const struct progress_options options = {.folder = folder};
    CLEANUP(progress_store_close) struct progress_store *store = progress_store_open(&options, said, error);

    return store;
}

static bool is_same_file(const char *one, const char *other)
{
    struct stat first, second;

    return stat(one, &first) == 0 && stat(other, &second) == 0 && first.st_ino == second.st_ino &&
           first.st_dev == second.st_dev;
}

bool progress_store_merge(struct progress_store *store, const char *folder, int64_t *renewed, char **said,
                          struct error *error)
{
    CLEANUP(cleanup_string) char *path = text_format("%s/" PROGRESS_FILE, folder);
    bool done;

    *said = NULL;
    *renewed = 0;
    if (access(path, R_OK) != 0)
        return error_set(error, "%s holds no progress that can be read: %s", folder, strerror(errno));
    if (is_same_file(path, sqlite3_db_filename(store->database, "main")))
        return error_set(error, "%s is where progress is brought together; name the folders of the others", folder);
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&store->writing);
    if (!make_current(folder, said, error) || !attach(store->database, path, error))
        return false;
    done = merge_attached(store->database, renewed, error);
    run_silently(store->database, "DETACH their");
    return done;
}
