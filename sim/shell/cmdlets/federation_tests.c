/* SPDX-License-Identifier: MIT */
/* Test-FederationTrust and Test-FederationTrustCertificate. Ids and messages are known from published transcripts; what
 * the certificates' rows say of a failure, and the details, are our wording. */
#include "action_rows.h"
#include "vocabulary/noun_rows.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "command.h"
#include "named_object.h"
#include "organization/organization.h"
#include "shell/nouns/directory_names.h"
#include "shell/nouns/format.h"
#include "xml/xml.h"

#include <string.h>
#include <time.h>

struct examination {
    const struct shell *shell;
    const struct command *command;
    const struct snapshot *snapshot;
    const struct object *trust;
    struct lookup *token; /* of the last two rows */
    unsigned failed;
};

static bool is_valid(struct examination *examination)
{
    return *object_text(examination->trust, "ApplicationUri") && *object_text(examination->trust, "TokenIssuerEpr");
}

/* Every certificate that the gateway publishes is known. */
static bool knows_published(const struct object *trust, const xmlDoc *metadata)
{
    bool all = true;

    for (const xmlNode *key = xml_below(xmlDocGetRootElement(metadata), "TokenSigningKeyInfo"); key;
         key = xml_next(key, "TokenSigningKeyInfo")) {
        CLEANUP(cleanup_string) char *certificate = xml_text(xml_below(key, "X509Certificate"));
        all = all && certificate && object_lists(trust, "TokenIssuerCertificate", certificate);
    }
    return all;
}

static bool has_metadata(struct examination *examination)
{
    const struct shell_services *lab = examination->shell->services;
    const char *url = object_text(examination->trust, "TokenIssuerMetadataEpr");
    struct error error;
    CLEANUP(cleanup_string) char *text = lab->fetch(lab->context, examination->command->at, url, &error);
    CLEANUP(xml_free) xmlDoc *metadata = text ? xml_parse(text, strlen(text), "metadata", &error) : NULL;

    return metadata && knows_published(examination->trust, metadata);
}

static bool has_issuer(struct examination *examination)
{
    return object_count(examination->trust, "TokenIssuerCertificate") > 0;
}

static bool is_installed(const struct snapshot *snapshot, const char *scope, const char *thumbprint)
{
    return certificate_find(snapshot, scope, thumbprint) != NULL;
}

static bool has_own(struct examination *examination)
{
    const char *thumbprint = object_text(examination->trust, "OrgCertificate");

    return is_installed(examination->snapshot, examination->command->at, thumbprint) &&
           !certificate_is_over(examination->snapshot, examination->command->at, thumbprint);
}

static bool got_token(struct examination *examination)
{
    return examination->failed != 1;
}

static bool believes_token(struct examination *examination)
{
    return examination->failed == 0;
}

static const struct trust_examination {
    const char *id, *good, *bad;
    bool (*holds)(struct examination *examination);
} rows[] = {
    {"FederationTrustConfiguration", "FederationTrust object in ActiveDirectory is valid.",
     "FederationTrust object in ActiveDirectory is not valid.", is_valid},
    {"FederationMetadata",
     "The federation trust contains the same certificates published by the security token service in its federation "
     "metadata.",
     "The federation trust doesn't contain the same certificates published by the security token service in its "
     "federation metadata.",
     has_metadata},
    {"StsCertificate", "Valid certificate referenced by property TokenIssuerCertificate in the FederationTrust object.",
     "No certificate referenced by property TokenIssuerCertificate in the FederationTrust object.", has_issuer},
    {"OrganizationCertificate",
     "Valid certificate referenced by property OrgPrivCertificate in the FederationTrust object.",
     "The certificate referenced by property OrgPrivCertificate in the FederationTrust object is not installed or has "
     "expired.",
     has_own},
    {"TokenRequest", "Request for delegation token succeeded.", "Failed to request delegation token.", got_token},
    {"TokenValidation", "Requested delegation token is valid.", "Failed to validate delegation token.", believes_token},
};

static void print(struct examination *examination, const struct trust_examination *row)
{
    const bool holds = row->holds(examination);
    const struct result_row result[] = {
        {"Id", row->id},
        {"Type", holds ? "Success" : "Error"},
        {"Message", holds ? row->good : row->bad},
    };

    format_result(examination->command->format, examination->shell->output, result, ARRAY_SIZE(result));
}

