/* SPDX-License-Identifier: MIT */
/* Breaking and repairing: every change goes through the command interpreter. */
#include "internal.h"

#include "cleanup.h"
#include "commands.h"
#include "text.h"

/* The look-up of a healthy lab nobody has armed. */
#define HEALTHY_REQUESTER "ann@contoso.com"
#define HEALTHY_TARGET "joe@contoso.com"

static bool run_all(struct simulator *simulator, const struct commands *commands, struct error *error)
{
    const struct shell_services services = commands_services(simulator);
    const struct shell shell = {.store = simulator->store, .services = &services};

    for (size_t i = 0; i < commands->count; i++) {
        const struct scenario_command *command = &commands->items[i];
        if (!shell_run(&shell, command->at, command->command, error))
            return error_prefix(error, "%s:%d: %s", simulator->scenario->file, command->line, command->command);
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
    done = ready_publish(simulator, done ? error : NULL) && done;
    pthread_mutex_unlock(&simulator->lock);
    return done;
}

static bool make_healthy(struct simulator *simulator, struct error *error)
{
    simulator->scenario = NULL;
    simulator->variant = NULL;
    if (!store_replace(simulator->store, xmlCopyDoc(simulator->healthy, 1), error))
        return false;
    ready_set_lookup(simulator, HEALTHY_REQUESTER, HEALTHY_TARGET, NULL);
    return true;
}

static bool break_it(struct simulator *simulator, const struct scenario *scenario, const struct variant *variant,
                     struct error *error)
{
    if (!make_healthy(simulator, error))
        return false;
    simulator->scenario = scenario;
    simulator->variant = variant;
    if (!run_all(simulator, &variant->given, error))
        return false;
    ready_set_lookup(simulator, variant->requester, variant->target, variant->client);
    if (!run_all(simulator, &variant->breaking, error))
        return false;
    ready_set_lookup(simulator, variant->requester, variant->target, variant->client); /* whose mailbox may be new */
    return true;
}

bool simulator_arm(struct simulator *simulator, const char *id, struct error *error)
{
    const struct variant *variant;
    const struct scenario *scenario = library_find(simulator->library, id, &variant, error);
    bool done;

    if (!scenario)
        return false;
    begin(simulator);
    done = break_it(simulator, scenario, variant, error);
    if (!done)
        make_healthy(simulator, NULL);
    return finish(simulator, done, error);
}

bool simulator_disarm(struct simulator *simulator, struct error *error)
{
    begin(simulator);
    return finish(simulator, make_healthy(simulator, error), error);
}

bool simulator_repair(struct simulator *simulator, struct error *error)
{
    bool done;

    begin(simulator);
    done = simulator->variant ? run_all(simulator, &simulator->variant->repair, error)
                              : error_set(error, "nothing is armed, so there is nothing to repair");
    return finish(simulator, done, error);
}

bool simulator_run(struct simulator *simulator, const char *at, const char *command, FILE *output, struct error *error)
{
    const struct shell_services services = commands_services(simulator);
    const struct shell shell = {
        .store = simulator->store, .output = output, .session = simulator->session, .services = &services};
    bool done;

    begin(simulator);
    done = shell_run(&shell, at, command, error);
    return finish(simulator, done, error);
}
