/* SPDX-License-Identifier: MIT */
/* fblab serve: a lab that runs until it is stopped. */
#include "fblab_commands.h"

#include "base/cleanup.h"
#include "base/file_draft.h"
#include "interruption.h"
#include "kept_keys/kept_keys.h"
#include "lab/lab.h"
#include "lab_start.h"
#include "last_resort.h"
#include "pasted_command.h"
#include "room/room.h"
#include "terminal/status.h"
#include "vocabulary/eras.h"
#include "web_browser.h"
#include "web_options.h"

#include <limits.h>
#include <malloc.h>
#include <string.h>

/* Of freed memory: given back with every batch of requests, it would have to be taken again with the next. */
enum { KEPT_BYTES = 1 << 20 };

/* To be pasted into another terminal. */
static void print_question(const char *ready_file)
{
    CLEANUP(cleanup_string) char *program = pasted_program("fbcheck");
    CLEANUP(cleanup_string) char *file = pasted_file(ready_file);

    printf("\nAsk from another terminal:\n\n  %s query --lab %s\n", program, file);
}

static void print_addresses(struct lab *lab, const char *ready_file)
{
    printf("The lab is ready; Ctrl-C stops it.\n\n");
    printf("  EWS           %s\n", lab_ews_url(lab));
    printf("  Autodiscover  %s\n", lab_autodiscover_url(lab));
    printf("  user          %s, password %s\n", lab_user(lab), lab_password(lab));
    printf("  CA            %s\n", lab_ca_file(lab));
    printf("  admin API     %s, token %s\n", lab_admin_url(lab), lab_admin_token(lab));
    printf("  seed          %llu\n", (unsigned long long)lab_seed(lab));
    if (ready_file)
        print_question(ready_file);
    fflush(stdout);
}

struct serve {
    const char *armed[OPTION_MOST_TEXTS + 1], *ready_file, *tool_file, *listen, *scenarios, *state, *era;
    bool fresh_keys;
    struct web_options web;
    struct option_number port_base, seed;
};

static const struct option_row options[] = {
    {"scenario", "ID...", "break the lab this way (06, 32b); may be repeated", OPTION_INTO(struct serve, armed)},
    {"era", "YEAR", "2018, 2025 or 2026: how hybrid is set up", OPTION_INTO(struct serve, era)},
    {"ready-file", "FILE", "write addresses here when every port listens", OPTION_INTO(struct serve, ready_file)},
    {"tool-file", "FILE", "the same for a tool under test, without the cause", OPTION_INTO(struct serve, tool_file)},
    {"listen", "IP", "listen here instead of 127.0.0.1", OPTION_INTO(struct serve, listen)},
    {"port-base", "N", "ports N, N+1, ... instead of the kernel's choice",
     OPTION_INTO_RANGE(struct serve, port_base, 0, 65500)},
    {"scenarios", "DIR", "add the scenarios of a folder of yours", OPTION_INTO(struct serve, scenarios)},
    {"state", "DIR", "keys and documents go here and stay; one lab at a time", OPTION_INTO(struct serve, state)},
    {"fresh-keys", NULL, "make new keys in place of those kept from earlier", OPTION_INTO(struct serve, fresh_keys)},
    {"web", NULL, "serve the control room, too, and print its link", OPTION_INTO(struct serve, web.wanted)},
    {"open", NULL, "with --web: open the link in your browser", OPTION_INTO(struct serve, web.open)},
    {"web-port", "N", "the port of the page instead of the kernel's choice",
     OPTION_INTO_RANGE(struct serve, web.port, 0, 65535)},
    {"public-url", "URL", "the page's address for others; needs --behind-tls",
     OPTION_INTO(struct serve, web.public_url)},
    {"behind-tls", NULL, "something in front of the page speaks TLS", OPTION_INTO(struct serve, web.behind_tls)},
    {"seed", "N", "repeat what is drawn at random", OPTION_INTO_RANGE(struct serve, seed, 0, ULONG_MAX)},
};

