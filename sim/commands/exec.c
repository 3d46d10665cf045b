/* SPDX-License-Identifier: MIT */
/* fblab exec: a program runs against a lab of its own. */
#include "fblab_commands.h"

#include "base/cleanup.h"
#include "foreground.h"
#include "harness/run/child.h"
#include "harness/run/process.h"
#include "harness/run/tool_lab.h"
#include "isolation/namespaces.h"
#include "kept_keys/kept_keys.h"
#include "lab_start.h"
#include "terminal/status.h"

#include <limits.h>
#include <unistd.h>

static int run_tool(const struct tool_lab *tool_lab, char **arguments, const sigset_t *signals)
{
    struct error error = {""};
    CLEANUP(tool_lab_environment_free) char **environment = tool_lab_environment(tool_lab, &error);
    const struct process_plan plan = {.arguments = (const char *const *)arguments,
                                      .environment = environment,
                                      .input = STDIN_FILENO,
                                      .output = STDOUT_FILENO,
                                      .errors = STDERR_FILENO,
                                      .isolation = tool_lab->isolation};
    int status = STATUS_UNUSABLE;
    const pid_t child = environment ? process_start(&plan, &status, &error) : -1;

    return child > 0 ? foreground_wait(child, signals) : complain(status, "%s", error.text);
}

struct exec {
    const char *armed[OPTION_MOST_TEXTS + 1], *scenarios;
    bool isolated, with_admin, fresh_keys;
    struct option_number seed;
};

static const struct option_row options[] = {
    {"scenario", "ID...", "break the lab this way (06, 32b); may be repeated", OPTION_INTO(struct exec, armed)},
    {"isolated", NULL, "the real names at the real ports, and nothing else", OPTION_INTO(struct exec, isolated)},
    {"with-admin", NULL, "CMD may arm, repair, and see the journal", OPTION_INTO(struct exec, with_admin)},
    {"scenarios", "DIR", "add the scenarios of a folder of yours", OPTION_INTO(struct exec, scenarios)},
    {"fresh-keys", NULL, "make new keys in place of those kept from earlier", OPTION_INTO(struct exec, fresh_keys)},
    {"seed", "N", "repeat what is drawn at random", OPTION_INTO_RANGE(struct exec, seed, 0, ULONG_MAX)},
};

static int run(void *values, int count, char **operands)
{
    struct exec *const exec = values;
    struct error error = {""};
    sigset_t signals;

    if (count == 0)
        return complain(STATUS_USAGE, "exec needs a command to run: fblab exec -- CMD");
    if (exec->fresh_keys && !kept_keys_renew(&error))
        return complain(STATUS_UNUSABLE, "%s", error.text);
    if (exec->isolated && !namespaces_enter(&error))
        return complain(STATUS_UNUSABLE, "%s", error.text);
    child_find_siblings();
    foreground_block(&signals);
    const struct lab_options wanted = {
        .scenarios = exec->scenarios, .seed = exec->seed.value, .armed = exec->armed, .published = exec->isolated};
    CLEANUP(tool_lab_stop) struct tool_lab *tool_lab = tool_lab_start(&wanted, exec->with_admin, &error);
    if (!tool_lab)
        return complain(start_status(exec->scenarios, exec->armed), "%s", error.text);
    return run_tool(tool_lab, operands, &signals);
}

const struct subcommand exec_command = {
    .name = "exec",
    .arguments = "-- CMD...",
    .summary = "run a program against a lab of its own",
    .about = "Runs CMD against a lab of its own and ends with its exit status. CMD finds the lab by FBLAB_READY_FILE, "
             "FBLAB_EWS_URL and others (fblab(1) has the list).",
    .options = options,
    .option_count = ARRAY_SIZE(options),
    .values_size = sizeof(struct exec),
    .run = run,
};
