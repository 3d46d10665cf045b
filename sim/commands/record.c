/* SPDX-License-Identifier: MIT */
#include "subcommand.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "interruption.h"
#include "recorder/recorder.h"
#include "save_trace.h"

#include <stdio.h>

static void print_answer(void *context, const char *method, const char *path, int status, const char *sentence)
{
    (void)context;
    if (sentence)
        printf("%s %s: %s\n", method, path, sentence);
    else
        printf("%s %s: %d\n", method, path, status);
    fflush(stdout);
}

static void print_addresses(const struct recorder *recorder)
{
    printf("Recording what %s answers; Ctrl-C ends it.\n\n", recorder_host(recorder));
    printf("  ask        %s\n", recorder_url(recorder));
    printf("  CA         %s\n", recorder_ca_file(recorder));
    printf("  or, plain  %s\n\n", recorder_plain_url(recorder));
    fflush(stdout);
}

static int record(const struct recorder_options *options, struct saving *saving)
{
    struct error error;
    struct interruption interruption;

    interruption_begin(&interruption);
    struct recorder *recorder = recorder_start(options, &error);
    if (!recorder)
        return command_fail(EXIT_UNUSABLE, "%s", error.text);
    print_addresses(recorder);
    CLEANUP(cleanup_string) char *source = text_format("Recorded from %s", recorder_host(recorder));
    interruption_await(&interruption);
    struct trace trace = recorder_stop(&recorder);
    saving->source = source;
    return save_trace(&trace, saving);
}

int command_record(int count, char **arguments)
{
    const char *upstream = NULL, *place = NULL, *ca_file = NULL, *address = NULL, *port_text = NULL, *out = NULL,
               *party = NULL, *keep = NULL;
    const struct option_row rows[] = {
        {"upstream", "URL", "the server: https://mail.example.com", &upstream},
        {"connect", "ADDR:PORT", "reach it here, wherever its name leads", &place},
        {"ca", "FILE", "trust these authorities, not the system's", &ca_file},
        {"listen", "ADDR", "listen here instead of 127.0.0.1", &address},
        {"port-base", "N", "N for TLS, N+1 for plain HTTP", &port_text},
        {"out", "FILE", "the scenario to write; xRecorded.xml without", &out},
        {"party", "NAME", "who answers for hosts the lab does not have", &party},
        {"keep-secrets", NULL, "tokens, cookies, passwords, addresses stay", &keep},
        {0},
    };
    unsigned long port = 0;
    int first;
    const int status = options_parse("record", "", rows, count, arguments, &first);

    if (status >= 0)
        return status;
    if (!upstream || first < count)
        return command_fail(EXIT_USAGE, "record needs --upstream, the URL of the server, and no operand");
    if (!option_number("port-base", port_text, 65534, &port))
        return EXIT_USAGE;
    const struct recorder_options options = {.upstream = upstream,
                                             .connect = place,
                                             .ca_file = ca_file,
                                             .listen_address = address,
                                             .port = (unsigned)port,
                                             .answered = print_answer};
    return record(&options, &(struct saving){.path = out, .party = party, .keep_secrets = keep});
}
