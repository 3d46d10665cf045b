/* SPDX-License-Identifier: MIT */
/* The parts of a lab. */
#ifndef FBLAB_LAB_INTERNAL_H
#define FBLAB_LAB_INTERNAL_H

#include "admin/admin.h"

#include "base/guid.h"
#include "exchange/exchange.h"
#include "http/http_server.h"
#include "journal/journal.h"
#include "keyring.h"
#include "lab.h"
#include "lab_watch.h"
#include "organization/organization.h"
#include "parties.h"
#include "scenario/scenario.h"
#include "wire/wire.h"

#include <libxml/tree.h>
#include <pthread.h>
#include <stdatomic.h>

/* Scenarios in the order in which they were armed. */
struct armed {
    struct armed_item {
        const struct scenario *scenario;
        const struct variant *variant;
        bool repaired; /* its captured answers are put away */
    } * items;
    size_t count;
};

/* What came of the last look-up of the ready file, since settings changed. */
enum looked_up { LOOKED_UP_UNKNOWN, LOOKED_UP_WELL, LOOKED_UP_IN_VAIN };

struct lab {
    /* constant after start */
    char *state_directory;
    struct passing_folder *passing_state; /* NULL: the folder was given */
    int state_lock;                       /* a descriptor; 0: nobody else knows the folder */
    char *ca_file, *key_directory;
    char *ews_url, *autodiscover_url, *admin_url;
    char instance[GUID_SIZE], admin_token[33], shell_token[33], password[17];
    const char *era;               /* of the lab when nothing is armed; static */
    xmlDoc *healthy;               /* of the first era, placeholders as they are written; under `lock` */
    const struct library *library; /* borrowed, or own_library */
    struct library *own_library;
    struct kept_keys *kept_keys;
    struct keyring *keyring;
    struct token_keys *token_keys;
    struct parties *parties;
    struct store *store;
    struct journal *journal;
    struct strike_counts *strike_counts;
    struct exchange *exchange;
    struct http_server *http;
    struct wire *wire;
    struct exchange_setup setup;
    struct admin_services services;
    atomic_int looked_up;  /* enum looked_up */
    atomic_bool stopping;  /* what still waits for an answer need not */
    atomic_ulong given_up; /* tasks of the lab's threads, because memory ended; the next call from outside says so */

    /* the loop's thread only */
    struct snapshot *counted;         /* the rules that strike_counts has followed last */
    struct snapshot *policy_snapshot; /* keeps the strings of the last policy alive until the next */

    /* guarded by `lock`, which serialises arming, repairing and commands */
    pthread_mutex_t lock;
    struct shell_session *session;     /* variables of the management shell */
    struct armed armed, start;         /* now; and what a reset arms again */
    unsigned long changes;             /* of the document since it was armed */
    struct snapshot *healthy_settings; /* those of healthy_era as the keys make them; NULL: not made yet */
    const char *healthy_era;           /* borrowed from the library, or the era the lab began with */

    /* guarded by `reply_lock`, which is held for a moment only: captured answers of what is armed */
    pthread_mutex_t reply_lock;
    const struct scenario_reply **replies;
    size_t reply_count;

    /* guarded by `ready_lock`: what the ready file says; never held while waiting for `lock` */
    pthread_mutex_t ready_lock;
    struct published {
        char *path, *text;                 /* NULL: nowhere; nothing yet */
    } organization, ready_file, tool_file; /* the first is the asking organisation's document */
    char *requester, *target;
    const char *client;       /* "outlook" or "organization", borrowed from the library or static */
    const char *asking;       /* "exo", "onprem" or "mesh", static */
    double requests, lookups; /* for metrics */

    /* guarded by `watch_lock`, which is held while the watcher is told */
    pthread_mutex_t watch_lock;
    atomic_bool watched;
    struct lab_watch watch;
    struct lab_witness witness;
};

#define LAB_USER "fblab"

/* connections.c: the callbacks that join wire, http, devices and exchange. Who connects before the start has to wait. */
bool connections_listen(struct lab *lab, const struct lab_options *options, struct error *error);
bool connections_start(struct lab *lab, struct error *error);

/* arming.c */
/* The healthy document of an era with the lab's keys. NULL: error says why. The caller frees it. */
xmlDoc *arming_healthy(const struct lab *lab, const char *era, struct error *error);
/* The same of the era of what is armed. With the lock. */
xmlDoc *arming_healthy_now(const struct lab *lab, struct error *error);
bool arming_start(struct lab *lab, const char *const *ids, struct error *error);
/* {"armed":["06"],"changes":0,"healed":null}; the caller owns the reference. */
json_t *arming_to_json(struct lab *lab);
void arming_free(struct lab *lab);

/* captures.c: captured answers. */
/* After arming or repairing, with `lock`. */
void captures_update(struct lab *lab);
/* Answers if one of them is for that request. */
bool captures_answer(struct lab *lab, const struct request *request, struct answer *answer);
void captures_free(struct lab *lab);

/* look_ups.c: any thread; they block. */
/* For the front door (struct exchange_setup): the asking organisation runs the same flow as fbcheck. */
struct lookup *look_ups_ask(void *context, const struct snapshot *snapshot, const char *scope,
                            const struct asked_look_up *asked);
/* The look-up that the ready file names, made now, beside arming_to_json(). The caller owns the reference. */
json_t *look_ups_status(void *context);
/* The same look-up, and what whoever asks has of it: GET /evidence in openapi.json. The caller owns the reference. */
json_t *look_ups_evidence(void *context);

/* ready_file.c */
/* client NULL: the asking organisation itself. */
void ready_set_lookup(struct lab *lab, const char *requester, const char *target, const char *client);
const char *ready_asking(struct lab *lab);
/* The organisation that asks for that person; NULL: none of the lab does. */
const char *ready_scope_of(struct lab *lab, const char *requester);
/* Writes the asking organisation's document and the ready file if their content has changed. */
bool ready_publish(struct lab *lab, struct error *error);
/* Nobody is to find the lab any more. */
void ready_withdraw(struct lab *lab);
void ready_forget(struct lab *lab);

/* lab_watch.c: tell whoever watches. */
void watch_entry(void *lab);
void watch_changed(struct lab *lab);
void watch_asking(struct lab *lab);
void watch_looked_up(struct lab *lab, const struct lookup *lookup, const json_t *exchanges);
bool witness_admits(struct lab *lab, const char *at, const char *command, bool for_tool, struct error *error);

/* state_directory.c */
/* Below the state directory: what the ready file names, for whoever asks; and the keys, each in a folder of its own. */
#define STATE_OPEN "asking"
#define STATE_KEYS "keys"
/* And in one that is to last: what the next lab takes over. */
#define STATE_KEPT "kept"
bool state_directory_make(struct lab *lab, const char *wanted, struct error *error);
void state_directory_remove(struct lab *lab);

#endif
