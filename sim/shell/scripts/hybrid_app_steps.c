/* SPDX-License-Identifier: MIT */
/* Reads and writes the objects that the dedicated app consists of.
 * Source of names, roles, order and refusals: ConfigureExchangeHybridApplication.ps1. */
#include "hybrid_app_steps.h"

#include "base/cleanup.h"
#include "base/guid.h"
#include "base/text.h"
#include "shell/cmdlets/exchange_certificates.h"
#include "shell/nouns/objects.h"
#include "vocabulary/exchange_names.h"
#include "vocabulary/places.h"
#include "xml/xml.h"

#include <stdlib.h>
#include <string.h>

#define APP_PREFIX "ExchangeServerApp-"
#define GRAPH_RESOURCE "00000003-0000-0000-c000-000000000000"
#define CLOUD_EWS "https://outlook.office365.com/EWS/Exchange.asmx"
#define CLOUD_DOMAIN "*.mail.onmicrosoft.com"
#define ROLE "MgServicePrincipalAppRoleAssignment"
#define KEY "MsolServicePrincipalCredential"

static const struct role {
    const char *name, *resource, *permission;
} roles[] = {
    {EWS_ROLE, APP_EXCHANGE, "EWS"},
    {"Calendars.Read", GRAPH_RESOURCE, "Graph"},
    {"MailboxSettings.Read", GRAPH_RESOURCE, "Graph"},
    {"MailTips.ReadBasic.All", GRAPH_RESOURCE, "Graph"},
    {"ProfilePhoto.Read.All", GRAPH_RESOURCE, "Graph"},
};

static void say(const struct hybrid_app_run *run, const char *format, const char *text)
{
    if (run->output)
        fprintf(run->output, format, text);
}

static xmlNode *scope_of(const struct hybrid_app_run *run, const char *scope)
{
    return scope_find(run->document, scope);
}

/* The next object of a noun, one of whose values is so. NULL: no more. */
static xmlNode *next_object(xmlNode *scope, xmlNode *from, const char *noun, const char *property, const char *pattern)
{
    for (xmlNode *node = from ? xml_next(from, noun) : xml_child(scope, noun); node; node = xml_next(node, noun))
        if (text_matches(property_read(node, property), pattern))
            return node;
    return NULL;
}

static xmlNode *application(const struct hybrid_app_run *run)
{
    return next_object(scope_of(run, SCOPE_MSOL), NULL, "MgServicePrincipal", "DisplayName", APP_PREFIX "*");
}

static bool need_application(const struct hybrid_app_run *run, xmlNode **found, struct error *error)
{
    *found = application(run);
    return *found || error_set(error, "There is no application " APP_PREFIX "... in the tenant: create it first with "
                                      "-CreateApplication.");
}

/* That of the tenant, and enabled. NULL: none, or several, and error says which. */
static xmlNode *auth_server(const struct hybrid_app_run *run, struct error *error)
{
    xmlNode *const scope = scope_of(run, SCOPE_ONPREM);
    xmlNode *found = NULL;

    for (xmlNode *next = NULL; (next = next_object(scope, next, "AuthServer", "Name", "EvoSts*"));) {
        const bool wanted = text_equal(property_read(next, "Type"), "AzureAD") &&
                            text_equal(property_read(next, "Enabled"), "true") &&
                            (!*run->tenant || text_equal(property_read(next, "Realm"), run->tenant));
        if (wanted && found) {
            error_set(error, "More than one EvoSTS Auth Server was found that is configured for your tenant");
            return NULL;
        }
        found = wanted ? next : found;
    }
    if (!found)
        error_set(error, "We did not find an Auth Server which is valid for hybrid usage - script can't continue");
    return found;
}

static bool has_role(const struct hybrid_app_run *run, const char *app, const char *role)
{
    xmlNode *const scope = scope_of(run, SCOPE_MSOL);

    for (xmlNode *next = NULL; (next = next_object(scope, next, ROLE, "ServicePrincipalId", app));)
        if (text_equal(property_read(next, "AppRoleId"), role))
            return true;
    return false;
}

static void give_roles(const struct hybrid_app_run *run, const char *app)
{
    const struct noun *const noun = noun_find(ROLE);

    for (size_t i = 0; i < ARRAY_SIZE(roles); i++) {
        xmlNode *given;
        if ((run->graph_only && text_equal(roles[i].permission, "EWS")) || has_role(run, app, roles[i].name))
            continue;
        given = scope_add(scope_of(run, SCOPE_MSOL), noun);
        property_write(given, noun, "ServicePrincipalId", app);
        property_write(given, noun, "AppRoleId", roles[i].name);
        property_write(given, noun, "ResourceId", roles[i].resource);
        say(run, "Admin consent granted: %s\n", roles[i].name);
    }
}

