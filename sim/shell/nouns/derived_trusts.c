/* SPDX-License-Identifier: MIT */
/* Of trusts, token services and certificates. */
#include "base/cleanup.h"
#include "base/date_time.h"
#include "base/text.h"
#include "derived.h"
#include "directory_names.h"
#include "objects.h"
#include "organization/organization.h"
#include "vocabulary/places.h"
#include "xml/xml.h"

#include <time.h>

static void derive_certificate_identity(const struct derivation *derivation, struct word_list *values)
{
    const char *const server = property_read(xml_child(derivation->object->parent, "ExchangeServer"), "Name");
    const char *const thumbprint = property_read(derivation->object, "Thumbprint");

    word_list_add(values, *server ? text_format("%s.%s\\%s", server, directory_forest(derivation->object), thumbprint)
                                  : text_copy(thumbprint));
}

/* By the clock of the place. */
static void derive_status(const struct derivation *derivation, struct word_list *values)
{
    const time_t now =
        time(NULL) + document_clock_offset(derivation->object->doc, (const char *)derivation->object->parent->name);
    struct date_time from = {0}, until = {0};
    const bool known = date_time_parse(property_read(derivation->object, "NotBefore"), &from) &&
                       date_time_parse(property_read(derivation->object, "NotAfter"), &until);

    word_list_add(values, text_copy(known && (now < from.seconds || now > until.seconds) ? "DateInvalid" : "Valid"));
}

/* One that the lab made can sign; one that was imported without its key cannot. */
static void derive_has_key(const struct derivation *derivation, struct word_list *values)
{
    word_list_add(values, text_copy(*property_read(derivation->object, "PrivateKeyFile") ? "true" : "false"));
}

static bool is_acs(const struct derivation *derivation)
{
    return text_equal(property_read(derivation->object, "Type"), "MicrosoftACS");
}

static void derive_auth_domain(const struct derivation *derivation, struct word_list *values)
{
    if (!is_acs(derivation))
        word_list_add(values, text_copy(directory_forest(derivation->object)));
}

static void derive_authorization(const struct derivation *derivation, struct word_list *values)
{
    if (!is_acs(derivation))
        word_list_add(values, text_copy("https://login.windows.net/common/oauth2/authorize"));
}

static void derive_is_default(const struct derivation *derivation, struct word_list *values)
{
    word_list_add(values, text_copy(is_acs(derivation) ? "false" : "true"));
}

/* A line a key of the application: what Graph gives as an object each. */
static void derive_keys(const struct derivation *derivation, struct word_list *values)
{
    const xmlNode *scope = derivation->object->parent;
    const char *application = property_read(derivation->object, "AppId");

    for (const xmlNode *key = xml_child(scope, "MsolServicePrincipalCredential"); key;
         key = xml_next(key, "MsolServicePrincipalCredential"))
        if (text_equal(property_read(key, "ServicePrincipalName"), application))
            word_list_add(values, text_format("CustomKeyIdentifier %s, StartDateTime %s, EndDateTime %s, Type "
                                              "AsymmetricX509Cert, Usage Verify",
                                              property_read(key, "KeyId"), property_read(key, "StartDate"),
                                              property_read(key, "EndDate")));
}

/* Those that MSOnline showed; an application that has none there is called by its id alone. */
static void derive_names(const struct derivation *derivation, struct word_list *values)
{
    const char *application = property_read(derivation->object, "AppId");
    const xmlNode *const names =
        scope_object(derivation->object->parent, noun_find("MsolServicePrincipal"), "AppPrincipalId", application);

    if (!names)
        word_list_add(values, text_copy(application));
    for (const xmlNode *name = property_first(names, "ServicePrincipalNames"); name; name = property_next(name))
        word_list_add(values, text_copy(property_text(name)));
}

const struct derived_property derived_trusts[] = {
    {"MgServicePrincipal", "ServicePrincipalNames", DERIVED("String", derive_names, NULL), .list = true},
    {"MgServicePrincipal", "KeyCredentials", DERIVED("String", derive_keys, NULL), .list = true},
    {"MgApplication", "KeyCredentials", DERIVED("String", derive_keys, NULL), .list = true},
    {"MgApplicationByAppId", "KeyCredentials", DERIVED("String", derive_keys, NULL), .list = true},
    {"FederationTrust", "TokenIssuerPrevCertificate", NOTHING("X509Certificate2")},
    {"FederationTrust", "PolicyReferenceUri", CONSTANT("String", "EX_MBI_FED_SSL")},
    {"FederationTrust", "WebRequestorRedirectEpr", CONSTANT("Uri", "https://login.microsoftonline.com/login.srf")},
    {"FederationTrust", "NamespaceProvisioner", CONSTANT("Enum", "LiveDomainServices2")},
    {"AuthServer", "ApplicationIdentifier", NOTHING("String")},
    {"AuthServer", "AuthorizationEndpoint", DERIVED("String", derive_authorization, NULL)},
    {"AuthServer", "DomainName", DERIVED("SmtpDomain", derive_auth_domain, NULL), .list = true},
    {"AuthServer", "GraphBaseUrl", NOTHING("Uri")},
    {"AuthServer", "IsDefaultAuthorizationEndpoint", DERIVED("Boolean", derive_is_default, NULL)},
    {"PartnerApplication", "CertificateStrings", NOTHING("String"), .list = true},
    {"PartnerApplication", "AuthMetadataUrl", NOTHING("String")},
    {"PartnerApplication", "Realm", CONSTANT("String", "")},
    {"PartnerApplication", "UseAuthServer", CONSTANT("Boolean", "true")},
    {"PartnerApplication", "AcceptSecurityIdentifierInformation", CONSTANT("Boolean", "false")},
    {"PartnerApplication", "IssuerIdentifier", NOTHING("String")},
    {"PartnerApplication", "AppOnlyPermissions", NOTHING("String"), .list = true},
    {"PartnerApplication", "ActAsPermissions", NOTHING("String"), .list = true},
    {"AuthConfig", "Name", CONSTANT("String", "Auth Configuration")},
    {"ManagementRoleAssignment", "RoleAssigneeName", COPY("String", "RoleAssignee")},
    {"ManagementRoleAssignment", "RoleAssigneeType", CONSTANT("Enum", "User")},
    {"ManagementRoleAssignment", "AssignmentMethod", CONSTANT("Enum", "Direct")},
    {"ManagementRoleAssignment", "Enabled", CONSTANT("Boolean", "true")},
    {"ExchangeCertificate", "Identity", DERIVED("String", derive_certificate_identity, NULL)},
    {"ExchangeCertificate", "Issuer", COPY("String", "Subject")},
    {"ExchangeCertificate", "Status", DERIVED("Enum", derive_status, NULL)},
    {"ExchangeCertificate", "HasPrivateKey", DERIVED("Boolean", derive_has_key, NULL)},
    {"ExchangeCertificate", "IsSelfSigned", CONSTANT("Boolean", "true")},
    {"ExchangeCertificate", "RootCAType", CONSTANT("Enum", "None")},
    {"ExchangeCertificate", "PublicKeySize", CONSTANT("Int32", "2048")},
    {"MsolServicePrincipalCredential", "Type", CONSTANT("String", "Asymmetric")},
    {"MsolServicePrincipalCredential", "Usage", CONSTANT("String", "Verify")},
    {0},
};