/* A token is asked for as a mailbox: the one that is named, else the first. NULL: error says which there is not. */
static char *choose_mailbox(const struct examination *examination, struct error *error)
{
    const char *wanted = command_text(examination->command, "UserIdentity");
    const struct wanted mailboxes = {examination->command->at, "Mailbox", "PrimarySmtpAddress"};
    const struct object *first = snapshot_next(examination->snapshot, examination->command->at, "Mailbox", NULL);

    if (*wanted || !first)
        return named_object_read(examination->shell, &mailboxes, wanted, error);
    return text_copy(object_text(first, "PrimarySmtpAddress"));
}

static bool examine(struct examination *examination, struct error *error)
{
    const struct shell_services *lab = examination->shell->services;
    CLEANUP(cleanup_string) char *mailbox = choose_mailbox(examination, error);
    FILE *output = examination->shell->output;

    if (!mailbox)
        return false;
    examination->token = lab->test_trust(lab->context, examination->command->at, mailbox, &examination->failed);
    if (output && examination->command->verbose)
        fprintf(output, "VERBOSE: Requesting a delegation token for %s.\n%s%s", mailbox,
                examination->failed == 1 ? examination->token->error_text : "", examination->failed == 1 ? "\n" : "");
    for (size_t i = 0; output && i < ARRAY_SIZE(rows); i++)
        print(examination, &rows[i]);
    lookup_free(&examination->token);
    return true;
}

static bool refuse_absent(struct error *error)
{
    return error_set(error, "The operation couldn't be performed because object 'Federation Trust' couldn't be found.");
}

static bool test(const struct shell *shell, const struct command *command, struct error *error)
{
    CLEANUP(snapshot_release) struct snapshot *snapshot = store_snapshot(shell->store);
    struct examination examination = {.shell = shell, .command = command, .snapshot = snapshot};

    examination.trust = snapshot_next(snapshot, command->at, "FederationTrust", NULL);
    if (!services_of(command, error))
        return false;
    return examination.trust ? examine(&examination, error) : refuse_absent(error);
}

static void print_server(const struct shell *shell, const struct command *command, const struct snapshot *snapshot,
                         const char *server, const char *thumbprint)
{
    const struct object *const domain = snapshot_next(snapshot, command->at, "AcceptedDomain", NULL);
    CLEANUP(cleanup_string) char *site = directory_site(domain ? object_text(domain, "DomainName") : "");
    const struct result_row result[] = {
        {"Site", site},
        {"Server", server},
        {"State", is_installed(snapshot, command->at, thumbprint) ? "Installed" : "NotInstalled"},
        {"Thumbprint", thumbprint},
    };

    if (shell->output && *thumbprint)
        format_result(command->format, shell->output, result, ARRAY_SIZE(result));
}

static bool test_certificates(const struct shell *shell, const struct command *command, struct error *error)
{
    static const char *const properties[] = {"OrgCertificate", "OrgNextCertificate"};
    CLEANUP(snapshot_release) struct snapshot *snapshot = store_snapshot(shell->store);
    const struct object *trust = snapshot_next(snapshot, command->at, "FederationTrust", NULL), *server = NULL;

    if (!trust)
        return refuse_absent(error);
    while ((server = snapshot_next(snapshot, command->at, "ExchangeServer", server)))
        for (size_t i = 0; i < ARRAY_SIZE(properties); i++)
            print_server(shell, command, snapshot, object_text(server, "Name"), object_text(trust, properties[i]));
    return true;
}

static const struct parameter parameters[] = {
    {"UserIdentity", .type = TYPE_TEXT, .says = "who asks"},
};

const struct cmdlet_action action_test_federation_trust = {
    {"Test", RUN, .run = test},
    {"FederationTrust", .says = "can this organization get a delegation token?", .scopes = EXCHANGE, .verbs = RUN,
     PARAMETERS(parameters)},
};

const struct cmdlet_action action_test_federation_trust_certificate = {
    {"Test", RUN, .run = test_certificates},
    {"FederationTrustCertificate", .says = "is each certificate of the federation trust installed on every server?",
     .scopes = EXCHANGE, .verbs = RUN},
};
