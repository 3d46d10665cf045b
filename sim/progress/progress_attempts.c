/* SPDX-License-Identifier: MIT */
/* Attempts and their events are written one transaction each, and read in order. */
#include "progress_store_internal.h"

#include "base/cleanup.h"
#include "base/lock.h"
#include "base/unicode.h"

#include <string.h>

enum { MOST_NAME = 256, MOST_TEXT = 1 << 20 };

static const char *const outcome_names[] = {[PROGRESS_OPEN] = "open",
                                            [PROGRESS_SOLVED] = "solved",
                                            [PROGRESS_FAILED] = "failed",
                                            [PROGRESS_GIVEN_UP] = "given-up"};

const char *progress_outcome_name(enum progress_outcome outcome)
{
    return outcome_names[outcome];
}

static bool is_text(const char *what, const char *text, size_t most, struct error *error)
{
    const size_t length = strlen(text);

    if (length > most)
        return error_set(error, "%s has %zu bytes; at most %zu can be kept", what, length, most);
    return unicode_is_valid(text, length) || error_set(error, "%s is no UTF-8", what);
}

static void put_text(sqlite3_stmt *statement, int at, const char *text)
{
    sqlite3_bind_text(statement, at, text, -1, SQLITE_STATIC);
}

/* Runs a statement that gives no rows. */
static bool store(sqlite3 *database, sqlite3_stmt *statement, struct error *error)
{
    return sqlite3_step(statement) == SQLITE_DONE || database_error(database, error);
}

static bool store_trainee(sqlite3 *database, const char *name, struct error *error)
{
    CLEANUP(database_finalize)
    sqlite3_stmt *statement = database_prepare(database, "INSERT OR IGNORE INTO trainee (name) VALUES (?)", error);

    if (!statement)
        return false;
    put_text(statement, 1, name);
    return store(database, statement, error);
}

static bool store_attempt(struct progress_store *of, const struct progress_attempt *attempt, struct error *error)
{
    CLEANUP(database_finalize)
    sqlite3_stmt *statement = database_prepare(
        of->database,
        "INSERT INTO attempt (trainee, course, ticket, row, seed, number, mode, started, registration) VALUES"
        " ((SELECT id FROM trainee WHERE name = ?), ?, ?, ?, ?, ?, ?, ?, lower(hex(randomblob(4)) || '-' ||"
        " hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-a' || substr(hex(randomblob(2)), 2) || '-'"
        " || hex(randomblob(6))))",
        error);
    const char *const texts[] = {attempt->trainee, attempt->course, attempt->ticket, attempt->row};
    const int64_t numbers[] = {(int64_t)attempt->seed, attempt->number, attempt->mode, progress_store_now(of)};

    if (!statement)
        return false;
    for (int i = 0; i < 4; i++) {
        put_text(statement, i + 1, texts[i]);
        sqlite3_bind_int64(statement, i + 5, numbers[i]);
    }
    return store(of->database, statement, error);
}

int64_t progress_store_begin(struct progress_store *store_of, const struct progress_attempt *attempt,
                             struct error *error)
{
    sqlite3 *const database = store_of->database;

    if (!*attempt->trainee) {
        error_set(error, "a trainee needs a name");
        return 0;
    }
    if (!is_text("the trainee's name", attempt->trainee, MOST_NAME, error))
        return 0;
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&store_of->writing);
    if (!database_run(database, "BEGIN IMMEDIATE", error))
        return 0;
    if (store_trainee(database, attempt->trainee, error) && store_attempt(store_of, attempt, error)) {
        const int64_t id = sqlite3_last_insert_rowid(database);
        if (database_run(database, "COMMIT", error))
            return id;
    }
    (void)sqlite3_exec(database, "ROLLBACK", NULL, NULL, NULL);
    return 0;
}

bool progress_store_note(struct progress_store *store_of, int64_t attempt, const char *kind, const char *text,
                         struct error *error)
{
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&store_of->writing);
    CLEANUP(database_finalize) sqlite3_stmt *statement = NULL;

    if (!is_text("what is noted", text, MOST_TEXT, error) || !is_text("its kind", kind, MOST_NAME, error))
        return false;
    statement =
        database_prepare(store_of->database, "INSERT INTO event (attempt, at, kind, text) VALUES (?, ?, ?, ?)", error);
    if (!statement)
        return false;
    sqlite3_bind_int64(statement, 1, attempt);
    sqlite3_bind_int64(statement, 2, progress_store_now(store_of));
    put_text(statement, 3, kind);
    put_text(statement, 4, text);
    return store(store_of->database, statement, error);
}

