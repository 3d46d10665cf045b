/* SPDX-License-Identifier: MIT */
/* Test-MigrationServerAvailability -ExchangeRemoteMove: does the proxy of the mailbox replication service answer? The
 * catalogue has it for what it shows about the way there (row 04). */
#include "action_rows.h"
#include "vocabulary/noun_rows.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "command.h"
#include "shell/nouns/format.h"
#include "vocabulary/exchange_names.h"

#define CLASS "Microsoft.Exchange.Migration.MigrationServerConnectionFailedException"

static void print(const struct shell *shell, const struct command *command, const char *url,
                  const struct lookup *lookup)
{
    const char *server = command_text(command, "RemoteServer");
    CLEANUP(cleanup_string)
    char *message = text_format("The connection to the server '%s' could not be completed.", server);
    CLEANUP(cleanup_string)
    char *detail = text_format("internal error:" CLASS ": %s ---> The call to '%s' failed. Error details: %s", message,
                               url, lookup->error_text ? lookup->error_text : "");
    const struct result_row rows[] = {
        {"Result", lookup->ok ? "Success" : "Failed"},
        {"Message", lookup->ok ? "" : message},
        {"SupportsCutover", "False"},
        {"ErrorDetail", lookup->ok ? "" : detail},
        {"TestedEndpoint", server},
        {"IsValid", "True"},
        {"Identity", ""},
        {"ObjectState", "New"},
    };

    format_result(command->format, shell->output, rows, ARRAY_SIZE(rows));
}

static bool test(const struct shell *shell, const struct command *command, struct error *error)
{
    const struct shell_services *lab = services_of(command, error);
    const char *server = command_text(command, "RemoteServer");
    CLEANUP(cleanup_string) char *url = text_format("https://%s" PATH_MIGRATION_PROXY, server);
    CLEANUP(lookup_free) struct lookup *lookup = NULL;

    if (!lab)
        return false;
    lookup = lab->test_endpoint(lab->context, command->at, url);
    if (shell->output)
        print(shell, command, url, lookup);
    return true;
}

static const struct parameter parameters[] = {
    {"RemoteServer", .type = TYPE_TEXT, .flags = REQUIRED},
    {"ExchangeRemoteMove", .type = TYPE_SWITCH, .flags = REQUIRED},
    {"Credentials", .type = TYPE_TEXT},
};

const struct cmdlet_action action_test_migration_server_availability = {
    {"Test", RUN, .run = test},
    {"MigrationServerAvailability", .says = "does the proxy of the mailbox replication service answer?",
     .scopes = EXCHANGE, .verbs = RUN, PARAMETERS(parameters)},
};
