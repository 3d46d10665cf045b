/* SPDX-License-Identifier: MIT */
#include "actions.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "directory_sync.h"
#include "exchange_certificates.h"
#include "shell/nouns/noun_rows.h"
#include "tests.h"

static const char *const service[] = {"EWS", "AutoD", NULL};
static const char *const policy_type[] = {"Delta", "Initial", NULL};

static const struct parameter oauth_connectivity[] = {
    {"Service", .type = TYPE_CHOICE, .flags = REQUIRED, .words = service},
    {"TargetUri", .type = TYPE_URL, .flags = REQUIRED},
    {"Mailbox", .type = TYPE_TEXT, .flags = REQUIRED | IDENTITY},
    {"ReloadConfig", .type = TYPE_SWITCH},
    {"UseCachedToken", .type = TYPE_SWITCH},
};

static const struct parameter organization_relationship[] = {
    {"UserIdentity", .type = TYPE_TEXT, .flags = REQUIRED},
};

static const struct parameter federation_user[] = {
    {"UserIdentity", .type = TYPE_TEXT},
};

static const struct parameter federated_domain[] = {
    {"DomainName", .type = TYPE_TEXT, .flags = REQUIRED | IDENTITY},
};

static const struct parameter migration_server_availability[] = {
    {"RemoteServer", .type = TYPE_TEXT, .flags = REQUIRED},
    {"ExchangeRemoteMove", .type = TYPE_SWITCH, .flags = REQUIRED},
    {"Credentials", .type = TYPE_TEXT},
};

static const struct parameter sync_cycle[] = {
    {"PolicyType", .type = TYPE_CHOICE, .words = policy_type},
};

static const struct parameter exported_certificate[] = {
    {"Thumbprint", .type = TYPE_TEXT, .flags = REQUIRED},
    {"FileName", .type = TYPE_TEXT, .flags = REQUIRED},
};

/* Files of an Exchange server are under the administrator's hand wherever he is, so those nouns know no place. */
static const struct action {
    struct verb verb;
    struct noun noun;
} actions[] = {
    {{"Test", RUN, .run = test_oauth_connectivity},
     {"OAuthConnectivity", .scopes = EXCHANGE, .verbs = RUN, PARAMETERS(oauth_connectivity)}},
    {{"Test", RUN, .run = test_organization_relationship},
     {"OrganizationRelationship", .scopes = EXCHANGE, .verbs = RUN, PARAMETERS(organization_relationship)}},
    {{"Test", RUN, .run = test_federation_trust},
     {"FederationTrust", .scopes = EXCHANGE, .verbs = RUN, PARAMETERS(federation_user)}},
    {{"Test", RUN, .run = test_federation_trust_certificate},
     {"FederationTrustCertificate", .scopes = EXCHANGE, .verbs = RUN}},
    {{"Get", RUN, .run = get_federation_information},
     {"FederationInformation", .scopes = EXCHANGE, .verbs = RUN, PARAMETERS(federated_domain)}},
    {{"Test", RUN, .run = test_migration_server_availability},
     {"MigrationServerAvailability", .scopes = EXCHANGE, .verbs = RUN, PARAMETERS(migration_server_availability)}},
    {{"Export", RUN, .change = export_certificate},
     {"ExchangeCertificate", .scopes = EXCHANGE, .verbs = RUN, PARAMETERS(exported_certificate)}},
    {{"Import", RUN, .run = import_module}, {"Module", .scopes = {"sync"}, .verbs = RUN}},
    {{"Start", RUN, .change = start_sync_cycle},
     {"ADSyncSyncCycle", .scopes = {"sync"}, .verbs = RUN, PARAMETERS(sync_cycle)}},
};

bool action_at(size_t index, struct cmdlet *cmdlet)
{
    if (index >= ARRAY_SIZE(actions))
        return false;
    *cmdlet = (struct cmdlet){.verb = &actions[index].verb, .noun = &actions[index].noun};
    return true;
}

bool action_find(const char *name, struct cmdlet *cmdlet)
{
    struct cmdlet action;

    for (size_t i = 0; action_at(i, &action); i++) {
        CLEANUP(cleanup_string) char *whole = text_format("%s-%s", action.verb->name, action.noun->name);
        if (text_equal(whole, name)) {
            *cmdlet = action;
            return true;
        }
    }
    return false;
}
