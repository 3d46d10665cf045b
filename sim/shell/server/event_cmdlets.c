/* SPDX-License-Identifier: MIT */
/* Get-WinEvent and Get-EventLog: the events of a server, newest first. */
#include "log_files.h"
#include "vocabulary/noun_rows.h"

#include "base/text.h"
#include "evidence/entities.h"
#include "server_objects.h"
#include "shell/cmdlets/action_rows.h"
#include "shell/cmdlets/command.h"
#include "shell/nouns/format.h"

#include <stdlib.h>
#include <string.h>

struct read_event {
    char *number, *time, *id, *level, *source, *message;
};

static void read_event_clear(struct read_event *event)
{
    free(event->number);
    free(event->time);
    free(event->id);
    free(event->level);
    free(event->source);
    free(event->message);
}

/* What stands behind `mark`, up to `end`; "" where it is not there. The caller frees it. */
static char *part_of(const char *line, const char *mark, char end)
{
    const char *const found = strstr(line, mark), *const from = found ? found + strlen(mark) : "";
    const char *const to = strchr(from, end);

    return entities_decode(from, to ? (size_t)(to - from) : 0);
}

static struct read_event read_event(const char *line)
{
    return (struct read_event){
        .number = part_of(line, "<EventRecordID>", '<'),
        .time = part_of(line, "SystemTime=\"", '"'),
        .id = part_of(line, "<EventID>", '<'),
        .level = part_of(line, "<Level>", '<'),
        .source = part_of(line, "Provider Name=\"", '"'),
        .message = part_of(line, "<Data>", '<'),
    };
}

/* Windows audits at level 0; nothing else here is less than an error. */
static bool is_audit(const struct read_event *event)
{
    return text_equal(event->level, "0");
}

static void print_win_event(const struct command *command, const struct read_event *event, FILE *output)
{
    const struct result_row rows[] = {
        {"TimeCreated", event->time},
        {"Id", event->id},
        {"LevelDisplayName", is_audit(event) ? "Information" : "Error"},
        {"ProviderName", event->source},
        {"Message", event->message},
    };

    format_result(command->format, output, rows, ARRAY_SIZE(rows));
}

static void print_event_log(const struct command *command, const struct read_event *event, FILE *output)
{
    const struct result_row rows[] = {
        {"Index", event->number},
        {"TimeGenerated", event->time},
        {"EntryType", is_audit(event) ? "FailureAudit" : "Error"},
        {"Source", event->source},
        {"EventID", event->id},
        {"Message", event->message},
    };

    format_result(command->format, output, rows, ARRAY_SIZE(rows));
}

typedef void print_function(const struct command *command, const struct read_event *event, FILE *output);

/* What the two cmdlets call the same. */
struct event_wishes {
    const char *log, *source, *most;
    print_function *print;
};

/* false: it is of another source. */
static bool print_line(const struct command *command, const struct event_wishes *wishes, const char *line, FILE *output)
{
    CLEANUP(read_event_clear) struct read_event event = read_event(line);

    if (*wishes->source && !text_matches(event.source, wishes->source))
        return false;
    if (output)
        wishes->print(command, &event, output);
    return true;
}

static bool find_local(const xmlDoc *document, void *context, struct error *error)
{
    (void)error;
    *(char **)context = text_copy(first_server_name(document));
    return true;
}

static bool is_log(const char *name)
{
    return text_equal(name, "Application") || text_equal(name, "Security") || text_equal(name, "System");
}

static bool list(const struct shell *shell, const struct command *command, const struct event_wishes *wishes,
                 struct error *error)
{
    const struct shell_services *const services = services_of(command, error);
    CLEANUP(log_files_clear) struct log_files files = {0};
    CLEANUP(cleanup_string) char *local = NULL;
    CLEANUP(cleanup_string) char *path = text_format("Windows/System32/winevt/Logs/%s.xml", wishes->log);
    size_t left = *wishes->most ? (size_t)strtoul(wishes->most, NULL, 10) : SIZE_MAX;

    if (!is_log(wishes->log))
        return error_set(error,
                         "There is not an event log on the localhost computer that matches \"%s\"; there are "
                         "Application, Security and System.",
                         wishes->log);
    if (!services || !store_read(shell->store, find_local, &local, error))
        return false;
    log_files_read(&files, services, local, "");
    for (size_t i = 0; i < files.count; i++)
        for (size_t line = files.items[i].count; text_equal(files.items[i].path, path) && line > 0 && left > 0; line--)
            left -= print_line(command, wishes, files.items[i].lines[line - 1], shell->output);
    return true;
}

static const char *log_of(const struct command *command)
{
    return command->identity ? command->identity : command_text(command, "LogName");
}

static bool get_win_event(const struct shell *shell, const struct command *command, struct error *error)
{
    const struct event_wishes wishes = {log_of(command), command_text(command, "ProviderName"),
                                        command_text(command, "MaxEvents"), print_win_event};

    return list(shell, command, &wishes, error);
}

static bool get_event_log(const struct shell *shell, const struct command *command, struct error *error)
{
    const struct event_wishes wishes = {log_of(command), command_text(command, "Source"),
                                        command_text(command, "Newest"), print_event_log};

    return list(shell, command, &wishes, error);
}

#define AT_THE_SERVER (AT(ONPREM) | AT(SERVER))

static const struct parameter win_event[] = {
    {"LogName", .type = TYPE_TEXT, .says = "Application, Security or System"},
    {"MaxEvents", .type = TYPE_NUMBER, .says = "only so many, the newest"},
    {"ProviderName", .type = TYPE_TEXT, .says = "only of that source: MSExchange Availability"},
};

static const struct parameter event_log[] = {
    {"LogName", .type = TYPE_TEXT, .says = "Application, Security or System"},
    {"Newest", .type = TYPE_NUMBER, .says = "only so many, the newest"},
    {"Source", .type = TYPE_TEXT, .says = "only of that source: MSExchange Availability"},
    {"EntryType", .type = TYPE_TEXT, .flags = IGNORED},
};

const struct cmdlet_action action_get_win_event = {
    {"Get", RUN, .run = get_win_event},
    {"WinEvent", .says = "events of the Exchange server, newest first", .scopes = AT_THE_SERVER, .verbs = RUN,
     PARAMETERS(win_event)},
};

const struct cmdlet_action action_get_event_log = {
    {"Get", RUN, .run = get_event_log},
    {"EventLog", .says = "events of the Exchange server, newest first", .scopes = AT_THE_SERVER, .verbs = RUN,
     PARAMETERS(event_log)},
};
