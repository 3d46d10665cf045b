/* SPDX-License-Identifier: MIT */
/* Breaking and repairing: every change goes through the command interpreter. */
#include "internal.h"

#include "base/cleanup.h"
#include "lab_commands.h"
#include "shell/shell.h"

#include <string.h>

/* The look-up of a healthy lab nobody has armed. */
#define HEALTHY_REQUESTER "ann@contoso.com"
#define HEALTHY_TARGET "joe@contoso.com"

static bool run_all(struct simulator *simulator, const struct scenario *scenario, const struct commands *commands,
                    struct error *error)
{
    const struct shell_services services = commands_services(simulator);
    const struct shell shell = {.store = simulator->store, .services = &services};

    for (size_t i = 0; i < commands->count; i++) {
        const struct scenario_command *command = &commands->items[i];
        if (!shell_run(&shell, command->at, command->command, error))
            return error_prefix(error, "%s:%d: %s", scenario->file, command->line, command->command);
    }
    return true;
}

static void begin(struct simulator *simulator)
{
    pthread_mutex_lock(&simulator->lock);
}

/* Publishes only now, when the lab is as it should be. */
static bool finish(struct simulator *simulator, bool done, struct error *error)
{
    captures_update(simulator);
    done = ready_publish(simulator, done ? error : NULL) && done;
    pthread_mutex_unlock(&simulator->lock);
    return done;
}

static void add_item(struct armed *armed, struct armed_item item)
{
    armed->items = reallocarray(armed->items, armed->count + 1, sizeof *armed->items);
    if (!armed->items)
        abort();
    armed->items[armed->count++] = item;
}

static void clear(struct armed *armed)
{
    free(TAKE(armed->items));
    armed->count = 0;
}

static bool find_all(const struct simulator *simulator, const char *const *ids, size_t count, struct armed *found,
                     struct error *error)
{
    for (size_t i = 0; i < count; i++) {
        struct armed_item item = {0};
        if (!(item.scenario = library_find(simulator->library, ids[i], &item.variant, error)))
            return false;
        add_item(found, item);
    }
    return true;
}

static void set_healthy_lookup(struct simulator *simulator)
{
    ready_set_lookup(simulator, HEALTHY_REQUESTER, HEALTHY_TARGET, NULL);
}

static bool make_healthy(struct simulator *simulator, struct error *error)
{
    clear(&simulator->armed);
    if (!store_replace(simulator->store, xmlCopyDoc(simulator->healthy, 1), error))
        return false;
    set_healthy_lookup(simulator);
    return true;
}

/* The first one's look-up is the lab's. */
static void set_lookup(struct simulator *simulator, const struct variant *variant)
{
    if (simulator->armed.items[0].variant == variant)
        ready_set_lookup(simulator, variant->requester, variant->target, variant->client);
}

/* On top of what there is. */
static bool break_it(struct simulator *simulator, struct armed_item item, struct error *error)
{
    add_item(&simulator->armed, item);
    if (!run_all(simulator, item.scenario, &item.variant->given, error))
        return false;
    set_lookup(simulator, item.variant);
    if (!run_all(simulator, item.scenario, &item.variant->breaking, error))
        return false;
    set_lookup(simulator, item.variant); /* whose mailbox may be new */
    return true;
}

static bool break_all(struct simulator *simulator, const struct armed *wanted, struct error *error)
{
    for (size_t i = 0; i < wanted->count; i++)
        if (!break_it(simulator, wanted->items[i], error))
            return false;
    return true;
}

static bool make_broken(struct simulator *simulator, const struct armed *wanted, struct error *error)
{
    const bool done = make_healthy(simulator, error) && break_all(simulator, wanted, error);

    if (!done)
        make_healthy(simulator, NULL);
    simulator->changes = 0;
    return done;
}

static bool copy_document(const xmlDoc *document, void *context, struct error *error)
{
    (void)error;
    *(xmlDoc **)context = xmlCopyDoc((xmlDoc *)document, 1);
    return true;
}

/* What fails leaves no trace: neither in the settings nor in the list. */
static bool break_more(struct simulator *simulator, const struct armed *wanted, struct error *error)
{
    const size_t before = simulator->armed.count;
    const unsigned long changes = simulator->changes;
    xmlDoc *document = NULL;
    bool done;

    store_read(simulator->store, copy_document, &document, NULL);
    done = break_all(simulator, wanted, error);
    if (!done)
        store_replace(simulator->store, TAKE(document), NULL);
    xmlFreeDoc(document);
    simulator->armed.count = done ? simulator->armed.count : before;
    if (!done && before == 0)
        set_healthy_lookup(simulator);
    simulator->changes = changes;
    return done;
}

bool simulator_arm_all(struct simulator *simulator, const char *const *ids, size_t count, bool keep,
                       struct error *error)
{
    CLEANUP(clear) struct armed wanted = {0};
    bool done;

