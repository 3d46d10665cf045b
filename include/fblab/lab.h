/* SPDX-License-Identifier: MIT */
/* A lab in your program: an Exchange hybrid deployment that listens on loopback addresses, fails as a documented failure
 * says, and tells what was asked of it. Usable from C11 and C++17; link libfblab (pkg-config fblab, or find_package(fblab)).
 *
 * Threads: every function may be called from any thread, also for the same lab at the same time; calls that change a lab
 * follow one another. fblab_lab_stop() must be the last call for its lab. Any number of labs may run in one process; each
 * has threads, ports, keys and a state directory of its own. Nothing is global, no signal handler is set.
 *
 * Errors: a function that can fail returns false (or NULL) then and writes why into `error`, which may be NULL. Without a
 * failure it leaves `error` alone.
 *
 * Ownership: what is given to a function is only used during the call. `const char *` results belong to the lab and are
 * valid until fblab_lab_stop(); `char *` results are the caller's, who frees them with free(). All texts are UTF-8.
 *
 * When memory ends during a call, the call fails with an error that begins with "memory ended"; the program goes on. What
 * was to be changed may then be changed in part, and some memory may be lost: fblab_lab_reset() makes a lab whole again, and
 * it may be stopped. When memory ends while the lab answers a request of somebody else, that request is answered 503, and
 * the next call that can fail says so without doing anything else; the one after it works again. In one case the program
 * ends, with exit status 3 or by abort(): the lab's thread finds no memory for the bytes of a connection itself. */
#ifndef FBLAB_INSTALLED_LAB_H
#define FBLAB_INSTALLED_LAB_H

#include <fblab/error.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#ifdef __cplusplus
extern "C" {
#endif

struct fblab_lab;

/* Begin it with FBLAB_LAB_OPTIONS_INIT, which gives every field its default (NULL, 0, false), then set what you want:
 *     struct fblab_lab_options options = FBLAB_LAB_OPTIONS_INIT;
 *     options.port_base = 20000;
 * Later versions add fields at the end. A program that was compiled before has a smaller size: the fields it does not know
 * have their defaults. One that was compiled with a later version may be linked to an earlier one as long as it sets none
 * of the fields that are unknown there. */
struct fblab_lab_options {
    size_t size;           /* of this struct in bytes, as the caller's compiler knew it */
    const char *scenarios; /* a folder with more scenarios; NULL: only those that came with fblab */
    const char
        *state_directory; /* for keys, CA and documents; NULL: a new one under TMPDIR, removed when the lab stops */
    const char *listen_address; /* NULL: 127.0.0.1 */
    unsigned port_base;         /* the first port, the others follow; 0: the kernel chooses */
    bool published;       /* each name at an address of its own (127.0.1.x) and at its real port, 443 or 80: takes a
                                    network namespace of yours. listen_address and port_base do not matter then */
    uint64_t seed;        /* of everything drawn at random except keys; 0: drawn anew */
    size_t journal_bytes; /* how much of what was asked is kept, in bytes; 0: 8 MiB */
    const char *const
        *armed; /* ids of scenarios, NULL behind the last, armed from the start and by a reset; NULL: none */
};

#define FBLAB_LAB_OPTIONS_INIT                                                                                         \
    {                                                                                                                  \
        sizeof(struct fblab_lab_options), NULL, NULL, NULL, 0, false, 0, 0, NULL                                       \
    }

/* ---- a lab's life ---- */

/* Every party listens when this returns. options may be NULL: all defaults. NULL: the error says what could not be used. */
struct fblab_lab *fblab_lab_start(const struct fblab_lab_options *options, struct fblab_error *error);
/* Ends its connections, joins its threads, removes what it wrote, and sets *lab to NULL. *lab may be NULL. */
void fblab_lab_stop(struct fblab_lab **lab);

/* ---- failures ---- */

/* Puts a fresh healthy lab in place and breaks it as the scenario says ("06", "10a"). Nothing a client can see names it. */
bool fblab_lab_arm(struct fblab_lab *lab, const char *id, struct fblab_error *error);
/* The same for several scenarios, in that order; the ready file has the look-up of the first. `keep`: the lab stays as it
 * is, with what is armed and what was changed, and these come on top. false: nothing has changed. */
bool fblab_lab_arm_all(struct fblab_lab *lab, const char *const *ids, size_t count, bool keep,
                       struct fblab_error *error);
/* Runs the documented repair of everything that is armed, in the order of arming, or of one scenario only. */
bool fblab_lab_repair(struct fblab_lab *lab, struct fblab_error *error);
bool fblab_lab_repair_one(struct fblab_lab *lab, const char *id, struct fblab_error *error);
/* A fresh healthy lab. */
bool fblab_lab_disarm(struct fblab_lab *lab, struct fblab_error *error);
/* A fresh lab with all that is armed but this one. Refused when settings were changed otherwise since (by commands, by a
 * repair), for they would be lost. */
bool fblab_lab_disarm_one(struct fblab_lab *lab, const char *id, struct fblab_error *error);
/* Back to the start: settings, what was armed then, variables, counts, what is drawn from the seed; the journal is empty.
 * Keys, addresses and open connections stay. */
bool fblab_lab_reset(struct fblab_lab *lab, struct fblab_error *error);
/* One command line of the management shell; what it prints goes to `output` (NULL: nowhere). at: "onprem", "exo", ... or
 * "lab". */
bool fblab_lab_run(struct fblab_lab *lab, const char *at, const char *command, FILE *output, struct fblab_error *error);

/* ---- what was asked ---- */

/* Were the expected requests made? `expectations`: the JSON of POST /verify in the admin API; so is the result, which the
 * caller frees. NULL: the error says what was wrong with them, or what the journal had to forget. */
char *fblab_lab_verify(struct fblab_lab *lab, const char *expectations, struct fblab_error *error);
/* Writes what arrived and what was answered since the start (or what journal_bytes left of it) as a JSON array. */
bool fblab_lab_write_journal(struct fblab_lab *lab, FILE *output, struct fblab_error *error);
/* Forgets what has arrived so far. */
void fblab_lab_clear_journal(struct fblab_lab *lab);

/* ---- where the lab is ---- */

/* Writes the ready file of `fblab serve`, and again (atomically) whenever its content changes, until the lab stops. */
bool fblab_lab_write_ready_file(struct fblab_lab *lab, const char *path, struct fblab_error *error);
/* The same JSON as text, which the caller frees. */
char *fblab_lab_ready_json(struct fblab_lab *lab, struct fblab_error *error);
/* The TCP port of a name of the lab ("mail.contoso.com"); 0: the error says why there is none. */
unsigned fblab_lab_port(struct fblab_lab *lab, const char *host, struct fblab_error *error);
const char *fblab_lab_ews_url(struct fblab_lab *lab);
const char *fblab_lab_autodiscover_url(struct fblab_lab *lab);
const char *fblab_lab_admin_url(struct fblab_lab *lab);
/* The bearer token of the admin API. */
const char *fblab_lab_admin_token(struct fblab_lab *lab);
/* A PEM file with the authority that signed the lab's certificates. */
const char *fblab_lab_ca_file(struct fblab_lab *lab);
/* Of the front door, for HTTP basic authentication. */
const char *fblab_lab_user(struct fblab_lab *lab);
const char *fblab_lab_password(struct fblab_lab *lab);
/* What fblab_lab_options.seed repeats this run with. */
uint64_t fblab_lab_seed(const struct fblab_lab *lab);

#ifdef __cplusplus
}
#endif

#endif