/* The one line that is of use to who wants the page. */
/* NULL: no browser was to be started, or none was. */
static struct passing_folder *print_link(struct room *room, struct lab *lab, bool open)
{
    CLEANUP(cleanup_string) char *link = room_add_lab(room, lab);

    printf("\nOpen in a browser:  %s\n", link);
    fflush(stdout);
    return open ? web_browser_open(link) : NULL;
}

/* Told, and done all the same: it was asked for. */
static void warn_of_others(const char *listen)
{
    if (listen && strncmp(listen, "127.", strlen("127.")) != 0)
        complain(STATUS_DONE, "the lab listens on %s: whoever reaches this machine reaches the lab, and its faults",
                 listen);
}

static bool is_unknown(const char *era)
{
    return era && terms_index(&eras, era) == eras.count;
}

static int serve(const struct lab_options *wanted, const struct serve *given)
{
    const char *const ready_file = given->ready_file, *const tool_file = given->tool_file;
    struct interruption interruption;
    struct error error = {""};

    mallopt(M_TRIM_THRESHOLD, KEPT_BYTES);
    interruption_begin(&interruption);
    CLEANUP(lab_stop) struct lab *lab = lab_start(wanted, &error);
    if (!lab)
        return complain(is_unknown(wanted->era) ? STATUS_USAGE : start_status(wanted->scenarios, wanted->armed), "%s",
                        error.text);
    if ((ready_file && !lab_write_ready_file(lab, ready_file, &error)) ||
        (tool_file && !lab_write_tool_file(lab, tool_file, &error)))
        return complain(STATUS_UNUSABLE, "%s", error.text);
    CLEANUP(room_stop) struct room *room = given->web.wanted ? web_room_start(&given->web, 0, &error) : NULL;
    if (given->web.wanted && !room)
        return complain(STATUS_UNUSABLE, "%s", error.text);
    print_addresses(lab, ready_file ? ready_file : tool_file);
    warn_of_others(given->listen);
    CLEANUP(passing_folder_free)
    struct passing_folder *page = room ? print_link(room, lab, given->web.open) : NULL;
    interruption_await(&interruption);
    last_resort_begin(&interruption, lab_passing_state(lab), ferror(stdout) ? STATUS_UNUSABLE : STATUS_DONE);
    return STATUS_DONE;
}

static int run(void *values, int count, char **operands)
{
    struct serve *const given = values;
    const struct lab_options wanted = {.scenarios = given->scenarios,
                                       .state_directory = given->state,
                                       .fresh_keys = given->fresh_keys,
                                       .listen_address = given->listen,
                                       .port_base = (unsigned)given->port_base.value,
                                       .seed = given->seed.value,
                                       .era = given->era,
                                       .armed = given->armed};
    struct error error = {""};

    if (count > 0)
        return complain(STATUS_USAGE, "serve takes no operand \"%s\"; did you mean --scenario?", operands[0]);
    if (given->ready_file && given->tool_file && file_target_same(given->ready_file, given->tool_file))
        return complain(STATUS_USAGE, "--ready-file and --tool-file both write %s; give each a file of its own",
                        given->tool_file);
    if (given->web.public_url) /* beyond loopback only where others are meant to come */
        given->web.listen = given->listen;
    if (given->fresh_keys && !kept_keys_renew(&error))
        return complain(STATUS_UNUSABLE, "%s", error.text);
    return serve(&wanted, given);
}

const struct subcommand serve_command = {
    .name = "serve",
    .arguments = "",
    .summary = "run the lab until it is stopped",
    .about = "Runs the lab until SIGTERM, SIGINT or SIGHUP. A client reads from the ready file where it is.",
    .options = options,
    .option_count = ARRAY_SIZE(options),
    .values_size = sizeof(struct serve),
    .run = run,
};