/* Exchange Online knows the applications of the tenant. */
static const char *known_to_cloud(const struct hybrid_app_run *run, const char *name, char id[GUID_SIZE])
{
    const struct noun *const noun = noun_find("PartnerApplication");
    xmlNode *const cloud = scope_of(run, SCOPE_EXO);
    xmlNode *known = next_object(cloud, NULL, "PartnerApplication", "Name", name);

    if (!known) {
        known = scope_add(cloud, noun);
        property_write(known, noun, "Name", name);
        property_write(known, noun, "ApplicationIdentifier", guid_random(id));
        property_write(known, noun, "Enabled", "true");
    }
    return property_read(known, "ApplicationIdentifier");
}

bool hybrid_app_create(const struct hybrid_app_run *run, struct error *error)
{
    const struct noun *const noun = noun_find("MgServicePrincipal");
    const xmlNode *const server = auth_server(run, error);
    xmlNode *app = application(run);
    char id[GUID_SIZE];

    if (!server)
        return false;
    if (!app) {
        const char *const dash = strstr(property_read(server, "Name"), " - ");
        CLEANUP(cleanup_string)
        char *name = text_format(APP_PREFIX "%s", dash ? dash + 3 : property_read(server, "Realm"));
        const char *const identifier = known_to_cloud(run, name, id);
        app = scope_add(scope_of(run, SCOPE_MSOL), noun);
        property_write(app, noun, "AppId", identifier);
        property_write(app, noun, "DisplayName", name);
        property_write(app, noun, "AccountEnabled", "true");
        say(run, "Created the application %s\n", name);
    }
    give_roles(run, property_read(app, "AppId"));
    return true;
}

bool hybrid_app_update_certificate(const struct hybrid_app_run *run, struct error *error)
{
    xmlNode *const scope = scope_of(run, SCOPE_ONPREM);
    const xmlNode *const config = scope_object(scope, noun_find("AuthConfig"), NULL, NULL);
    const char *const thumbprint =
        *run->thumbprint ? run->thumbprint : property_read(config, "CurrentCertificateThumbprint");
    const xmlNode *const certificate = scope_object(scope, noun_find("ExchangeCertificate"), "Thumbprint", thumbprint);
    xmlNode *app;

    if (!need_application(run, &app, error))
        return false;
    if (!certificate)
        return error_set(error, "There is no certificate with the thumbprint '%s' on the premises.", thumbprint);
    register_certificate(certificate, property_read(app, "AppId"), property_read(config, "Realm"));
    say(run, "Uploaded the certificate %s\n", thumbprint);
    return true;
}

/* -RemoteRoutingDomain, or the domains for mail that is sent on to the cloud. */
static void write_domains(const struct hybrid_app_run *run, xmlNode *server)
{
    const struct noun *const noun = noun_find("AuthServer");
    xmlNode *const scope = scope_of(run, SCOPE_ONPREM);
    const struct parameter *parameter = noun->parameters;

    property_write(server, noun, "DomainName", *run->routing_domain ? run->routing_domain : NULL);
    while (!text_equal(parameter->name, "DomainName"))
        parameter++;
    for (xmlNode *next = NULL;
         !*run->routing_domain && (next = next_object(scope, next, "AcceptedDomain", "DomainName", CLOUD_DOMAIN));)
        property_add(server, noun, (size_t)(parameter - noun->parameters), property_read(next, "DomainName"));
}

bool hybrid_app_configure_auth_server(const struct hybrid_app_run *run, struct error *error)
{
    xmlNode *const server = auth_server(run, error);
    xmlNode *app = NULL;

    if (!server || (!*run->custom_app && !need_application(run, &app, error)))
        return false;
    property_write(server, noun_find("AuthServer"), "ApplicationIdentifier",
                   app ? property_read(app, "AppId") : run->custom_app);
    write_domains(run, server);
    say(run, "Configured the Auth Server %s\n", property_read(server, "Name"));
    return true;
}

