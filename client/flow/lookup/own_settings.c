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
    {"own-realm", "AuthConfig", "Realm"},
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
    note_routing_domain(settings, lookup);
    note_signing_certificate(settings, lookup);
}
