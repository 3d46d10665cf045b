/* SPDX-License-Identifier: MIT */
/* The lab as a library. Any number of simulators may run in one process; each has its own threads, ports, keys and
 * state directory. All functions may be called from any thread. Loopback only, unless told otherwise. */
#ifndef FBLAB_SIMULATOR_H
#define FBLAB_SIMULATOR_H

#include "base/error.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

struct simulator;

/* Zero-initialise; every field has a default. Borrowed during simulator_start() only. */
struct simulator_options {
    const char *scenarios;       /* a folder with more scenarios; NULL: only those that came with the program */
    const char *state_directory; /* keys, CA, documents; NULL: a new one under TMPDIR, removed at the end */
    const char *listen_address;  /* NULL: 127.0.0.1 */
    unsigned port_base;          /* first port; 0: the kernel chooses */
    uint64_t seed;               /* of everything drawn at random except keys; 0: drawn from the clock */
    size_t journal_bytes;        /* 0: 8 MiB */
    bool published;           /* each name at an address of its own (127.0.1.x) and at its real port, 443 or 80; takes a
                                    network namespace that is ours. listen_address and port_base do not matter then */
    const char *const *armed; /* ids, NULL behind the last: armed before anybody asks, and by a reset; NULL: none */
};

/* Every party listens when this returns. NULL: error says what could not be used. */
struct simulator *simulator_start(const struct simulator_options *options, struct error *error);
/* Ends connections, joins the threads, removes what was written. Accepts a NULL inside. */
void simulator_stop(struct simulator **simulator);

/* Puts a fresh healthy lab in place and breaks it as the scenario says ("06", "10a"). Nothing a client can see names it. */
bool simulator_arm(struct simulator *simulator, const char *id, struct error *error);
/* The same for several scenarios, in that order; the ready file has the look-up of the first. `keep`: the lab stays as it
 * is, with what is armed and what was changed, and these come on top. false: nothing has changed. */
bool simulator_arm_all(struct simulator *simulator, const char *const *ids, size_t count, bool keep,
                       struct error *error);
/* Runs the documented repair of what is armed, in the order of arming; id NULL: of everything. */
bool simulator_repair_one(struct simulator *simulator, const char *id, struct error *error);
bool simulator_repair(struct simulator *simulator, struct error *error);
/* A fresh healthy lab. */
bool simulator_disarm(struct simulator *simulator, struct error *error);
/* A fresh lab with all that is armed but this one. Refused when settings were changed otherwise since (by commands, by a repair),
 * for they would be lost. */
bool simulator_disarm_one(struct simulator *simulator, const char *id, struct error *error);
/* Back to the start: settings, what was armed then, variables, counts, what is drawn from the seed; the journal is empty. Keys,
 * addresses and open connections stay. */
bool simulator_reset(struct simulator *simulator, struct error *error);
/* Were the expected requests made? `expectations`: the JSON of POST /verify in openapi.json; so is the result, which the caller
 * frees. NULL: error says what was wrong with them, or what the journal had to evict. */
char *simulator_verify(struct simulator *simulator, const char *expectations, struct error *error);
/* One command line of the management shell; what it prints goes to output. at: "onprem", "exo", ..., "lab". */
bool simulator_run(struct simulator *simulator, const char *at, const char *command, FILE *output, struct error *error);

/* Writes the ready file, and again (atomically) whenever its content changes, until simulator_stop() removes it. */
bool simulator_write_ready_file(struct simulator *simulator, const char *path, struct error *error);
/* The same JSON as text. The caller frees it. */
char *simulator_ready_json(struct simulator *simulator);

/* Port of a name of the lab ("mail.contoso.com"); 0: no such name. */
unsigned simulator_port(struct simulator *simulator, const char *host);
/* Borrowed until simulator_stop(). */
const char *simulator_ews_url(struct simulator *simulator);
const char *simulator_autodiscover_url(struct simulator *simulator);
const char *simulator_admin_url(struct simulator *simulator);
const char *simulator_admin_token(struct simulator *simulator);
const char *simulator_ca_file(struct simulator *simulator);
const char *simulator_user(struct simulator *simulator);
const char *simulator_password(struct simulator *simulator);
/* What simulator_options.seed repeats this run with. */
uint64_t simulator_seed(const struct simulator *simulator);

/* Writes what arrived and what was answered since the start (or what the bound left of it) as a JSON array. */
bool simulator_write_journal(struct simulator *simulator, FILE *output, struct error *error);
/* Forgets what has arrived so far. */
void simulator_clear_journal(struct simulator *simulator);

#endif