bool progress_store_finish(struct progress_store *store_of, int64_t attempt, enum progress_outcome outcome,
                           unsigned points, struct error *error)
{
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&store_of->writing);
    CLEANUP(database_finalize)
    sqlite3_stmt *statement = database_prepare(
        store_of->database,
        "UPDATE attempt SET outcome = ?, points = ?, ended = max(?, started, 1) WHERE id = ? AND ended = 0", error);

    if (!statement)
        return false;
    sqlite3_bind_int64(statement, 1, outcome);
    sqlite3_bind_int64(statement, 2, points);
    sqlite3_bind_int64(statement, 3, progress_store_now(store_of));
    sqlite3_bind_int64(statement, 4, attempt);
    if (!store(store_of->database, statement, error))
        return false;
    return sqlite3_changes(store_of->database) == 1 ||
           error_set(error, "attempt %lld has ended already, in this session or in another", (long long)attempt);
}

/* Numbers of a file that somebody has changed stay within what they mean. */
static int64_t within(int64_t number, int64_t count)
{
    return number >= 0 && number < count ? number : 0;
}

static struct progress_attempt read_attempt(sqlite3_stmt *row)
{
    return (struct progress_attempt){
        .id = sqlite3_column_int64(row, 0),
        .trainee = database_text(row, 1),
        .course = database_text(row, 2),
        .ticket = database_text(row, 3),
        .row = database_text(row, 4),
        .seed = (uint64_t)sqlite3_column_int64(row, 5),
        .number = sqlite3_column_int64(row, 6),
        .mode = (enum progress_mode)within(sqlite3_column_int64(row, 7), PROGRESS_MODE_COUNT),
        .started = sqlite3_column_int64(row, 8),
        .ended = sqlite3_column_int64(row, 9),
        .outcome = (enum progress_outcome)within(sqlite3_column_int64(row, 10), PROGRESS_OUTCOME_COUNT),
        .points = (unsigned)within(sqlite3_column_int64(row, 11), PROGRESS_MOST_POINTS + 1),
        .registration = database_text(row, 12),
    };
}

bool progress_store_attempts(struct progress_store *store_of, const char *trainee, progress_each_attempt *each,
                             void *context, struct error *error)
{
    CLEANUP(database_finalize)
    sqlite3_stmt *statement = database_prepare(
        store_of->database,
        "SELECT attempt.id, name, course, ticket, row, seed, number, mode, started, ended, outcome, points, "
        "registration"
        " FROM attempt JOIN trainee ON trainee.id = attempt.trainee WHERE ?1 IS NULL OR name = ?1 ORDER BY attempt.id",
        error);
    int step = SQLITE_DONE;

    if (!statement)
        return false;
    put_text(statement, 1, trainee);
    while ((step = sqlite3_step(statement)) == SQLITE_ROW) {
        const struct progress_attempt attempt = read_attempt(statement);
        if (!each(context, &attempt))
            return true;
    }
    return step == SQLITE_DONE || database_error(store_of->database, error);
}

bool progress_store_events(struct progress_store *store_of, int64_t attempt, progress_each_event *each, void *context,
                           struct error *error)
{
    CLEANUP(database_finalize)
    sqlite3_stmt *statement =
        database_prepare(store_of->database, "SELECT at, kind, text FROM event WHERE attempt = ? ORDER BY id", error);
    int step = SQLITE_DONE;

    if (!statement)
        return false;
    sqlite3_bind_int64(statement, 1, attempt);
    while ((step = sqlite3_step(statement)) == SQLITE_ROW) {
        const struct progress_event event = {sqlite3_column_int64(statement, 0), database_text(statement, 1),
                                             database_text(statement, 2)};
        if (!each(context, &event))
            return true;
    }
    return step == SQLITE_DONE || database_error(store_of->database, error);
}
