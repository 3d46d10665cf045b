/* SPDX-License-Identifier: MIT */
#include "subcommand.h"

#include "base/cleanup.h"
#include "interruption.h"
#include "lab/lab.h"

#include <malloc.h>
#include <string.h>

/* Of freed memory: given back with every batch of requests, it would have to be taken again with the next. */
enum { KEPT_BYTES = 1 << 20 };

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
        printf("\nAsk from another terminal:  fbcheck query --lab %s\n", ready_file);
    fflush(stdout);
}

int command_serve(int count, char **arguments)
{
    const char *armed[MOST_REPEATED + 1] = {NULL}, *ready_file = NULL, *address = NULL, *base = NULL, *folder = NULL,
                                      *state = NULL, *seed = NULL;
    const struct option_row rows[] = {
        {"scenario", "ID...", "break the lab this way (06, 32b); may be repeated", armed},
        {"ready-file", "FILE", "write addresses here when every port listens", &ready_file},
        {"listen", "ADDRESS", "listen here instead of 127.0.0.1", &address},
        {"port-base", "N", "ports N, N+1, ... instead of the kernel's choice", &base},
        {"scenarios", "DIR", "add the scenarios of a folder of yours", &folder},
        {"state", "DIR", "keys and documents go here, and stay", &state},
        {"seed", "N", "repeat what is drawn at random", &seed},
        {0},
    };
    unsigned long port_base = 0, seed_number = 0;
    struct lab_options options;
    struct error error;
    struct interruption interruption;
    int first;
    const int status = options_parse("serve", "", rows, count, arguments, &first);

    if (status >= 0)
        return status;
    if (first < count)
        return command_fail(EXIT_USAGE, "serve takes no operand \"%s\"; did you mean --scenario?", arguments[first]);
    if (!option_number("port-base", base, 65500, &port_base) || !option_number("seed", seed, ~0ul, &seed_number))
        return EXIT_USAGE;
    mallopt(M_TRIM_THRESHOLD, KEPT_BYTES);
    interruption_begin(&interruption);
    options = (struct lab_options){.scenarios = folder,
                                   .state_directory = state,
                                   .listen_address = address,
                                   .port_base = (unsigned)port_base,
                                   .seed = seed_number,
                                   .armed = armed};
    CLEANUP(lab_stop) struct lab *lab = lab_start(&options, &error);
    if (!lab || (ready_file && !lab_write_ready_file(lab, ready_file, &error)))
        return command_fail(EXIT_UNUSABLE, "%s", error.text);
    print_addresses(lab, ready_file);
    interruption_await(&interruption);
    return EXIT_AS_EXPECTED;
}