    if (!find_all(simulator, ids, count, &wanted, error))
        return false;
    begin(simulator);
    done = keep ? break_more(simulator, &wanted, error) : make_broken(simulator, &wanted, error);
    return finish(simulator, done, error);
}

bool simulator_arm(struct simulator *simulator, const char *id, struct error *error)
{
    return simulator_arm_all(simulator, &id, 1, false, error);
}

bool simulator_disarm(struct simulator *simulator, struct error *error)
{
    return simulator_arm_all(simulator, NULL, 0, false, error);
}

/* Where it is armed; false: it is not. With the lock. */
static bool find_armed(const struct simulator *simulator, const char *id, size_t *index, struct error *error)
{
    char list[256] = "", own[16];
    const struct variant *variant = NULL;

    if (!library_find(simulator->library, id, &variant, error))
        return false;
    for (*index = 0; *index < simulator->armed.count; ++*index)
        if (simulator->armed.items[*index].variant == variant)
            return true;
    for (size_t i = 0; i < simulator->armed.count; i++)
        snprintf(list + strlen(list), sizeof list - strlen(list), "%s%s", i ? ", " : "; armed: ",
                 variant_id(simulator->armed.items[i].scenario, simulator->armed.items[i].variant, own));
    return error_set(error, "%s is not armed%s", id, *list ? list : ", nor is anything else");
}

static bool disarm_one(struct simulator *simulator, const char *id, struct error *error)
{
    CLEANUP(clear) struct armed rest = {0};
    size_t index;

    if (!find_armed(simulator, id, &index, error))
        return false;
    if (simulator->changes > 0)
        return error_set(
            error,
            "%s cannot be undone alone: the settings were changed %lu times since, and that would be lost; "
            "disarm everything, or reset the lab",
            id, simulator->changes);
    for (size_t i = 0; i < simulator->armed.count; i++)
        if (i != index)
            add_item(&rest, simulator->armed.items[i]);
    return make_broken(simulator, &rest, error);
}

bool simulator_disarm_one(struct simulator *simulator, const char *id, struct error *error)
{
    begin(simulator);
    return finish(simulator, disarm_one(simulator, id, error), error);
}

static bool repair(struct simulator *simulator, const char *id, struct error *error)
{
    size_t only = simulator->armed.count;

    if (simulator->armed.count == 0)
        return error_set(error, "nothing is armed, so there is nothing to repair");
    if (id && !find_armed(simulator, id, &only, error))
        return false;
    for (size_t i = 0; i < simulator->armed.count; i++) {
        struct armed_item *item = &simulator->armed.items[i];
        if (id && i != only)
            continue;
        if (!run_all(simulator, item->scenario, &item->variant->repair, error))
            return false;
        item->repaired = true;
    }
    return true;
}

bool simulator_repair_one(struct simulator *simulator, const char *id, struct error *error)
{
    begin(simulator);
    return finish(simulator, repair(simulator, id, error), error);
}

bool simulator_repair(struct simulator *simulator, struct error *error)
{
    return simulator_repair_one(simulator, NULL, error);
}

/* The lab is new, and so healthy. */
bool arming_start(struct simulator *simulator, const char *const *ids, struct error *error)
{
    size_t count = 0;
    bool done;

    while (ids && ids[count])
        count++;
    if (!find_all(simulator, ids, count, &simulator->start, error))
        return false;
    begin(simulator);
    set_healthy_lookup(simulator);
    done = break_all(simulator, &simulator->start, error);
    simulator->changes = 0;
    return finish(simulator, done, error);
}

bool simulator_reset(struct simulator *simulator, struct error *error)
{
    bool done;

    begin(simulator);
    done = make_broken(simulator, &simulator->start, error);
    session_free(&simulator->session);
    simulator->session = session_new();
    exchange_restart(simulator->exchange);
    journal_clear(simulator->journal);
    return finish(simulator, done, error);
}

json_t *arming_to_json(struct simulator *simulator)
{
    json_t *list = json_array();
    char id[16];
    json_t *json;

    begin(simulator);
    for (size_t i = 0; i < simulator->armed.count; i++)
        json_array_append_new(
            list, json_string(variant_id(simulator->armed.items[i].scenario, simulator->armed.items[i].variant, id)));
    json = json_pack("{s:o, s:I}", "armed", list, "changes", (json_int_t)simulator->changes);
    pthread_mutex_unlock(&simulator->lock);
    return json;
}

void arming_free(struct simulator *simulator)
{
    clear(&simulator->armed);
    clear(&simulator->start);
}

static bool run(struct simulator *simulator, const char *at, const char *command, FILE *output, struct error *error)
{
    const struct shell_services services = commands_services(simulator);
    const struct shell shell = {
        .store = simulator->store, .output = output, .session = simulator->session, .services = &services};

    return shell_run(&shell, at, command, error);
}

bool simulator_run(struct simulator *simulator, const char *at, const char *command, FILE *output, struct error *error)
{
    begin(simulator);
    return finish(simulator, run(simulator, at, command, output, error), error);
}
