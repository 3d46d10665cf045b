/* SPDX-License-Identifier: MIT */
/* fblab logs: what servers and devices of a lab that runs have written. */
#include "fblab_commands/fblab_commands.h"

#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/text.h"
#include "fblab_commands/interruption.h"
#include "log_folder.h"
#include "log_pages.h"
#include "terminal/status.h"

#include <poll.h>
#include <stdio.h>
#include <string.h>

enum { PAUSE_MS = 300 };

struct logs_wishes {
    const char *lab, *grep, *into;
    bool follow;
};

static const struct option_row options[] = {
    {"lab", "READY", "the ready file of the lab", OPTION_INTO(struct logs_wishes, lab)},
    {"grep", "TEXT", "only lines that hold it, in any case of letters", OPTION_INTO(struct logs_wishes, grep)},
    {"into", "FOLDER", "write the files there instead of printing them", OPTION_INTO(struct logs_wishes, into)},
    {"follow", NULL, "go on until interrupted", OPTION_INTO(struct logs_wishes, follow)},
};

struct shown {
    const char *party, *grep, *into; /* NULL: any, nowhere */
    char *last;                      /* the file that was printed last */
    json_t *begun;                   /* files whose head is printed */
    struct error error;              /* why a file could not be written */
};

static bool is_wanted(const struct shown *shown, const json_t *file)
{
    const char *const path = json_member_text(file, "path");
    const size_t length = shown->party ? strlen(shown->party) : 0;

    return !shown->party || text_equal(shown->party, json_member_text(file, "party")) ||
           (text_starts(path, shown->party) && path[length] == '/');
}

static void print_heading(struct shown *shown, const json_t *file)
{
    const char *const path = json_member_text(file, "path");

    if (text_equal(shown->last, path))
        return;
    printf("%s==> %s <==\n", shown->last ? "\n" : "", path);
    free(shown->last);
    shown->last = text_copy(path);
    if (!shown->grep && !json_object_get(shown->begun, path))
        fputs(json_member_text(file, "head"), stdout);
    json_object_set_new(shown->begun, path, json_true());
}

static void write_file(struct shown *shown, const json_t *file)
{
    const char *const path = json_member_text(file, "path");

    if (!*shown->error.text && log_folder_add(shown->into, file, !json_object_get(shown->begun, path), &shown->error))
        json_object_set_new(shown->begun, path, json_true());
}

static void print_lines(struct shown *shown, const json_t *file)
{
    size_t index;
    const json_t *line;

    json_array_foreach(json_object_get(file, "lines"), index, line)
    {
        if (shown->grep && !strcasestr(json_string_value(line), shown->grep))
            continue;
        print_heading(shown, file);
        fputs(json_string_value(line), stdout);
    }
}

static void show(void *context, const json_t *file)
{
    struct shown *const shown = context;

    if (!is_wanted(shown, file))
        return;
    if (shown->into)
        write_file(shown, file);
    else
        print_lines(shown, file);
}

/* false: somebody wants an end. */
static bool pause_a_moment(const struct interruption *interruption)
{
    struct pollfd end = {.fd = interruption->descriptor, .events = POLLIN};

    return poll(&end, 1, PAUSE_MS) == 0 && !ferror(stdout);
}

/* Who only prints may be ended anywhere, also while a silent lab is waited for; files are left whole. */
static int show_all(const struct logs_wishes *wishes, struct shown *shown)
{
    const bool whole = wishes->follow && wishes->into;
    struct interruption interruption = {.descriptor = -1};
    struct log_reading reading = {0};
    int status = STATUS_DONE;
    bool more;

    if (whole)
        interruption_begin(&interruption);
    do {
        more = log_pages_read("logs", wishes->lab, &reading, show, shown, &status);
        fflush(stdout);
        more = more && !*shown->error.text;
    } while (more && wishes->follow && pause_a_moment(&interruption));
    if (whole)
        interruption_end(&interruption);
    return *shown->error.text ? complain(STATUS_UNUSABLE, "%s", shown->error.text) : status;
}

static int run(void *values, int count, char **operands)
{
    const struct logs_wishes *const wishes = values;
    struct shown shown = {.party = count > 0 ? operands[0] : NULL, .grep = wishes->grep, .into = wishes->into};
    int status;

    if (count > 1)
        return complain(STATUS_USAGE, "logs takes one party or one folder, not \"%s\" as well", operands[1]);
    if (wishes->into && wishes->grep)
        return complain(STATUS_USAGE, "--into writes whole files; leave out --grep");
    shown.begun = json_object();
    status = show_all(wishes, &shown);
    json_decref(shown.begun);
    free(shown.last);
    return status;
}

const struct subcommand logs_command = {
    .name = "logs",
    .arguments = "[PARTY] --lab READY",
    .summary = "what servers and devices have written",
    .about =
        "Prints the logs of a lab that runs: IIS, HTTPERR, HttpProxy and services of each Exchange server, firewall, "
        "reverse proxy, sign-ins, as their real counterparts write them (UTC).\nPARTY: onprem, exo, token-service ... "
        "or a server or device: EX01, FW01.",
    .options = options,
    .option_count = ARRAY_SIZE(options),
    .values_size = sizeof(struct logs_wishes),
    .run = run,
};
