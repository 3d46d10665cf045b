/* SPDX-License-Identifier: MIT */
/* What trainees did: attempts at tickets and what happened in them, in a database that outlives every end of a program.
 *
 * What a call has said to be stored is on the disk: neither a kill nor a full disk takes it away. Several processes may have the
 * same folder open, also for one trainee. Any thread may use a store, but for opening, closing and merging.
 * Texts are UTF-8; names are taken as they come. */
#ifndef FBLAB_PROGRESS_STORE_H
#define FBLAB_PROGRESS_STORE_H

#include "base/error.h"
#include "progress_plan.h"

#include <stdint.h>

struct progress_store;

struct progress_options {
    const char *folder;            /* NULL: fblab in XDG_STATE_HOME, or in ~/.local/state */
    int64_t (*now)(void *context); /* seconds since 1970; NULL: the system's clock */
    void *context;
};

enum progress_outcome { PROGRESS_OPEN, PROGRESS_SOLVED, PROGRESS_FAILED, PROGRESS_GIVEN_UP, PROGRESS_OUTCOME_COUNT };

const char *progress_outcome_name(enum progress_outcome outcome);

/* Texts are borrowed: from the caller, or valid during the call that hands it out. */
struct progress_attempt {
    int64_t id;
    const char *trainee, *course, *ticket, *row; /* "ann", "the-six", "06a", "06" */
    uint64_t seed;
    int64_t number; /* of the draw in the course */
    enum progress_mode mode;
    enum progress_outcome outcome;
    int64_t started, ended; /* ended 0: it is still open */
    unsigned points;
    const char *registration; /* a GUID of the attempt's own */
};

struct progress_event {
    int64_t at;
    const char *kind, *text; /* "hint", "answer", "command", ... : the caller's words */
};

/* Returns false to stop. */
typedef bool progress_each_attempt(void *context, const struct progress_attempt *attempt);
typedef bool progress_each_event(void *context, const struct progress_event *event);

/* *said, which the caller frees: what has to be told though it is open (a damaged file was set aside); else NULL.
 * NULL: error says why. */
struct progress_store *progress_store_open(const struct progress_options *options, char **said, struct error *error);
void progress_store_close(struct progress_store **store);
int64_t progress_store_now(const struct progress_store *store);
/* Borrowed. */
const char *progress_store_folder(const struct progress_store *store);
/* Is that path one of the files that progress is kept in? */
bool progress_store_keeps(const struct progress_store *store, const char *path);

/* id, started, ended, outcome, points and registration of `attempt` are not read. 0: error says why. */
int64_t progress_store_begin(struct progress_store *store, const struct progress_attempt *attempt, struct error *error);
bool progress_store_note(struct progress_store *store, int64_t attempt, const char *kind, const char *text,
                         struct error *error);
/* An attempt is finished once. */
bool progress_store_finish(struct progress_store *store, int64_t attempt, enum progress_outcome outcome,
                           unsigned points, struct error *error);

/* For this store alone, until it is closed: another one, of whatever process, cannot have it meanwhile. false: another has. */
bool progress_store_claim(struct progress_store *store, int64_t attempt);

/* In the order in which they began; trainee NULL: of everybody. */
bool progress_store_attempts(struct progress_store *store, const char *trainee, progress_each_attempt *each,
                             void *context, struct error *error);
/* In the order in which they were noted. */
bool progress_store_events(struct progress_store *store, int64_t attempt, progress_each_event *each, void *context,
                           struct error *error);

/* Brings what the store in another folder has: attempts that are not here, or of which more is known there. *renewed: how many.
 * *said as above. false: error says why, and nothing has changed. */
bool progress_store_merge(struct progress_store *store, const char *folder, int64_t *renewed, char **said,
                          struct error *error);

#endif
