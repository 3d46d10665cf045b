/* SPDX-License-Identifier: MIT */
/* Breaking and repairing: every change goes through the command interpreter. */
#include "arming_backup.h"
#include "era_document.h"
#include "internal.h"

#include "base/cleanup.h"
#include "base/lock.h"
#include "base/memory.h"
#include "base/text.h"
#include "lab_commands.h"
#include "shell/error_records.h"
#include "shell/nouns/recording.h"
#include "shell/shell.h"
#include "xml/xml.h"

#include <string.h>

/* The look-up of a healthy lab nobody has armed. */
#define HEALTHY_REQUESTER "ann@contoso.com"
#define HEALTHY_TARGET "joe@contoso.com"

static bool run_all(struct lab *lab, const struct scenario *scenario, const struct commands *commands,
                    struct error *error)
{
    const struct shell_services services = lab_shell_services(lab);
    const struct shell shell = {.store = lab->store, .services = &services};

    for (size_t i = 0; i < commands->count; i++) {
        const struct scenario_command *command = &commands->items[i];
        if (!shell_run(&shell, command->at, command->command, error))
            return error_prefix(error, "%s:%d: %s", scenario->file, command->line, command->command);
    }
    return true;
}

/* Publishes only now, when the lab is as it should be. With the lock. */
static bool finish(struct lab *lab, bool done, struct error *error)
{
    captures_update(lab);
    return ready_publish(lab, done ? error : NULL) && done;
}

/* The same for what is done wholly or not at all: what could not be told to those who look up is undone, too. */
static bool finish_or_undo(struct lab *lab, struct arming_backup *backup, bool done, struct error *error)
{
    if (done && finish(lab, true, error))
        return true;
    arming_backup_restore(lab, backup);
    return finish(lab, false, NULL);
}

static void add_item(struct armed *armed, struct armed_item item)
{
    armed->items = memory_one_more(armed->items, armed->count, sizeof *armed->items);
    armed->items[armed->count++] = item;
}

static void clear(struct armed *armed)
{
    free(TAKE(armed->items));
    armed->count = 0;
}

static bool find_all(const struct lab *lab, const char *const *ids, size_t count, struct armed *found,
                     struct error *error)
{
    for (size_t i = 0; i < count; i++) {
        struct armed_item item = {0};
        if (!(item.scenario = library_find(lab->library, ids[i], &item.variant, error)))
            return false;
        add_item(found, item);
    }
    return true;
}

static void set_healthy_lookup(struct lab *lab)
{
    ready_set_lookup(lab, HEALTHY_REQUESTER, HEALTHY_TARGET, NULL);
}

xmlDoc *arming_healthy(const struct lab *lab, const char *era, struct error *error)
{
    CLEANUP(xml_free) xmlDoc *document = era_document(lab->healthy, era, error);

    return document && keyring_fill(lab->keyring, document, error) ? TAKE(document) : NULL;
}

/* The era in which all of them can be played; NULL: error names two that cannot. */
static const char *era_of(const struct lab *lab, const struct armed *wanted, struct error *error)
{
    const char *first = NULL;

    for (size_t i = 0; i < wanted->count; i++) {
        const struct armed_item *const item = &wanted->items[i];
        const char *const era = item->variant->era ? item->variant->era : item->scenario->era;
        if (first && era && !text_equal(first, era)) {
            error_set(error, "%s is of the era %s, what is armed before it of %s: they cannot be armed together",
                      item->scenario->id, era, first);
            return NULL;
        }
        first = era ? era : first;
    }
    return first ? first : lab->era;
}

xmlDoc *arming_healthy_now(const struct lab *lab, struct error *error)
{
    const char *const era = era_of(lab, &lab->armed, error);

    return era ? arming_healthy(lab, era, error) : NULL;
}

/* The settings of a healthy lab never change, so those of the last era are made once. */
static bool put_healthy(struct lab *lab, const char *era, struct error *error)
{
    xmlDoc *document;

    if (text_equal(lab->healthy_era, era)) {
        store_put_back(lab->store, lab->healthy_settings);
        return true;
    }
    document = arming_healthy(lab, era, error);
    if (!document || !store_replace(lab->store, document, error))
        return false;
    snapshot_release(&lab->healthy_settings);
    lab->healthy_settings = store_snapshot(lab->store);
    lab->healthy_era = era;
    return true;
}

