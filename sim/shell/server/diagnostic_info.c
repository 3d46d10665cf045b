/* SPDX-License-Identifier: MIT */
/* Get-ExchangeDiagnosticInfo -Argument Refresh: servers read their setting overrides anew. The lab's read them at once, so
 * there is nothing to do but to say so. */
#include "shell/cmdlets/action_rows.h"
#include "vocabulary/noun_rows.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "shell/cmdlets/command.h"
#include "shell/nouns/format.h"

static bool show(const struct shell *shell, const struct command *command, struct error *error)
{
    const char *component = command_text(command, "Component");
    CLEANUP(cleanup_string)
    char *result = text_format("<Diagnostics><ProcessInfo><ProcessName>%s</ProcessName></ProcessInfo><Components><%s/>"
                               "</Components></Diagnostics>",
                               command_text(command, "Process"), component);
    const struct result_row rows[] = {{"Result", result}, {"IsValid", "True"}, {"ObjectState", "New"}};

    (void)error;
    if (shell->output)
        format_result(command->format, shell->output, rows, ARRAY_SIZE(rows));
    return true;
}

static const struct parameter parameters[] = {
    {"Process", .type = TYPE_TEXT, .flags = REQUIRED},
    {"Component", .type = TYPE_TEXT, .flags = REQUIRED},
    {"Argument", .type = TYPE_TEXT},
    {"Server", .type = TYPE_TEXT, .flags = IGNORED},
};

const struct cmdlet_action action_get_exchange_diagnostic_info = {
    {"Get", RUN, .run = show},
    {"ExchangeDiagnosticInfo", .says = "lets a process read its settings anew (VariantConfiguration, Refresh)",
     .scopes = EXCHANGE, .verbs = RUN, PARAMETERS(parameters)},
};
