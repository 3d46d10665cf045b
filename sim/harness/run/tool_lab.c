/* SPDX-License-Identifier: MIT */
/* Starts a lab for a tool and says in the environment where it is. */
#include "tool_lab.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "isolation/namespaces.h"
#include "passing_folder/passing_folder.h"
#include "powershell_modules.h"

#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

extern char **environ;

static char *ready_text(void *lab)
{
    return lab_ready_json(lab);
}

/* Of the server on the premises: a tool believes that it runs there. The caller frees it; NULL: there is none. */
static char *server_name(struct lab *lab)
{
    char *names = NULL;
    size_t length;
    FILE *output = text_stream(&names, &length);
    struct error error;
    const bool done = lab_run(lab, "onprem", "(Get-ExchangeServer).Name", output, &error);

    text_stream_close(output);
    names[strcspn(names, "\n")] = '\0';
    if (done && *names)
        return names;
    free(names);
    return NULL;
}

static bool isolate(struct tool_lab *tool_lab, struct error *error)
{
    CLEANUP(cleanup_string) char *name = server_name(tool_lab->lab);
    const struct isolation_plan plan = {.directory = passing_folder_path(tool_lab->folder),
                                        .ca_file = lab_ca_file(tool_lab->lab),
                                        .host_name = name,
                                        .ready = ready_text,
                                        .context = tool_lab->lab};

    tool_lab->isolation = isolation_start(&plan, error);
    return tool_lab->isolation != NULL;
}

static bool start(struct tool_lab *tool_lab, const struct lab_options *options, bool with_admin, struct error *error)
{
    if (!(tool_lab->folder = passing_folder_new("ready-", error)))
        return false;
    tool_lab->ready_file = text_format("%s/ready.json", passing_folder_path(tool_lab->folder));
    if (options->published && !namespaces_new_network(error))
        return false;
    tool_lab->lab = lab_start(options, error);
    return tool_lab->lab && (!options->published || isolate(tool_lab, error)) &&
           (with_admin ? lab_write_ready_file : lab_write_tool_file)(tool_lab->lab, tool_lab->ready_file, error);
}

struct tool_lab *tool_lab_start(const struct lab_options *options, bool with_admin, struct error *error)
{
    struct tool_lab *tool_lab = memory_new(sizeof *tool_lab);

    if (!start(tool_lab, options, with_admin, error))
        tool_lab_stop(&tool_lab);
    return tool_lab;
}

void tool_lab_stop(struct tool_lab **tool_lab)
{
    if (!*tool_lab)
        return;
    isolation_stop(&(*tool_lab)->isolation);
    lab_stop(&(*tool_lab)->lab);
    passing_folder_free(&(*tool_lab)->folder);
    free((*tool_lab)->ready_file);
    free(*tool_lab);
    *tool_lab = NULL;
}

/* Where each variable's value stands in the ready file: a member, or a member of "front_door". */
static const struct {
    const char *name, *member;
    bool of_front_door;
} variables[] = {
    {"FBLAB_EWS_URL", "ews_url", true},
    {"FBLAB_AUTODISCOVER_URL", "autodiscover_url", true},
    {"FBLAB_USER", "user", true},
    {"FBLAB_PASSWORD", "password", true},
    {"FBLAB_REQUESTER", "requester", false},
    {"FBLAB_MAILBOX", "target", false},
    {"FBLAB_CLIENT", "client", false},
    {"FBLAB_CA_FILE", "ca_file", false},
    {"SSL_CERT_FILE", "ca_file", false},       /* OpenSSL */
    {"REQUESTS_CA_BUNDLE", "ca_file", false},  /* Python's requests */
    {"CURL_CA_BUNDLE", "ca_file", false},      /* curl */
    {"NODE_EXTRA_CA_CERTS", "ca_file", false}, /* Node.js */
};

enum { OURS = ARRAY_SIZE(variables) + 2 }; /* and FBLAB_READY_FILE, PSModulePath */

static bool is_ours(const char *line)
{
    const size_t length = strcspn(line, "=");

    for (size_t i = 0; i < ARRAY_SIZE(variables); i++)
        if (strncmp(variables[i].name, line, length) == 0 && !variables[i].name[length])
            return true;
    return text_starts(line, "FBLAB_READY_FILE=") || text_starts(line, "PSModulePath=");
}

/* Ours, without what we set ourselves. */
static char **with_room(const struct tool_lab *tool_lab, size_t *count)
{
    char **list;

    for (*count = 0; environ[*count];)
        ++*count;
    list = memory_array(*count + OURS + 1, sizeof *list);
    *count = 0;
    for (size_t i = 0; environ[i]; i++)
        if (!is_ours(environ[i]) && !(tool_lab->isolation && isolation_drops(environ[i])))
            list[(*count)++] = text_copy(environ[i]);
    return list;
}

/* Where the modules are not installed, as they are a package of their own, PowerShell looks where it looked before. The caller
 * frees it; NULL: the variable is not set. */
static char *module_path(void)
{
    const char *const there = getenv("PSModulePath");
    struct error not_there = {""};
    char *const path = powershell_module_path(&not_there);

    return path || !there ? path : text_copy(there);
}

char **tool_lab_environment(const struct tool_lab *tool_lab, struct error *error)
{
    CLEANUP(cleanup_string) char *text = lab_ready_json(tool_lab->lab);
    CLEANUP(cleanup_string) char *modules = module_path();
    json_t *ready = text ? json_loads(text, 0, NULL) : NULL;
    size_t count;
    char **list;

    if (!ready) {
        error_set(error, "the ready file of the lab could not be composed");
        return NULL;
    }
    list = with_room(tool_lab, &count);
    list[count++] = text_format("FBLAB_READY_FILE=%s", tool_lab->ready_file);
    for (size_t i = 0; i < ARRAY_SIZE(variables); i++) {
        const json_t *from = variables[i].of_front_door ? json_object_get(ready, "front_door") : ready;
        const char *value = json_string_value(json_object_get(from, variables[i].member));
        list[count++] = text_format("%s=%s", variables[i].name, value ? value : "");
    }
    if (modules)
        list[count++] = text_format("PSModulePath=%s", modules);
    json_decref(ready);
    return list;
}

void tool_lab_environment_free(char ***environment)
{
    for (size_t i = 0; *environment && (*environment)[i]; i++)
        free((*environment)[i]);
    free(*environment);
    *environment = NULL;
}
