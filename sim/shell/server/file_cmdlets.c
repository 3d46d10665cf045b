/* SPDX-License-Identifier: MIT */
/* Get-ChildItem, Get-Content and Select-String on the log files of a server. */
#include "log_files.h"
#include "vocabulary/noun_rows.h"

#include "base/text.h"
#include "server_objects.h"
#include "shell/cmdlets/action_rows.h"
#include "shell/cmdlets/command.h"
#include "shell/nouns/format.h"

#include <stdlib.h>
#include <string.h>

struct local {
    char *server;
};

static bool find_local(const xmlDoc *document, void *context, struct error *error)
{
    struct local *const local = context;

    (void)error;
    local->server = text_copy(first_server_name(document));
    return true;
}

/* -Path, or the first argument. */
static const char *path_of(const struct command *command)
{
    const char *const path = command_text(command, "Path");

    return *path ? path : command->identity ? command->identity : "";
}

static bool read_files(const struct shell *shell, const struct command *command, const char *path,
                       struct log_files *files, struct error *error)
{
    const struct shell_services *const services = services_of(command, error);
    struct local local = {NULL};
    const bool found = services && store_read(shell->store, find_local, &local, error);

    if (found)
        log_files_read(files, services, local.server, path);
    free(local.server);
    return found;
}

static bool refuse_path(const char *path, struct error *error)
{
    return error_set(error, "Cannot find path '%s' because it does not exist.", path);
}

static size_t number_of(const struct command *command, const char *parameter)
{
    return (size_t)strtoul(command_text(command, parameter), NULL, 10);
}

/* The last -Tail lines, or the first -TotalCount. */
static void print_content(const struct command *command, const struct log_file *file, FILE *output)
{
    const size_t tail = number_of(command, "Tail"), total = number_of(command, "TotalCount");
    const size_t first = command_gives(command, "Tail") && tail < file->count ? file->count - tail : 0;
    const size_t end = command_gives(command, "TotalCount") && total < file->count ? total : file->count;

    for (size_t i = first; i < end; i++)
        fprintf(output, "%s\n", file->lines[i]);
}

static bool get_content(const struct shell *shell, const struct command *command, struct error *error)
{
    CLEANUP(log_files_clear) struct log_files files = {0};
    CLEANUP(cleanup_string) char *inner = log_files_inner(path_of(command));
    bool found = false;

    if (!read_files(shell, command, path_of(command), &files, error))
        return false;
    for (size_t i = 0; i < files.count; i++)
        if (text_matches(files.items[i].path, inner)) {
            found = true;
            if (shell->output)
                print_content(command, &files.items[i], shell->output);
        }
    return found || refuse_path(path_of(command), error);
}

static const char *pattern_of(const struct command *command)
{
    const char *const pattern = command_text(command, "Pattern");

    return *pattern ? pattern : command->identity ? command->identity : "";
}

/* Without regard to case, and word for word: patterns of logs are addresses and codes. */
static void print_matches(const struct log_file *file, const char *pattern, FILE *output)
{
    CLEANUP(cleanup_string) char *name = log_files_name(file->path);

    for (size_t i = 0; i < file->count; i++)
        if (strcasestr(file->lines[i], pattern))
            fprintf(output, "%s:%zu:%s\n", name, i + 1, file->lines[i]);
}

static bool select_string(const struct shell *shell, const struct command *command, struct error *error)
{
    CLEANUP(log_files_clear) struct log_files files = {0};
    CLEANUP(cleanup_string) char *inner = log_files_inner(command_text(command, "Path"));
    bool found = false;

    if (!*pattern_of(command))
        return error_set(error, "Select-String needs -Pattern, the text to look for.");
    if (!read_files(shell, command, command_text(command, "Path"), &files, error))
        return false;
    for (size_t i = 0; i < files.count; i++)
        if (text_matches(files.items[i].path, inner)) {
            found = true;
            if (shell->output)
                print_matches(&files.items[i], pattern_of(command), shell->output);
        }
    return found || refuse_path(command_text(command, "Path"), error);
}

/* The length of the name below a folder; 0: the path is not below it. */
static size_t child_length(const char *path, const char *folder)
{
    const size_t length = strlen(folder);

    if (length == 0)
        return strcspn(path, "/");
    return text_starts(path, folder) && path[length] == '/' ? strcspn(path + length + 1, "/") : 0;
}

