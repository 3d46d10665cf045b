/* SPDX-License-Identifier: MIT */
/* Test-OrganizationRelationship. The headings of the steps and the results are known from transcripts that people have
 * published; where none shows a failure of a step, its result has the text of .NET or of the service. */
#include "action_rows.h"
#include "vocabulary/noun_rows.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "command.h"
#include "named_object.h"
#include "shell/nouns/format.h"

enum { TOKEN_STEP = 4 };

/* What the steps call who is tested. */
struct relationship_names {
    const char *name, *application_uri, *account_namespace;
};

/* In the order of enum relationship_step (client/flow/checks.h), which begins with 1. */
static const struct relationship_test_step {
    const char *heading;
    const char *id, *description; /* of the result if it fails; description NULL: what failed says itself */
} steps[] = {
    {"STEP 1: Validating user configuration", "UserConfigurationFailed", NULL},
    {"STEP 2: Getting federation information from remote organization...", "AutodiscoverServiceCallFailed",
     "The Autodiscover call failed."},
    {"STEP 3: Validating consistency in returned federation information", "ApplicationUrisDiffer", NULL},
    {"STEP 4: Requesting delegation token from the STS...", "TokenRequestFailed", NULL},
    {"STEP 5: Getting organization relationship setting from remote partner...", "AutodiscoverServiceCallFailed",
     "The Autodiscover call failed."},
    {"STEP 6: Validating organization relationships returned from remote partner", "ApplicationUrisDiffer", NULL},
};

/* What the step that gets the token says of it. */
static void print_token(FILE *output, const char *uri)
{
    fprintf(output, "\nRetrieved token for target %s for offer Name=MSExchange.Autodiscover,Duration=28800(secs)\n",
            uri);
}

/* Who it is, as the gateway knows it. */
static void print_head(FILE *output, const char *name, const char *namespace)
{
    fprintf(output, "\nBegin testing for organization relationship %s, enabled state True.\n", name);
    fprintf(output, "\nExchange D-Auth Federation Authentication STS Client Identities are %s/%s;\n", namespace,
            namespace);
}

static void print_steps(FILE *output, const struct relationship_names *names, const struct lookup *lookup,
                        unsigned failed)
{
    const unsigned last = failed ? failed : ARRAY_SIZE(steps);

    print_head(output, names->name, names->account_namespace);
    for (unsigned i = 0; i < last; i++) {
        fprintf(output, "\n%s\n", steps[i].heading);
        if (i + 1 == TOKEN_STEP && i + 1 != failed)
            print_token(output, names->application_uri);
        fprintf(output, "\nRESULT: %s.\n", i + 1 == failed ? "Error" : "Success");
    }
    if (failed)
        fprintf(output, "\n%s\n", lookup->error_text);
    fprintf(output, "\nLAST STEP: Writing results...\n%s\nCOMPLETE.\n",
            failed ? "" : "No Significant Issues to Report\n");
}

static void print_result(const struct shell *shell, const struct command *command, const struct lookup *lookup,
                         const struct relationship_test_step *step)
{
    const struct result_row rows[] = {
        {"Identity", ""},    {"Id", step->id},
        {"Status", "Error"}, {"Description", step->description ? step->description : lookup->error_text},
        {"IsValid", "True"}, {"ObjectState", "New"},
    };

    format_result(command->format, shell->output, rows, ARRAY_SIZE(rows));
}

static bool test(const struct shell *shell, const struct command *command, struct error *error)
{
    const struct shell_services *lab = services_of(command, error);
    const struct wanted relationships = {command->at, "OrganizationRelationship", "Name"};
    const struct wanted mailboxes = {command->at, "Mailbox", "PrimarySmtpAddress"};
    const struct wanted uris = {command->at, "OrganizationRelationship", "TargetApplicationUri"};
    const struct wanted identifiers = {command->at, "FederatedOrganizationIdentifier", "AccountNamespace"};
    CLEANUP(cleanup_string) char *name = NULL, *mailbox = NULL, *uri = NULL, *account_namespace = NULL;
    struct error unknown;
    CLEANUP(lookup_free) struct lookup *lookup = NULL;
    unsigned failed = 0;

    if (!lab || !(name = named_object_read(shell, &relationships, command->identity, error)) ||
        !(mailbox = named_object_read(shell, &mailboxes, command_text(command, "UserIdentity"), error)))
        return false;
    lookup = lab->test_relationship(lab->context, command->at, name, mailbox, &failed);
    uri = named_object_read(shell, &uris, command->identity, &unknown);
    account_namespace = named_object_read(shell, &identifiers, NULL, &unknown);
    if (shell->output)
        print_steps(shell->output,
                    &(struct relationship_names){name, uri ? uri : "", account_namespace ? account_namespace : ""},
                    lookup, failed);
    if (shell->output && failed)
        print_result(shell, command, lookup, &steps[failed - 1]);
    return true;
}

static const struct parameter parameters[] = {
    {"UserIdentity", .type = TYPE_TEXT, .flags = REQUIRED, .says = "who asks"},
};

const struct cmdlet_action action_test_organization_relationship = {
    {"Test", RUN, .run = test},
    {"OrganizationRelationship",
     .says = "does an organization relationship agree with what the partner says of it, and is a token given for it?",
     .scopes = EXCHANGE, .verbs = RUN, PARAMETERS(parameters)},
};