static bool make_healthy(struct lab *lab, const struct armed *wanted, struct error *error)
{
    const char *const era = era_of(lab, wanted, error);

    clear(&lab->armed);
    if (!era || !put_healthy(lab, era, error))
        return false;
    set_healthy_lookup(lab);
    return true;
}

/* The first one's look-up is the lab's. */
static void set_lookup(struct lab *lab, const struct variant *variant)
{
    if (lab->armed.items[0].variant == variant)
        ready_set_lookup(lab, variant->requester, variant->target, variant->client);
}

/* On top of what there is. */
static bool break_it(struct lab *lab, struct armed_item item, struct error *error)
{
    add_item(&lab->armed, item);
    if (!run_all(lab, item.scenario, &item.variant->given, error))
        return false;
    set_lookup(lab, item.variant);
    if (!run_all(lab, item.scenario, &item.variant->breaking, error))
        return false;
    set_lookup(lab, item.variant); /* whose mailbox may be new */
    return true;
}

static bool break_all(struct lab *lab, const struct armed *wanted, struct error *error)
{
    for (size_t i = 0; i < wanted->count; i++)
        if (!break_it(lab, wanted->items[i], error))
            return false;
    return true;
}

static bool make_broken(struct lab *lab, const struct armed *wanted, struct error *error)
{
    return make_healthy(lab, wanted, error) && break_all(lab, wanted, error);
}

/* On top of what there is; what was changed before still counts as changed. */
static bool break_more(struct lab *lab, const struct armed *wanted, struct error *error)
{
    const unsigned long changes = lab->changes;
    const bool done = break_all(lab, wanted, error);

    lab->changes = changes;
    return done;
}

/* The lab that was made anew stays: nothing is counted in it yet, and nobody needs the keys of the one before. */
static bool settle(struct lab *lab, struct arming_backup *backup, bool done, struct error *error)
{
    if (!finish_or_undo(lab, backup, done, error))
        return false;
    keyring_remove_later(lab->keyring, 0, backup->keys);
    strike_counts_reset(lab->strike_counts);
    lab->changes = 0;
    return true;
}

bool lab_arm_all(struct lab *lab, const char *const *ids, size_t count, bool keep, struct error *error)
{
    CLEANUP(clear) struct armed wanted = {0};

    if (!find_all(lab, ids, count, &wanted, error))
        return false;
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&lab->lock);
    CLEANUP(arming_backup_clear) struct arming_backup backup = arming_backup_take(lab);
    return keep ? finish_or_undo(lab, &backup, break_more(lab, &wanted, error), error)
                : settle(lab, &backup, make_broken(lab, &wanted, error), error);
}

bool lab_arm(struct lab *lab, const char *id, struct error *error)
{
    return lab_arm_all(lab, &id, 1, false, error);
}

bool lab_disarm(struct lab *lab, struct error *error)
{
    return lab_arm_all(lab, NULL, 0, false, error);
}

/* Where it is armed; false: it is not. With the lock. */
static bool find_armed(const struct lab *lab, const char *id, size_t *index, struct error *error)
{
    char list[256] = "", own[32];
    const struct variant *variant = NULL;

    if (!library_find(lab->library, id, &variant, error))
        return false;
    for (*index = 0; *index < lab->armed.count; ++*index)
        if (lab->armed.items[*index].variant == variant)
            return true;
    for (size_t i = 0; i < lab->armed.count; i++)
        snprintf(list + strlen(list), sizeof list - strlen(list), "%s%s",
                 i ? ", " : "; armed: ", variant_id(lab->armed.items[i].scenario, lab->armed.items[i].variant, own));
    return error_set(error, "%s is not armed%s", id, *list ? list : ", nor is anything else");
}

/* What stays armed. false: it cannot be undone alone. */
static bool find_rest(const struct lab *lab, const char *id, struct armed *rest, struct error *error)
{
    size_t index;

    if (!find_armed(lab, id, &index, error))
        return false;
    if (lab->changes > 0)
        return error_set(
            error,
            "%s cannot be undone alone: the settings were changed %lu times since, and that would be lost; "
            "disarm everything, or reset the lab",
            id, lab->changes);
    for (size_t i = 0; i < lab->armed.count; i++)
        if (i != index)
            add_item(rest, lab->armed.items[i]);
    return true;
}

bool lab_disarm_one(struct lab *lab, const char *id, struct error *error)
{
    CLEANUP(clear) struct armed rest = {0};
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&lab->lock);
    CLEANUP(arming_backup_clear) struct arming_backup backup = arming_backup_take(lab);

    return find_rest(lab, id, &rest, error) && settle(lab, &backup, make_broken(lab, &rest, error), error);
}

