/* SPDX-License-Identifier: MIT */
/* Resolve-DnsName and Test-NetConnection, typed on the Exchange server: over the network of the lab, as that server has it. */
#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "shell/cmdlets/action_rows.h"
#include "shell/cmdlets/command.h"
#include "shell/nouns/format.h"
#include "vocabulary/noun_rows.h"

#include <stdlib.h>

/* -Name, -ComputerName or the first argument. "": none. */
static const char *wanted_name(const struct command *command, const char *parameter)
{
    return command->identity ? command->identity : command_text(command, parameter);
}

static bool resolve(const struct shell *shell, const struct command *command, struct error *error)
{
    const struct shell_services *const lab = services_of(command, error);
    const char *const name = wanted_name(command, "Name");
    CLEANUP(cleanup_string) char *address = NULL;

    if (!lab)
        return false;
    if (!*name)
        return error_set(error, "Resolve-DnsName needs a name: Resolve-DnsName mail.contoso.com");
    address = lab->resolve(lab->context, name);
    if (!address)
        return error_set(error, "%s : DNS name does not exist", name);
    const struct result_row rows[] = {
        {"Name", name},
        {"Type", "A"},
        {"Section", "Answer"},
        {"IPAddress", address},
    };
    if (shell->output)
        format_result(command->format, shell->output, rows, ARRAY_SIZE(rows));
    return true;
}

static bool test(const struct shell *shell, const struct command *command, struct error *error)
{
    const struct shell_services *const lab = services_of(command, error);
    const char *const name = wanted_name(command, "ComputerName"), *const port = command_text(command, "Port");
    CLEANUP(cleanup_string) char *address = NULL;
    bool connected;

    if (!lab)
        return false;
    if (!*name)
        return error_set(error,
                         "Test-NetConnection needs a name and a port: Test-NetConnection mail.contoso.com -Port 443");
    address = lab->resolve(lab->context, name);
    connected = address && lab->connects(lab->context, name, (unsigned)strtoul(port, NULL, 10));
    const struct result_row rows[] = {
        {"ComputerName", name},
        {"RemoteAddress", address ? address : ""},
        {"RemotePort", port},
        {"NameResolutionSucceeded", address ? "True" : "False"},
        {"TcpTestSucceeded", connected ? "True" : "False"},
    };
    if (shell->output)
        format_result(command->format, shell->output, rows, ARRAY_SIZE(rows));
    return true;
}

static const struct parameter names[] = {
    {"Name", .type = TYPE_TEXT},
    {"Server", .type = TYPE_TEXT, .flags = IGNORED},
};

static const struct parameter connections[] = {
    {"ComputerName", .type = TYPE_TEXT},
    {"Port", .type = TYPE_NUMBER, .flags = REQUIRED},
    {"InformationLevel", .type = TYPE_TEXT, .flags = IGNORED},
};

#define AT_THE_SERVER (AT(ONPREM) | AT(SERVER))

const struct cmdlet_action action_resolve_dns_name = {
    {"Resolve", RUN, .run = resolve},
    {"DnsName", .says = "the address at which the Exchange server finds a name", .scopes = AT_THE_SERVER, .verbs = RUN,
     PARAMETERS(names)},
};

const struct cmdlet_action action_test_net_connection = {
    {"Test", RUN, .run = test},
    {"NetConnection", .says = "does a connection of the Exchange server come about?", .scopes = AT_THE_SERVER,
     .verbs = RUN, PARAMETERS(connections)},
};
