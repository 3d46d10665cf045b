/* SPDX-License-Identifier: MIT */
/* The lab as a library. Any number of labs may run in one process; each has its own threads, ports, keys and
 * state directory. All functions may be called from any thread. Loopback only, unless told otherwise. */
#ifndef FBLAB_LAB_H
#define FBLAB_LAB_H

#include "base/error.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

struct lab;
struct library;

/* Zero-initialise; every field has a default. Borrowed during lab_start() only. */
struct lab_options {
    const char *scenarios;         /* a folder with more scenarios; NULL: only those that came with the program */
    const struct library *library; /* loaded already, for many labs; outlives them. NULL: the lab loads its own */
    /* Keys, CA, documents; made if it is not there, locked; the next lab there has the same CA and keys. It must be the user's
     * own and closed to others. NULL: a new one under TMPDIR, removed at the end. */
    const char *state_directory;
    bool fresh_keys;            /* none of those that an earlier lab has left in the state directory */
    const char *listen_address; /* NULL: 127.0.0.1 */
    unsigned port_base;         /* first port; 0: the kernel chooses */
    uint64_t seed;              /* of everything drawn at random except keys; 0: lab_draw_seed() */
    size_t journal_bytes;       /* 0: 8 MiB */
    bool published;           /* each name at an address of its own (127.0.1.x) and at its real port, 443 or 80; takes a
                                    network namespace that is ours. listen_address and port_base do not matter then */
    const char *era;          /* "2025"; NULL: DEFAULT_ERA. Scenarios that name an era are played in theirs */
    const char *const *armed; /* ids, NULL behind the last: armed before anybody asks, and by a reset; NULL: none */
};

/* Every party listens when this returns. NULL: error says what could not be used. */
struct lab *lab_start(const struct lab_options *options, struct error *error);
/* How much the lab's threads have given up since it was asked last, because memory ended in memory_guarded(): a request
 * that was answered 503, or something that is not in the journal. */
unsigned long lab_take_given_up(struct lab *lab);
/* Ends connections, joins the threads, removes what was written. Accepts a NULL inside. */
void lab_stop(struct lab **lab);
/* The state directory that lab_stop() removes; NULL: it stays. The caller frees it. For whoever cannot wait for
 * lab_stop(), passing_folder_remove() does as much. */
char *lab_passing_state(const struct lab *lab);

/* Puts a fresh healthy lab in place and breaks it as the scenario says ("06", "10a"). Nothing a client can see names it. */
bool lab_arm(struct lab *lab, const char *id, struct error *error);
/* The same for several scenarios, in that order; the ready file has the look-up of the first. `keep`: the lab stays as it
 * is, with what is armed and what was changed, and these come on top. false: nothing has changed. */
bool lab_arm_all(struct lab *lab, const char *const *ids, size_t count, bool keep, struct error *error);
/* Runs the documented repair of what is armed, in the order of arming; id NULL: of everything. */
bool lab_repair_one(struct lab *lab, const char *id, struct error *error);
bool lab_repair(struct lab *lab, struct error *error);
/* Faults that strike the first so many connections or requests alone begin to count anew. */
void lab_restart_strikes(struct lab *lab);
/* A fresh healthy lab. */
bool lab_disarm(struct lab *lab, struct error *error);
/* A fresh lab with all that is armed but this one. Refused when settings were changed otherwise since (by commands, by a repair),
 * for they would be lost. */
bool lab_disarm_one(struct lab *lab, const char *id, struct error *error);
/* Back to the start: settings, what was armed then, variables, counts, what is drawn from the seed; the journal is empty. Keys,
 * addresses and open connections stay. */
bool lab_reset(struct lab *lab, struct error *error);
/* Were the expected requests made? `expectations`: the JSON of POST /verify in openapi.json; so is the result, which the caller
 * frees. NULL: error says what was wrong with them, or what the journal had to evict. */
char *lab_verify(struct lab *lab, const char *expectations, struct error *error);
/* One command line of the management shell; what it prints goes to output. at: "onprem", "exo", ..., "lab". */
bool lab_run(struct lab *lab, const char *at, const char *command, FILE *output, struct error *error);

/* The same for a program under test: nothing with a noun of the lab, nor at the place `lab`. */
bool lab_run_for_tool(struct lab *lab, const char *at, const char *command, FILE *output, struct error *error);
/* Either of the two, with objects in place of text: {"ok","objects","warnings"} and, if not ok, "error". The caller owns the
 * reference. */
json_t *lab_run_for_objects(struct lab *lab, const char *at, const char *command, bool for_tool);

struct lookup;
/* The organisation of `requester` asks, over the lab's own connections; blocks. client: "outlook", or NULL. NULL: error says
 * that nobody in the lab has that address. The caller frees it (evidence/evidence.h). */
struct lookup *lab_look_up(struct lab *lab, const char *requester, const char *target, const char *client,
                           struct error *error);

/* Writes the ready file, and again (atomically) whenever its content changes, until lab_stop() removes it. */
bool lab_write_ready_file(struct lab *lab, const char *path, struct error *error);
/* The same for a program that is tested: without the admin API, but with a token that runs commands of the organisations. */
bool lab_write_tool_file(struct lab *lab, const char *path, struct error *error);
/* The JSON of the ready file as text. The caller frees it. */
char *lab_ready_json(struct lab *lab);

/* Port of a name of the lab ("mail.contoso.com"); 0: no such name. */
unsigned lab_port(struct lab *lab, const char *host);
/* Borrowed until lab_stop(). */
const char *lab_ews_url(struct lab *lab);
const char *lab_autodiscover_url(struct lab *lab);
const char *lab_admin_url(struct lab *lab);
const char *lab_admin_token(struct lab *lab);
const char *lab_ca_file(struct lab *lab);
const char *lab_user(struct lab *lab);
const char *lab_password(struct lab *lab);
/* What lab_options.seed repeats this run with. */
uint64_t lab_seed(const struct lab *lab);
/* One that no other lab has drawn, be it started in the same second. Below 2^53, so that JSON and --seed take it. */
uint64_t lab_draw_seed(void);

/* Writes what arrived and what was answered since the start (or what the bound left of it) as a JSON array. */
bool lab_write_journal(struct lab *lab, FILE *output, struct error *error);
/* Forgets what has arrived so far. */
void lab_clear_journal(struct lab *lab);

#endif
