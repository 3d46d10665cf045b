/* SPDX-License-Identifier: MIT */
/* Test-OAuthConnectivity. What it prints is known from transcripts that people and Microsoft have published; of the
 * outbound log there are only the lines that say what the lab has really seen. The task of AutoD is our wording. */
#include "action_rows.h"
#include "vocabulary/noun_rows.h"

#include "base/cleanup.h"
#include "base/date_time.h"
#include "base/memory.h"
#include "base/text.h"
#include "command.h"
#include "named_object.h"
#include "shell/nouns/format.h"

#include <time.h>

#define AUTHENTICATE "Information:[OAuthCredentials:Authenticate] "

static const struct tested_service {
    const char *name;
    enum hop hop;
    const char *task;
} services[] = {
    {"EWS", HOP_AVAILABILITY, "Checking EWS API Call Under Oauth"},
    {"AutoD", HOP_AUTODISCOVER, "Checking Autodiscover API Call Under Oauth"},
};

static const struct tested_service *service_of(const char *name)
{
    size_t i = 0;

    while (i + 1 < ARRAY_SIZE(services) && !text_equal(services[i].name, name))
        i++;
    return &services[i];
}

static void log_challenge(FILE *output, const struct evidence *record)
{
    const char *comma = "";

    fprintf(output, AUTHENTICATE "challenge from '%s' received: ", record->url);
    for (size_t i = 0; i < record->header_count; i++)
        if (text_equal(record->headers[i].name, "WWW-Authenticate")) {
            fprintf(output, "%s%s", comma, record->headers[i].value);
            comma = ",";
        }
    fputc('\n', output);
}

static void log_token(FILE *output, const struct evidence *record)
{
    if (record->outcome == OUTCOME_OK)
        fputs("Information:[OAuthTokenBuilder:GetAppToken] start building the apptoken\n", output);
}

/* What transcripts of today have in place of the outbound log: the settings of the dedicated app are said never to have been
 * loaded, in minutes since the year 1. */
static void write_configuration(FILE *output)
{
    const long long year_1_minutes = 62135596800LL / MINUTE;

    fprintf(output,
            "The configuration was last successfully loaded at 01-01-0001 00:00:00 UTC. This was %lld minutes ago\n",
            year_1_minutes + (long long)time(NULL) / MINUTE);
}

/* The first 401 of the endpoint is its challenge; a second one is the answer. */
static void write_log(FILE *output, const struct lookup *lookup)
{
    bool challenged = false;

    fputs("Exchange Outbound Oauth Log:\n" AUTHENTICATE "entering\n", output);
    for (size_t i = 0; i < lookup->evidence_count; i++) {
        const struct evidence *record = &lookup->evidence[i];
        if (record->hop == HOP_TOKEN)
            log_token(output, record);
        else if (record->http_status == 401 && !challenged)
            log_challenge(output, record);
        challenged = challenged || record->http_status == 401;
    }
}

static void write_answer(FILE *output, const struct lookup *lookup)
{
    const struct evidence *last = &lookup->evidence[lookup->evidence_count - 1];

    fprintf(output, "\nExchange Response Details:\nHTTP response message: %s\n",
            lookup->ok && last->reason ? last->reason : "");
    if (!lookup->ok)
        fprintf(output, "Exception:\n%s\n", lookup->error_text);
}

static char *describe(const struct lookup *lookup)
{
    char *text = NULL;
    size_t length;
    FILE *output = text_stream(&text, &length);

    if (lookup_setting(lookup, "evosts"))
        write_configuration(output);
    else
        write_log(output, lookup);
    write_answer(output, lookup);
    text_stream_close(output);
    return text;
}

static void print(FILE *output, const char *task, const struct lookup *lookup, struct format *format)
{
    CLEANUP(cleanup_string) char *detail = describe(lookup);
    const struct result_row rows[] = {
        {"Task", task},
        {"Detail", detail},
        {"ResultType", lookup->ok ? "Success" : "Error"},
        {"Identity", "Microsoft.Exchange.Security.OAuth.ValidationResultNodeId"},
        {"IsValid", "True"},
        {"ObjectState", "New"},
    };

    format_result(format, output, rows, ARRAY_SIZE(rows));
}

static bool test(const struct shell *shell, const struct command *command, struct error *error)
{
    const struct shell_services *lab = services_of(command, error);
    const struct tested_service *service = service_of(command_text(command, "Service"));
    const struct wanted mailboxes = {command->at, "Mailbox", "PrimarySmtpAddress"};
    CLEANUP(cleanup_string) char *mailbox = NULL;
    CLEANUP(lookup_free) struct lookup *lookup = NULL;

    if (!lab || !(mailbox = named_object_read(shell, &mailboxes, command_text(command, "Mailbox"), error)))
        return false;
    lookup = lab->test_oauth(lab->context, command->at, service->hop, command_text(command, "TargetUri"), mailbox);
    if (shell->output)
        print(shell->output, service->task, lookup, command->format);
    return true;
}

TERMS(tested, "service", {"EWS", NULL}, {"AutoD", NULL})

static const struct parameter parameters[] = {
    {"Service", .type = TYPE_CHOICE, .flags = REQUIRED, .words = &tested},
    {"TargetUri", .type = TYPE_URL, .flags = REQUIRED},
    {"Mailbox", .type = TYPE_TEXT, .flags = REQUIRED | IDENTITY, .says = "who asks"},
    {"ReloadConfig", .type = TYPE_SWITCH, .flags = IGNORED},
    {"UseCachedToken", .type = TYPE_SWITCH, .flags = IGNORED},
    {"AppOnly", .type = TYPE_SWITCH, .flags = IGNORED},
    {"OrganizationDomain", .type = TYPE_TEXT, .flags = IGNORED},
};

const struct cmdlet_action action_test_oauth_connectivity = {
    {"Test", RUN, .run = test},
    {"OAuthConnectivity", .says = "does a service of the partner take a token of this organization?",
     .scopes = EXCHANGE, .verbs = RUN, PARAMETERS(parameters)},
};
