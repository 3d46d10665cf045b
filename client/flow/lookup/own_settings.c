/* SPDX-License-Identifier: MIT */
/* The table of own settings that evidence carries. */
#include "own_settings.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "vocabulary/exchange_names.h"

/* Of the object the look-up goes by, if it is of that noun; else of the first that is enabled. */
static const struct {
    const char *setting, *noun, *property;
} rows[] = {
    {"connector", "IntraOrganizationConnector", "Name"},
    {"discovery-endpoint", "IntraOrganizationConnector", "DiscoveryEndpoint"},
    {"relationship", "OrganizationRelationship", "Name"},
    {"autodiscover-epr", "OrganizationRelationship", "TargetAutodiscoverEpr"},
    {"application-uri", "OrganizationRelationship", "TargetApplicationUri"},
    {"address-space", "AvailabilityAddressSpace", "ForestName"},
    {"federation-trust", "FederationTrust", "Name"},
    {"account-namespace", "FederatedOrganizationIdentifier", "AccountNamespace"},
    {"auth-server", "AuthServer", "Name"},
    {"auth-thumbprint", "AuthConfig", "CurrentCertificateThumbprint"},
    {"service-name", "AuthConfig", "ServiceName"},
    {"own-server", "ExchangeServer", "Name"},
    {"own-realm", "OrganizationConfig", "Realm"},
};

static const struct object *object_of(const struct flow_settings *settings, const struct object *by, const char *noun)
{
    if (by && text_equal(object_noun(by), noun))
        return by;
    for (const struct object *object = NULL;
         (object = snapshot_next(settings->organization, settings->scope, noun, object));)
        if (object_flag(object, "Enabled", true))
            return object;
    return NULL;
}

static void note_routing_domain(const struct flow_settings *settings, struct lookup *lookup)
{
    for (const struct object *domain = NULL;
         (domain = snapshot_next(settings->organization, settings->scope, "AcceptedDomain", domain));)
        if (text_ends(object_text(domain, "DomainName"), ROUTING_DOMAIN))
            lookup_set_setting(lookup, "routing-domain", object_text(domain, "DomainName"));
}

/* The one that signs: AuthConfig may name a certificate that is not there. */
static void note_signing_certificate(const struct flow_settings *settings, struct lookup *lookup)
{
    const struct object *const config = snapshot_next(settings->organization, settings->scope, "AuthConfig", NULL);
    const struct object *const certificate = config
                                                 ? certificate_find(settings->organization, settings->scope,
                                                                    object_text(config, "CurrentCertificateThumbprint"))
                                                 : NULL;

    if (certificate)
        lookup_set_setting(lookup, "signing-certificate", object_text(certificate, "Thumbprint"));
}

/* Is the one who was looked up of a domain of the own organization? */
static void note_target_domain(const struct flow_settings *settings, struct lookup *lookup)
{
    const char *const domain = text_domain(lookup->target);

    if (domain && snapshot_find(settings->organization, settings->scope, "AcceptedDomain", "DomainName", domain))
        lookup_set_setting(lookup, "target-accepted-domain", domain);
}

/* There are authorization servers, and none is on. */
static void note_auth_server_off(const struct flow_settings *settings, struct lookup *lookup)
{
    const struct object *const any = snapshot_next(settings->organization, settings->scope, "AuthServer", NULL);

    if (any && !object_of(settings, NULL, "AuthServer"))
        lookup_set_setting(lookup, "auth-server-off", object_text(any, "Name"));
}

/* EvoSts, by its issuer: an organization of 2025 or later, see diagnosis/era_seen.h. */
static void note_evosts(const struct flow_settings *settings, struct lookup *lookup)
{
    for (const struct object *server = NULL;
         (server = snapshot_next(settings->organization, settings->scope, "AuthServer", server));)
        if (text_starts(object_text(server, "IssuerIdentifier"), "https://sts.windows.net/"))
            lookup_set_setting(lookup, "evosts", object_text(server, "Name"));
}

static void note_plain_http(const struct object *by, struct lookup *lookup)
{
    static const char *const properties[] = {"DiscoveryEndpoint", "TargetAutodiscoverEpr", "TargetSharingEpr"};

    for (size_t i = 0; by && i < ARRAY_SIZE(properties); i++)
        if (text_starts(object_text(by, properties[i]), "http:"))
            lookup_set_setting(lookup, "plain-http", object_text(by, properties[i]));
}

void own_settings_note(const struct flow_settings *settings, const struct object *by, struct lookup *lookup)
{
    lookup_set_setting(lookup, "own-scope", settings->scope);
    if (by)
        lookup_set_setting(lookup, "sharing-epr", object_text(by, "TargetSharingEpr"));
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        const struct object *const object = object_of(settings, by, rows[i].noun);
        if (object)
            lookup_set_setting(lookup, rows[i].setting, object_text(object, rows[i].property));
    }
    note_evosts(settings, lookup);
    note_plain_http(by, lookup);
    note_auth_server_off(settings, lookup);
    note_target_domain(settings, lookup);
    note_routing_domain(settings, lookup);
    note_signing_certificate(settings, lookup);
}