static bool repair(struct lab *lab, const char *id, struct error *error)
{
    size_t only = lab->armed.count;

    if (lab->armed.count == 0)
        return error_set(error, "nothing is armed, so there is nothing to repair");
    if (id && !find_armed(lab, id, &only, error))
        return false;
    for (size_t i = 0; i < lab->armed.count; i++) {
        struct armed_item *item = &lab->armed.items[i];
        if (id && i != only)
            continue;
        if (!run_all(lab, item->scenario, &item->variant->repair, error))
            return false;
        item->repaired = true;
    }
    return true;
}

bool lab_repair_one(struct lab *lab, const char *id, struct error *error)
{
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&lab->lock);
    CLEANUP(arming_backup_clear) struct arming_backup backup = arming_backup_take(lab);

    return finish_or_undo(lab, &backup, repair(lab, id, error), error);
}

bool lab_repair(struct lab *lab, struct error *error)
{
    return lab_repair_one(lab, NULL, error);
}

/* The lab is new, and so healthy. */
bool arming_start(struct lab *lab, const char *const *ids, struct error *error)
{
    size_t count = 0;
    bool done;

    while (ids && ids[count])
        count++;
    if (!find_all(lab, ids, count, &lab->start, error))
        return false;
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&lab->lock);
    set_healthy_lookup(lab);
    done = count == 0 || make_broken(lab, &lab->start, error);
    lab->changes = 0;
    return finish(lab, done, error);
}

bool lab_reset(struct lab *lab, struct error *error)
{
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&lab->lock);
    CLEANUP(arming_backup_clear) struct arming_backup backup = arming_backup_take(lab);

    if (!settle(lab, &backup, make_broken(lab, &lab->start, error), error))
        return false;
    shell_session_free(&lab->session);
    lab->session = shell_session_new();
    exchange_restart(lab->exchange);
    journal_clear(lab->journal);
    return true;
}

/* null: nobody has looked since settings changed. */
static json_t *healed(struct lab *lab)
{
    const int looked_up = atomic_load(&lab->looked_up);

    return looked_up == LOOKED_UP_UNKNOWN ? json_null() : json_boolean(looked_up == LOOKED_UP_WELL);
}

json_t *arming_to_json(struct lab *lab)
{
    json_t *list = json_array();
    char id[32];
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&lab->lock);
    json_t *json;

    for (size_t i = 0; i < lab->armed.count; i++)
        json_array_append_new(list,
                              json_string(variant_id(lab->armed.items[i].scenario, lab->armed.items[i].variant, id)));
    json = json_pack("{s:o, s:I, s:o}", "armed", list, "changes", (json_int_t)lab->changes, "healed", healed(lab));
    return json;
}

void arming_free(struct lab *lab)
{
    clear(&lab->armed);
    clear(&lab->start);
    snapshot_release(&lab->healthy_settings);
}

/* One of output and recording is NULL. */
static bool run(struct lab *lab, const char *at, const char *command, bool without_lab, FILE *output,
                struct recording *recording, struct error *error)
{
    const struct shell_services services = lab_shell_services(lab);
    const struct shell shell = {.store = lab->store,
                                .output = recording ? recording_output(recording) : output,
                                .recording = recording,
                                .session = lab->session,
                                .services = &services,
                                .without_lab = without_lab};
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&lab->lock);

    return finish(lab, shell_run(&shell, at, command, error), error);
}

bool lab_run(struct lab *lab, const char *at, const char *command, FILE *output, struct error *error)
{
    return run(lab, at, command, false, output, NULL, error);
}

bool lab_run_for_tool(struct lab *lab, const char *at, const char *command, FILE *output, struct error *error)
{
    return run(lab, at, command, true, output, NULL, error);
}

json_t *lab_run_for_objects(struct lab *lab, const char *at, const char *command, bool for_tool)
{
    CLEANUP(recording_free) struct recording *recording = recording_new();
    struct error error = {""};
    const bool done = run(lab, at, command, for_tool, NULL, recording, &error);
    json_t *answer = recording_to_json(recording);

    json_object_set_new(answer, "ok", json_boolean(done));
    if (!done)
        json_object_set_new(answer, "error", error_record(error.text));
    return answer;
}

void lab_restart_strikes(struct lab *lab)
{
    strike_counts_reset(lab->strike_counts);
}
