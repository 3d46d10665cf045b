/* SPDX-License-Identifier: MIT */
/* fblab pwsh: PowerShell with the modules of the lab. */
#include "fblab_commands.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "foreground.h"
#include "harness/run/powershell_modules.h"
#include "harness/run/process.h"
#include "harness/run/tool_lab.h"
#include "kept_keys/kept_keys.h"
#include "terminal/status.h"

#include <stdlib.h>
#include <unistd.h>

#define LOAD "Import-Module ExchangeManagementShell -DisableNameChecking"

enum { NOT_FOUND = 127 }; /* of a shell */

/* Without a command it stays; with one, modules are loaded first, so that `hostname` is the server's. */
static int run_powershell(const char *command, char **environment, const sigset_t *signals)
{
    CLEANUP(cleanup_string) char *text = command ? text_format(LOAD "; %s", command) : text_copy(LOAD);
    const char *const arguments[] = {"pwsh",     "-NoLogo", command ? "-NonInteractive" : "-NoExit",
                                     "-Command", text,      NULL};
    const struct process_plan plan = {.arguments = arguments,
                                      .environment = environment,
                                      .input = STDIN_FILENO,
                                      .output = STDOUT_FILENO,
                                      .errors = STDERR_FILENO};
    struct error error = {""};
    int status = STATUS_UNUSABLE;
    const pid_t child = process_start(&plan, &status, &error);

    if (child > 0)
        return foreground_wait(child, signals);
    if (status != NOT_FOUND)
        return complain(STATUS_UNUSABLE, "%s", error.text);
    return complain(STATUS_UNUSABLE,
                    "there is no pwsh on the PATH: `dotnet tool install --global PowerShell` installs it; "
                    "`fblab shell` needs none");
}

static int run_on_lab(const char *ready_file, const char *command, const sigset_t *signals)
{
    struct error error = {""};

    if (access(ready_file, R_OK) != 0)
        return complain(STATUS_UNUSABLE, "%s cannot be read: give the ready file of a lab that runs", ready_file);
    if (!powershell_modules_publish(&error))
        return complain(STATUS_UNUSABLE, "%s", error.text);
    setenv("FBLAB_READY_FILE", ready_file, 1);
    return run_powershell(command, NULL, signals);
}

static int run_on_fresh_lab(const char *command, const sigset_t *signals)
{
    struct error error = {""};
    const struct lab_options wanted = {0};
    CLEANUP(tool_lab_stop) struct tool_lab *lab = tool_lab_start(&wanted, true, &error);
    CLEANUP(tool_lab_environment_free) char **environment = lab ? tool_lab_environment(lab, &error) : NULL;

    return environment ? run_powershell(command, environment, signals) : complain(STATUS_UNUSABLE, "%s", error.text);
}

struct pwsh_wishes {
    const char *lab, *command;
    bool fresh_keys;
};

static const struct option_row options[] = {
    {"lab", "READY", "a lab that runs; without, a fresh healthy one", OPTION_INTO(struct pwsh_wishes, lab)},
    {"fresh-keys", NULL, "make new keys in place of those kept from earlier",
     OPTION_INTO(struct pwsh_wishes, fresh_keys)},
    {"c", "COMMAND", "run this and end", OPTION_INTO(struct pwsh_wishes, command)},
};

static int run(void *values, int count, char **operands)
{
    const struct pwsh_wishes *const wishes = values;
    struct error error = {""};
    sigset_t signals;

    if (count > 0)
        return complain(STATUS_USAGE, "pwsh takes no operand \"%s\"; did you mean -c?", operands[0]);
    if (wishes->fresh_keys && !kept_keys_renew(&error))
        return complain(STATUS_UNUSABLE, "%s", error.text);
    foreground_block(&signals);
    return wishes->lab ? run_on_lab(wishes->lab, wishes->command, &signals)
                       : run_on_fresh_lab(wishes->command, &signals);
}

const struct subcommand pwsh_command = {
    .name = "pwsh",
    .arguments = "",
    .about =
        "PowerShell on a lab, with the management shell of the premises loaded; Connect-ExchangeOnline and the other "
        "modules are there, too. PowerShell itself (pwsh) has to be on the PATH.",
    .options = options,
    .option_count = ARRAY_SIZE(options),
    .values_size = sizeof(struct pwsh_wishes),
    .run = run,
};
