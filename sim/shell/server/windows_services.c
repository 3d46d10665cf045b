/* SPDX-License-Identifier: MIT */
/* Get-, Start-, Stop- and Restart-Service, and Test-ServiceHealth, on the Exchange server. The document keeps only services
 * whose state somebody changed (LabService); the others run. */
#include "vocabulary/windows_services.h"

#include "base/memory.h"
#include "base/text.h"
#include "server_objects.h"
#include "shell/cmdlets/action_rows.h"
#include "shell/cmdlets/command.h"
#include "shell/nouns/format.h"
#include "shell/nouns/objects.h"
#include "vocabulary/noun_rows.h"
#include "vocabulary/places.h"

#include <string.h>

static const char *status_of(const xmlDoc *document, const struct windows_service *service)
{
    const xmlNode *kept = server_object(document, "LabService", service->name);

    return kept ? property_read(kept, "Status") : "Running";
}

/* -Name, -DisplayName or the first argument. */
static const char *wanted_name(const struct command *command)
{
    if (command->identity)
        return command->identity;
    return *command_text(command, "Name") ? command_text(command, "Name") : command_text(command, "DisplayName");
}

static bool refuse_service(const char *name, struct error *error)
{
    return error_set(error, "Cannot find any service with service name '%s'.", name);
}

static bool show(const xmlDoc *document, const struct command *command, FILE *output, struct error *error)
{
    const char *pattern = *wanted_name(command) ? wanted_name(command) : "*";
    const struct windows_service *service;
    bool found = strchr(pattern, '*');

    for (size_t i = 0; (service = windows_service_at(i)); i++) {
        const struct result_row rows[] = {
            {"Status", status_of(document, service)},
            {"Name", service->name},
            {"DisplayName", service->display_name},
        };
        if (!text_matches(service->name, pattern) && !text_matches(service->display_name, pattern))
            continue;
        found = true;
        if (output)
            format_result(command->format, output, rows, ARRAY_SIZE(rows));
    }
    return found || refuse_service(pattern, error);
}

static bool set_status(xmlDoc *document, const struct command *command, const char *status, struct error *error)
{
    const struct windows_service *service = windows_service_find(wanted_name(command));
    const struct noun *noun = noun_find("LabService");
    xmlNode *kept = service ? server_object(document, noun->name, service->name) : NULL;

    if (!service)
        return refuse_service(wanted_name(command), error);
    if (!kept && text_equal(status, "Running"))
        return true;
    if (!kept) {
        CLEANUP(cleanup_string) char *identity = text_format("%s\\%s", first_server_name(document), service->name);
        kept = scope_add(scope_find(document, SCOPE_ONPREM), noun);
        property_write(kept, noun, "Identity", identity);
    }
    property_write(kept, noun, "Status", status);
    return true;
}

static bool start(xmlDoc *document, const struct command *command, struct error *error)
{
    return set_status(document, command, "Running", error);
}

static bool stop(xmlDoc *document, const struct command *command, struct error *error)
{
    return set_status(document, command, "Stopped", error);
}

/* "{MSExchangeIS, W3SVC}": those that run, or those that do not. */
static char *list(const xmlDoc *document, bool running, size_t *count)
{
    const struct windows_service *service;
    char *text = NULL;
    size_t length;
    FILE *memory = text_stream(&text, &length);

    *count = 0;
    fputc('{', memory);
    for (size_t i = 0; (service = windows_service_at(i)); i++)
        if (text_equal(status_of(document, service), "Running") == running)
            fprintf(memory, "%s%s", (*count)++ ? ", " : "", service->name);
    fputc('}', memory);
    text_stream_close(memory);
    return text;
}

static bool show_health(const xmlDoc *document, const struct command *command, FILE *output, struct error *error)
{
    size_t running, stopped;
    CLEANUP(cleanup_string) char *up = list(document, true, &running);
    CLEANUP(cleanup_string) char *down = list(document, false, &stopped);
    const struct result_row rows[] = {
        {"Role", "Mailbox Server Role"},
        {"RequiredServicesRunning", stopped == 0 ? "True" : "False"},
        {"ServicesRunning", up},
        {"ServicesNotRunning", down},
    };

    (void)error;
    if (output)
        format_result(command->format, output, rows, ARRAY_SIZE(rows));
    return true;
}

static const struct parameter names[] = {
    {"Name", .type = TYPE_TEXT},
    {"DisplayName", .type = TYPE_TEXT},
};

static const struct parameter health[] = {
    {"Server", .type = TYPE_TEXT, .flags = IGNORED},
};

#define AT_THE_SERVER (AT(ONPREM) | AT(SERVER))

const struct cmdlet_action action_get_service = {
    {"Get", RUN, .show = show},
    {"Service", .says = "a Windows service of the Exchange server", .scopes = AT_THE_SERVER, .verbs = RUN,
     PARAMETERS(names)},
};

const struct cmdlet_action action_start_service = {
    {"Start", RUN, .change = start},
    {"Service", .says = "starts a Windows service", .scopes = AT_THE_SERVER, .verbs = RUN, PARAMETERS(names)},
};

const struct cmdlet_action action_stop_service = {
    {"Stop", RUN, .change = stop},
    {"Service", .says = "stops a Windows service", .scopes = AT_THE_SERVER, .verbs = RUN, PARAMETERS(names)},
};

const struct cmdlet_action action_restart_service = {
    {"Restart", RUN, .change = start},
    {"Service", .says = "starts a Windows service anew", .scopes = AT_THE_SERVER, .verbs = RUN, PARAMETERS(names)},
};

const struct cmdlet_action action_test_service_health = {
    {"Test", RUN, .show = show_health},
    {"ServiceHealth", .says = "which Windows services of the Exchange server run", .scopes = AT_THE_SERVER,
     .verbs = RUN, PARAMETERS(health)},
};
