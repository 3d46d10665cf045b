/* SPDX-License-Identifier: MIT */
/* fblab record: what a real server answers becomes a scenario. */
#include "fblab_commands.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "interruption.h"
#include "recorder/recorder.h"
#include "save_trace.h"
#include "terminal/status.h"

#include <stdio.h>

static void print_answer(void *context, const char *method, const char *path, int status, const char *sentence)
{
    (void)context;
    printf("%s %s: ", method, path);
    if (status)
        printf("%d%s", status, sentence ? ", " : "");
    printf("%s\n", sentence ? sentence : "");
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

static int record(const struct recorder_options *wanted, struct saving *saving)
{
    struct error error;
    struct interruption interruption;

    interruption_begin(&interruption);
    struct recorder *recorder = recorder_start(wanted, &error);
    if (!recorder)
        return complain(STATUS_UNUSABLE, "%s", error.text);
    print_addresses(recorder);
    CLEANUP(cleanup_string) char *source = text_format("Recorded from %s", recorder_host(recorder));
    interruption_await(&interruption);
    struct trace trace = recorder_stop(&recorder);
    saving->source = source;
    return save_trace(&trace, saving);
}

struct record {
    const char *upstream, *connect, *ca, *listen, *out, *party;
    struct option_number port_base;
    bool keep_secrets, addresses, force;
};

static const struct option_row options[] = {
    {"upstream", "URL", "the server: https://mail.example.com", OPTION_INTO(struct record, upstream)},
    {"connect", "ADDR:PORT", "reach it here, wherever its name leads", OPTION_INTO(struct record, connect)},
    {"ca", "FILE", "trust these authorities, not the system's", OPTION_INTO(struct record, ca)},
    {"listen", "IP", "listen here instead of 127.0.0.1", OPTION_INTO(struct record, listen)},
    {"port-base", "N", "N for TLS, N+1 for plain HTTP", OPTION_INTO_RANGE(struct record, port_base, 0, 65534)},
    {"out", "FILE", "the scenario to write; xRecorded.xml without", OPTION_INTO(struct record, out)},
    {"party", "NAME", "who answers for hosts the lab does not have", OPTION_INTO(struct record, party)},
    {"keep-secrets", NULL, "tokens, cookies, passwords, addresses stay", OPTION_INTO(struct record, keep_secrets)},
    {"redact-ip", NULL, "IP addresses get other names, too", OPTION_INTO(struct record, addresses)},
    {"force", NULL, "replace the scenario that is there", OPTION_INTO(struct record, force)},
};

static int run(void *values, int count, char **operands)
{
    const struct record *const given = values;
    const struct recorder_options wanted = {.upstream = given->upstream,
                                            .connect = given->connect,
                                            .ca_file = given->ca,
                                            .listen_address = given->listen,
                                            .port = (unsigned)given->port_base.value,
                                            .answered = print_answer};

    struct saving saving = {.path = given->out,
                            .party = given->party,
                            .keep_secrets = given->keep_secrets,
                            .redact_ip = given->addresses,
                            .force = given->force};
    struct error error;
    int status;

    (void)operands;
    if (!given->upstream || count > 0)
        return complain(STATUS_USAGE, "record needs --upstream, the URL of the server, and no operand");
    if (!recorder_options_fit(&wanted, &error))
        return complain(STATUS_USAGE, "%s", error.text);
    status = save_trace_check(&saving);
    return status == STATUS_DONE ? record(&wanted, &saving) : status;
}

const struct subcommand record_command = {
    .name = "record",
    .arguments = "--upstream URL",
    .listed = "record|import",
    .summary = "keep real answers as a scenario",
    .about = "Stands between a client and a real server until SIGINT, SIGTERM or SIGHUP, and then writes what the "
             "server answered as a scenario. Secrets are redacted.",
    .options = options,
    .option_count = ARRAY_SIZE(options),
    .values_size = sizeof(struct record),
    .run = run,
};