bool hybrid_app_configure_relationship(const struct hybrid_app_run *run, struct error *error)
{
    xmlNode *const relationship =
        next_object(scope_of(run, SCOPE_ONPREM), NULL, "OrganizationRelationship", "Name", "On-premises to O365*");

    if (!relationship)
        return error_set(error, "There is no organization relationship 'On-premises to O365 - ...'.");
    property_write(relationship, noun_find("OrganizationRelationship"), "TargetSharingEpr", CLOUD_EWS);
    say(run, "Configured the TargetSharingEpr of %s\n", property_read(relationship, "Name"));
    return true;
}

/* What else takes tokens on the premises: a connector that is enabled. */
static bool uses_oauth(const struct hybrid_app_run *run)
{
    return next_object(scope_of(run, SCOPE_ONPREM), NULL, "IntraOrganizationConnector", "Enabled", "true");
}

bool hybrid_app_enable(const struct hybrid_app_run *run, struct error *error)
{
    const struct noun *const noun = noun_find("SettingOverride");
    xmlNode *const scope = scope_of(run, SCOPE_ONPREM);
    xmlNode *override = next_object(scope, NULL, "SettingOverride", "SectionName", "ExchangeOnpremAsThirdPartyAppId");
    xmlNode *app;

    if (!auth_server(run, error) || !need_application(run, &app, error))
        return false;
    if (!uses_oauth(run))
        return error_set(error,
                         "It seems like your OAuth configuration is invalid - are you using DAuth instead of OAuth?");
    if (!has_role(run, property_read(app, "AppId"), roles[0].name) &&
        !has_role(run, property_read(app, "AppId"), roles[1].name))
        return error_set(error, "Unable to create the Setting Override to enable the feature because tenant-wide admin "
                                "consent has not yet been granted");
    if (!override) {
        override = scope_add(scope, noun);
        property_write(override, noun, "Name", "EnableExchangeHybrid3PAppFeature");
        property_write(override, noun, "ComponentName", "Global");
        property_write(override, noun, "SectionName", "ExchangeOnpremAsThirdPartyAppId");
        property_write(override, noun, "Reason", "Dedicated hybrid app");
    }
    property_write(override, noun, "Parameters", "Enabled=true");
    say(run, "Enabled the dedicated Exchange hybrid application feature%s\n", "");
    return true;
}

static void remove_object(xmlNode *object)
{
    xmlUnlinkNode(object);
    xmlFreeNode(object);
}

bool hybrid_app_reset_shared(const struct hybrid_app_run *run, struct error *error)
{
    const xmlNode *const premises = scope_of(run, SCOPE_ONPREM);
    xmlNode *const services = scope_of(run, SCOPE_MSOL);

    (void)error;
    for (xmlNode *key = next_object(services, NULL, KEY, "ServicePrincipalName", APP_EXCHANGE), *next; key;
         key = next) {
        const char *const thumbprint = property_read(key, "KeyId");
        next = next_object(services, key, KEY, "ServicePrincipalName", APP_EXCHANGE);
        if (!scope_object(premises, noun_find("ExchangeCertificate"), "Thumbprint", thumbprint))
            continue; /* Exchange Online's own */
        say(run, "Removed the key %s of the first-party application\n", thumbprint);
        remove_object(key);
    }
    return true;
}

static void remove_all(const struct hybrid_app_run *run, const char *noun, const char *property, const char *app,
                       const char *resource)
{
    xmlNode *const scope = scope_of(run, SCOPE_MSOL);

    for (xmlNode *object = next_object(scope, NULL, noun, property, app), *next; object; object = next) {
        next = next_object(scope, object, noun, property, app);
        if (!resource || text_equal(property_read(object, "ResourceId"), resource))
            remove_object(object);
    }
}

bool hybrid_app_remove_permissions(const struct hybrid_app_run *run, struct error *error)
{
    xmlNode *app;

    if (!need_application(run, &app, error))
        return false;
    for (size_t i = 0; i < ARRAY_SIZE(roles); i++)
        if (text_equal(roles[i].permission, run->permissions))
            remove_all(run, ROLE, "ServicePrincipalId", property_read(app, "AppId"), roles[i].resource);
    say(run, "Removed the permissions of %s\n", run->permissions);
    return true;
}

bool hybrid_app_delete(const struct hybrid_app_run *run, struct error *error)
{
    CLEANUP(cleanup_string) char *id = NULL;
    xmlNode *app;

    if (!need_application(run, &app, error))
        return false;
    id = text_copy(property_read(app, "AppId"));
    say(run, "Deleted the application %s\n", property_read(app, "DisplayName"));
    remove_all(run, ROLE, "ServicePrincipalId", id, NULL);
    remove_all(run, KEY, "ServicePrincipalName", id, NULL);
    remove_object(app);
    return true;
}