static void print_item(const struct command *command, const char *inner, const struct log_file *file, FILE *output)
{
    CLEANUP(cleanup_string) char *full = log_files_name(inner);
    CLEANUP(cleanup_string) char *length = file ? text_format("%zu", file->bytes) : text_copy("");
    const char *const slash = strrchr(inner, '/');
    const struct result_row rows[] = {
        {"Mode", file ? "-a----" : "d-----"},
        {"Length", length},
        {"Name", slash ? slash + 1 : inner},
        {"FullName", full},
    };

    format_result(command->format, output, rows, ARRAY_SIZE(rows));
}

/* Was a folder of that path printed for an earlier file? */
static bool is_known(const struct log_files *files, size_t before, const char *inner)
{
    const size_t length = strlen(inner);

    for (size_t i = 0; i < before; i++)
        if (text_starts(files->items[i].path, inner) && files->items[i].path[length] == '/')
            return true;
    return false;
}

/* false: the file is not below the folder. */
static bool list_file(const struct command *command, const struct log_files *files, size_t index, const char *folder,
                      FILE *output)
{
    const struct log_file *const file = &files->items[index];
    const size_t length = child_length(file->path, folder), before = *folder ? strlen(folder) + 1 : 0;
    const char *const filter = command_text(command, "Filter"), *const slash = strrchr(file->path, '/');
    CLEANUP(cleanup_string) char *child = text_copy_part(file->path, before + length);
    const bool is_file = strcmp(child, file->path) == 0, recurse = command_gives(command, "Recurse");

    if (length == 0)
        return false;
    if (output && (is_file || recurse) && (!*filter || text_matches(slash ? slash + 1 : file->path, filter)))
        print_item(command, file->path, file, output);
    else if (output && !is_file && !recurse && !*filter && !is_known(files, index, child))
        print_item(command, child, NULL, output);
    return true;
}

static bool get_child_item(const struct shell *shell, const struct command *command, struct error *error)
{
    CLEANUP(log_files_clear) struct log_files files = {0};
    CLEANUP(cleanup_string) char *inner = log_files_inner(path_of(command));
    bool found = false;

    if (!read_files(shell, command, path_of(command), &files, error))
        return false;
    for (size_t i = 0; i < files.count; i++)
        if (text_matches(files.items[i].path, inner) && *inner) {
            found = true;
            if (shell->output)
                print_item(command, files.items[i].path, &files.items[i], shell->output);
        } else {
            found |= list_file(command, &files, i, inner, shell->output);
        }
    return found || refuse_path(path_of(command), error);
}

#define AT_THE_SERVER (AT(ONPREM) | AT(SERVER))

static const struct parameter content[] = {
    {"Path", .type = TYPE_TEXT,
     .says = "as on the server: C:\\inetpub\\logs\\LogFiles\\W3SVC1\\*.log; \\\\EX02\\C$\\... for another"},
    {"Tail", .type = TYPE_NUMBER, .says = "only so many of the last lines"},
    {"TotalCount", .type = TYPE_NUMBER, .says = "only so many of the first lines"},
};

static const struct parameter string[] = {
    {"Pattern", .type = TYPE_TEXT, .says = "the text to look for, word for word"},
    {"Path", .type = TYPE_TEXT, .flags = REQUIRED, .says = "as for Get-Content"},
    {"SimpleMatch", .type = TYPE_SWITCH, .flags = IGNORED},
};

static const struct parameter child_item[] = {
    {"Path", .type = TYPE_TEXT, .says = "as for Get-Content; nothing: the drive"},
    {"Filter", .type = TYPE_TEXT, .says = "only files of such a name"},
    {"Recurse", .type = TYPE_SWITCH, .says = "the files of all folders below"},
};

const struct cmdlet_action action_get_content = {
    {"Get", RUN, .run = get_content},
    {"Content", .says = "the lines of a log file on the Exchange server", .scopes = AT_THE_SERVER, .verbs = RUN,
     PARAMETERS(content)},
};

const struct cmdlet_action action_select_string = {
    {"Select", RUN, .run = select_string},
    {"String", .says = "lines of log files that hold a text", .scopes = AT_THE_SERVER, .verbs = RUN,
     PARAMETERS(string)},
};

const struct cmdlet_action action_get_child_item = {
    {"Get", RUN, .run = get_child_item},
    {"ChildItem", .says = "log files and their folders on the Exchange server", .scopes = AT_THE_SERVER, .verbs = RUN,
     PARAMETERS(child_item)},
};
