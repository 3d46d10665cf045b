/* SPDX-License-Identifier: MIT */
/* Every command line of the catalogue, as it is written there, in a running lab: what it does, and that it does nothing
 * else. Names and addresses are the lab's. */
#include "base/cleanup.h"
#include "base/text.h"
#include "support/running_lab.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum effect {
    LOOK,   /* shows settings, changes none */
    TEST,   /* runs a check and says how it ended, changes no setting */
    REPAIR, /* changes what `look` shows */
    NONE,   /* refused with a sentence */
};

struct row {
    enum effect effect;
    const char *at, *command;
    const char *says; /* in what is printed, behind `look` in what that prints, else in the refusal; NULL: not asked */
    const char *look; /* needed for a repair; NULL: the command itself says it */
    const char *look_at; /* NULL: the same place */
    struct {
        const char *at, *command;
    } first[3]; /* before it */
};

#define NEW_CERTIFICATE                                                                                                \
    "New-ExchangeCertificate -KeySize 2048 -PrivateKeyExportable $true -SubjectName \"CN=Microsoft Exchange Server "   \
    "Auth Certificate\" -FriendlyName \"Microsoft Exchange Server Auth Certificate\" -DomainName contoso.com "         \
    "-Services smtp"

#define NEW_THUMBPRINT "$new=(Get-ExchangeCertificate -DomainName contoso.com).Thumbprint"

static const struct row rows[] = {
    {TEST, "exo",
     "Test-OAuthConnectivity -Service EWS -TargetUri https://mail.contoso.com/EWS/Exchange.asmx -Mailbox "
     "ann@contoso.com",
     .says = "ResultType  : Success"},
    {TEST, "exo",
     "Test-OAuthConnectivity -Service EWS -TargetUri https://mail.contoso.com/EWS/Exchange.asmx -Mailbox "
     "ann@contoso.com -Verbose | fl",
     .says = "ResultType  : Success"},
    {TEST, "exo",
     "Test-OAuthConnectivity -Service AutoD -TargetUri https://autodiscover.contoso.com/autodiscover/autodiscover.svc "
     "-Mailbox ann@contoso.com -Verbose | fl",
     .says = "ResultType  : Success"},
    {TEST, "onprem",
     "Test-OAuthConnectivity -Service EWS -TargetUri https://outlook.office365.com/ews/exchange.asmx -Mailbox "
     "joe@contoso.com -Verbose | fl",
     .says = "ResultType  : Success"},
    {REPAIR, "onprem", "Get-FederationTrust | Set-FederationTrust -RefreshMetadata", .says = "MII",
     .look = "(Get-FederationTrust).TokenIssuerNextCertificate",
     .first = {{"lab", "Set-LabTokenService federation-gateway -RolloverKey"}}},
    {LOOK, "onprem", "Get-FederationTrust | FL", .says = "Name                   : Microsoft Federation Gateway"},
    {TEST, "onprem", "Test-FederationTrust", .says = "Type    : Success"},
    {TEST, "onprem", "Test-FederationTrust -UserIdentity joe@contoso.com -Verbose", .says = "Type    : Success"},
    {TEST, "onprem", "Test-FederationTrust -UserIdentity joe@contoso.com -Verbose -Debug", .says = "Type    : Success"},
    {TEST, "onprem", "Test-FederationTrustCertificate", .says = "State      : Installed"},
    {LOOK, "onprem", "Get-FederatedOrganizationIdentifier -IncludeExtendedDomainInfo | FL", .says = "AccountNamespace"},
    {LOOK, "exo", "Get-FederationTrust", .says = "Name                   : MicrosoftOnline"},
    {LOOK, "exo", "Get-FederationTrust", .says = "Name                   : WindowsLiveId"},
    {LOOK, "onprem", "Get-AutodiscoverVirtualDirectory", .says = "EX01\\Autodiscover (Default Web Site)"},
    {LOOK, "onprem", "Get-WebServicesVirtualDirectory", .says = "EX01\\EWS (Default Web Site)"},
    {REPAIR, "onprem",
     "Set-AutodiscoverVirtualDirectory \"EX01\\Autodiscover (Exchange Back End)\" -WSSecurityAuthentication:$False",
     .says = "false",
     .look = "(Get-AutodiscoverVirtualDirectory \"EX01\\Autodiscover (Exchange Back End)\").WSSecurityAuthentication",
     .first = {{"onprem", "Set-AutodiscoverVirtualDirectory \"EX01\\Autodiscover (Exchange Back End)\" "
                          "-WSSecurityAuthentication $true"}}},
    {REPAIR, "onprem",
     "Set-AutodiscoverVirtualDirectory \"EX01\\Autodiscover (Exchange Back End)\" -WSSecurityAuthentication:$True",
     .says = "true",
     .look = "(Get-AutodiscoverVirtualDirectory \"EX01\\Autodiscover (Exchange Back End)\").WSSecurityAuthentication",
     .first = {{"onprem", "Set-AutodiscoverVirtualDirectory \"EX01\\Autodiscover (Exchange Back End)\" "
                          "-WSSecurityAuthentication $false"}}},
    {REPAIR, "onprem",
     "Set-WebServicesVirtualDirectory \"EX01\\ews (Exchange Back End)\" -WSSecurityAuthentication:$False",
     .says = "false",
     .look = "(Get-WebServicesVirtualDirectory \"EX01\\ews (Exchange Back End)\").WSSecurityAuthentication",
     .first = {{"onprem",
                "Set-WebServicesVirtualDirectory \"EX01\\ews (Exchange Back End)\" -WSSecurityAuthentication $true"}}},
    {REPAIR, "onprem",
     "Set-WebServicesVirtualDirectory \"EX01\\ews (Exchange Back End)\" -WSSecurityAuthentication:$True",
     .says = "true",
     .look = "(Get-WebServicesVirtualDirectory \"EX01\\ews (Exchange Back End)\").WSSecurityAuthentication",
     .first = {{"onprem",
                "Set-WebServicesVirtualDirectory \"EX01\\ews (Exchange Back End)\" -WSSecurityAuthentication $false"}}},
    {REPAIR, "onprem", "Set-WebServicesVirtualDirectory \"EX01\\ews (Exchange Back End)\" -OAuthAuthentication:$False",
     .says = "false", .look = "(Get-WebServicesVirtualDirectory \"EX01\\ews (Exchange Back End)\").OAuthAuthentication",
     .first = {{"onprem",
                "Set-WebServicesVirtualDirectory \"EX01\\ews (Exchange Back End)\" -OAuthAuthentication $true"}}},
    {REPAIR, "onprem", "Set-WebServicesVirtualDirectory \"EX01\\ews (Exchange Back End)\" -OAuthAuthentication:$True",
     .says = "true", .look = "(Get-WebServicesVirtualDirectory \"EX01\\ews (Exchange Back End)\").OAuthAuthentication",
     .first = {{"onprem",
                "Set-WebServicesVirtualDirectory \"EX01\\ews (Exchange Back End)\" -OAuthAuthentication $false"}}},
    {REPAIR, "onprem",
     "Set-AutodiscoverVirtualDirectory \"EX01\\Autodiscover (Exchange Back End)\" -OAuthAuthentication:$False",
     .says = "false",
     .look = "(Get-AutodiscoverVirtualDirectory \"EX01\\Autodiscover (Exchange Back End)\").OAuthAuthentication",
     .first =
         {{"onprem",
           "Set-AutodiscoverVirtualDirectory \"EX01\\Autodiscover (Exchange Back End)\" -OAuthAuthentication $true"}}},
    {REPAIR, "onprem",
     "Set-AutodiscoverVirtualDirectory \"EX01\\Autodiscover (Exchange Back End)\" -OAuthAuthentication:$True",
     .says = "true",
     .look = "(Get-AutodiscoverVirtualDirectory \"EX01\\Autodiscover (Exchange Back End)\").OAuthAuthentication",
     .first =
         {{"onprem",
           "Set-AutodiscoverVirtualDirectory \"EX01\\Autodiscover (Exchange Back End)\" -OAuthAuthentication $false"}}},
    {REPAIR, "server", "iisreset /noforce", .look = "Get-LabPendingChange",
     .first = {{"onprem", "Set-PartnerApplication \"Exchange Online\" -LinkedAccount $null"}}},
    {REPAIR, "server", "IISreset", .look = "Get-LabPendingChange",
     .first = {{"onprem", "Set-PartnerApplication \"Exchange Online\" -LinkedAccount $null"}}},
    {REPAIR, "exo",
     "Set-OrganizationRelationship \"O365 to On-premises*\" -TargetSharingEpr "
     "https://mail.contoso.com/EWS/Exchange.asmx",
     .says = "https://mail.contoso.com/EWS/Exchange.asmx",
     .look = "(Get-OrganizationRelationship \"O365 to On-premises*\").TargetSharingEpr"},
    {TEST, "exo",
     "Test-MigrationServerAvailability -RemoteServer mail.contoso.com -ExchangeRemoteMove -Credentials "
     "(get-credential)",
     .says = "Result          : Success"},
    {LOOK, "exo", "Get-AvailabilityAddressSpace | FL", .says = "ForestName            : notes.domain.com"},
    {LOOK, "exo", "Get-IntraOrganizationConnector | fl TargetAddressDomains", .says = "{contoso.com}"},
    {LOOK, "onprem", "(Get-IntraOrganizationConfiguration).OnPremiseTargetAddresses", .says = "contoso.com"},
    {LOOK, "exo",
     "Get-OrganizationRelationship \"Exchange Online to on premises Organization Relationship\" | fl DomainNames",
     .says = "DomainNames : {contoso.com}"},
    {LOOK, "onprem", "(Get-FederatedOrganizationIdentifier).Domains", .says = "contoso.mail.onmicrosoft.com"},
    {REPAIR, "exo", "Set-IntraOrganizationConnector \"HybridIOC*\" -TargetAddressDomains @{add=\"contoso.RO\"}",
     .says = "contoso.RO", .look = "(Get-IntraOrganizationConnector \"HybridIOC*\").TargetAddressDomains"},
    {LOOK, "onprem", "Get-MailboxFolderPermission joe@contoso.com:\\calendar",
     .says = "AccessRights : AvailabilityOnly"},
    {REPAIR, "onprem",
     "Set-MailboxFolderPermission joe@contoso.com:\\calendar -User Default -AccessRights AvailabilityOnly",
     .says = "AccessRights : AvailabilityOnly", .look = "Get-MailboxFolderPermission joe@contoso.com:\\calendar",
     .first = {{"onprem", "Set-MailboxFolderPermission joe@contoso.com:\\calendar -User Default -AccessRights None"}}},
    {LOOK, "onprem", "(Get-AuthConfig).CurrentCertificateThumbprint", .says = NULL},
    {LOOK, "onprem", "Get-AuthConfig | fl", .says = "ServiceName"},
    {LOOK, "onprem", "Get-ExchangeCertificate -Thumbprint (Get-AuthConfig).CurrentCertificateThumbprint | fl",
     .says = "CN=Microsoft Exchange Server Auth Certificate"},
    {REPAIR, "onprem", NEW_CERTIFICATE, .says = "CN=Microsoft Exchange Server Auth Certificate",
     .look = "Get-ExchangeCertificate -DomainName contoso.com"},
    {REPAIR, "onprem", "$a=get-date", .says = "T", .look = "$a", .first = {{"onprem", "$a=(Get-AuthConfig).Realm"}}},
    {REPAIR, "onprem", "Set-AuthConfig -NewCertificateThumbprint $new -NewCertificateEffectiveDate $a",
     .look = "(Get-AuthConfig).CurrentCertificateThumbprint",
     .first = {{"onprem", NEW_CERTIFICATE}, {"onprem", NEW_THUMBPRINT}, {"onprem", "$a=get-date"}}},
    {REPAIR, "onprem", "Set-AuthConfig -PublishCertificate", .look = "Get-MsolServicePrincipalCredential | fl KeyId",
     .look_at = "msol",
     .first = {{"onprem", NEW_CERTIFICATE},
               {"onprem", NEW_THUMBPRINT},
               {"onprem", "Set-AuthConfig -NewCertificateThumbprint $new -NewCertificateEffectiveDate (Get-Date)"}}},
    {REPAIR, "onprem", "Set-AuthConfig -ClearPreviousCertificate", .says = "PreviousCertificateThumbprint : \n",
     .look = "Get-AuthConfig | fl Prev*",
     .first = {{"onprem", "Set-AuthConfig -PreviousCertificateThumbprint 0123456789ABCDEF0123456789ABCDEF01234567"}}},
    {LOOK, "onprem", "Get-PartnerApplication", .says = "LinkedAccount"},
    {LOOK, "onprem", "(Get-PartnerApplication).LinkedAccount",
     .says = "contoso.com/Users/Exchange Online-ApplicationAccount"},
    {LOOK, "onprem",
     "Get-ManagementRoleAssignment -RoleAssignee \"Exchange Online-ApplicationAccount\" | ft Name,Role -AutoSize",
     .says = "UserApplication-Exchange Online-ApplicationAccount                UserApplication"},
    {LOOK, "onprem", "Set-ADServerSettings -ViewEntireForest $true", .says = NULL},
    {LOOK, "onprem", "Get-User \"Exchange Online-ApplicationAccount\"", .says = "CanonicalName : contoso.com/Users/"},
    {REPAIR, "onprem",
     "Set-PartnerApplication \"Exchange Online\" -LinkedAccount \"contoso.com/users/Exchange "
     "Online-ApplicationAccount\"",
     .says = "contoso.com/users/", .look = "(Get-PartnerApplication).LinkedAccount",
     .first = {{"onprem", "Set-PartnerApplication \"Exchange Online\" -LinkedAccount $null"}}},
    {TEST, "exo",
     "Test-OrganizationRelationship -Identity \"O365 to On-premises*\" -UserIdentity ann@contoso.com -Verbose",
     .says = "No Significant Issues to Report"},
    {TEST, "onprem",
     "Test-OrganizationRelationship -Identity \"On-premises to O365*\" -UserIdentity joe@contoso.com -Verbose",
     .says = "No Significant Issues to Report"},
    {REPAIR, "msol", "Set-AzureADUser -ObjectID ann@contoso.com -UserPrincipalName ann@contoso.mail.onmicrosoft.com",
     .says = "ann@contoso.mail.onmicrosoft.com",
     .look = "(Get-MsolUser ann@contoso.mail.onmicrosoft.com).UserPrincipalName"},
    {REPAIR, "msol", "Set-AzureADUser -ObjectID ann@contoso.mail.onmicrosoft.com -UserPrincipalName ann@contoso.com",
     .says = "ann@contoso.com", .look = "(Get-MsolUser ann@contoso.com).UserPrincipalName",
     .first = {{"msol",
                "Set-AzureADUser -ObjectID ann@contoso.com -UserPrincipalName ann@contoso.mail.onmicrosoft.com"}}},
    {REPAIR, "msol",
     "Set-MsolUserPrincipalName -UserPrincipalName ann@contoso.com -NewUserPrincipalName "
     "ann@contoso.mail.onmicrosoft.com",
     .says = "ann@contoso.mail.onmicrosoft.com",
     .look = "(Get-MsolUser ann@contoso.mail.onmicrosoft.com).UserPrincipalName"},
    {REPAIR, "msol",
     "Set-MsolUserPrincipalName -UserPrincipalName ann@contoso.mail.onmicrosoft.com -NewUserPrincipalName "
     "ann@contoso.com",
     .says = "ann@contoso.com", .look = "(Get-MsolUser ann@contoso.com).UserPrincipalName",
     .first = {{"msol",
                "Set-AzureADUser -ObjectID ann@contoso.com -UserPrincipalName ann@contoso.mail.onmicrosoft.com"}}},
    {LOOK, "onprem", "Get-RemoteMailbox ann@contoso.com | FT userprincipalname, immutableID",
     .says = "UserPrincipalName ImmutableId\n----------------- -----------\nann@contoso.com"},
    {REPAIR, "onprem", "Set-RemoteMailbox ann@contoso.com -ImmutableID ann@contoso.com", .says = "ann@contoso.com",
     .look = "(Get-RemoteMailbox ann@contoso.com).ImmutableId"},
    {REPAIR, "onprem", "Set-RemoteMailbox ann@contoso.com -ImmutableID $null", .says = "ImmutableId : \n",
     .look = "Get-RemoteMailbox ann@contoso.com | fl ImmutableId",
     .first = {{"onprem", "Set-RemoteMailbox ann@contoso.com -ImmutableId x@contoso.com"}}},
    {LOOK, "exo", "Get-mailbox ann@contoso.com | FT userprincipalname, immutableID",
     .says = "UserPrincipalName ImmutableId\n----------------- -----------\nann@contoso.com"},
    {LOOK, "exo", "Get-Mailbox ann@contoso.com | FL immutableID", .says = "ImmutableId :"},
    {REPAIR, "exo", "Set-mailbox ann@contoso.com -immutableID $NULL", .says = "ImmutableId : \n",
     .look = "Get-Mailbox ann@contoso.com | fl ImmutableId",
     .first = {{"exo", "Set-Mailbox ann@contoso.com -ImmutableId x@contoso.com"}}},
    {LOOK, "sync", "Import-Module ADSync", .says = "Success", .look = "Start-ADSyncSyncCycle -PolicyType Delta"},
    {REPAIR, "sync", "Start-ADSyncSyncCycle -PolicyType Delta", .says = "ann@contoso.com",
     .look = "(Get-Mailbox ann@contoso.com).ImmutableId", .look_at = "exo",
     .first = {{"onprem", "Set-RemoteMailbox ann@contoso.com -ImmutableID ann@contoso.com"}}},
    {REPAIR, "msol", "Set-MsolUser -UserPrincipalName ann@contoso.com -PasswordNeverExpires $true", .says = "true",
     .look = "(Get-MsolUser ann@contoso.com).PasswordNeverExpires"},
    {REPAIR, "msol", "Set-AzureADUser -ObjectId ann@contoso.com -PasswordPolicies DisablePasswordExpiration",
     .says = "true", .look = "(Get-MsolUser ann@contoso.com).PasswordNeverExpires"},
    {REPAIR, "msol", "Set-MsolUserPassword -UserPrincipalName ann@contoso.com -ForceChangePassword $false",
     .says = "false", .look = "(Get-MsolUser ann@contoso.com).ForceChangePassword",
     .first = {{"msol", "Set-MsolUser -UserPrincipalName ann@contoso.com -ForceChangePassword $true"}}},
    {LOOK, "msol", "Connect-MsolService", .says = NULL},
    {LOOK, "msol", "Connect-AzureAD", .says = NULL},
    {LOOK, "exo", "Connect-ExchangeOnline", .says = NULL},
    {LOOK, "exo", "Get-DistributionGroupMember -Identity \"Room1 list A\" | Get-MailboxCalendarConfiguration | FL",
     .says = "Identity"},
    {REPAIR, "onprem", "Set-AuthServer ACS -RefreshAuthMetadata", .says = "MII",
     .look = "(Get-AuthServer ACS).CertificateStrings",
     .first = {{"lab", "Set-LabTokenService token-service -RolloverKey"}}},
    {LOOK, "onprem", "Get-AuthServer | fl Name, IssuerIdentifier, TokenIssuingEndpoint, AuthMetadataUrl, Enabled",
     .says = "IssuerIdentifier     : 0000"},
    {LOOK, "msol",
     "Get-MsolServicePrincipalCredential -ServicePrincipalName \"00000002-0000-0ff1-ce00-000000000000\" "
     "-ReturnKeyValues $true",
     .says = "KeyId"},
    {LOOK, "exo", "Get-IntraOrganizationConnector | FL", .says = "HybridIOC - 8f4e2a1c"},
    {LOOK, "exo", "Get-OrganizationRelationship | FL", .says = "O365 to On-premises - 8f4e2a1c"},
    {REPAIR, "exo",
     "Set-IntraOrganizationConnector \"HybridIOC*\" -DiscoveryEndpoint "
     "\"https://autodiscover.contoso.com/autodiscover/autodiscover.svc\"",
     .says = "https://autodiscover.contoso.com/autodiscover/autodiscover.svc",
     .look = "(Get-IntraOrganizationConnector \"HybridIOC*\").DiscoveryEndpoint",
     .first = {{"exo", "Set-IntraOrganizationConnector HybridIOC* -DiscoveryEndpoint $null"}}},
    {REPAIR, "exo",
     "Set-OrganizationRelationship \"O365 to On-premises*\" -TargetAutodiscoverEpr "
     "\"https://autodiscover.contoso.com/autodiscover/autodiscover.svc\"",
     .says = "https://autodiscover.contoso.com/autodiscover/autodiscover.svc",
     .look = "(Get-OrganizationRelationship \"O365 to On-premises*\").TargetAutodiscoverEpr"},
    {REPAIR, "exo",
     "Set-IntraOrganizationConnector \"HybridIOC*\" -TargetSharingEpr https://mail.contoso.com/EWS/Exchange.asmx",
     .says = "https://mail.contoso.com/EWS/Exchange.asmx",
     .look = "(Get-IntraOrganizationConnector \"HybridIOC*\").TargetSharingEpr"},
    {LOOK, "onprem", "Get-FederationInformation -DomainName \"contoso.com\"",
     .says = "TargetApplicationUri  : FYDIBOHF25SPDLT.contoso.com"},
    {LOOK, "onprem", "Get-IntraOrganizationConfiguration", .says = "OnPremiseTargetAddresses"},
    {LOOK, "exo", "Get-OrganizationRelationship | FL Identity, TargetSharingEpr, TargetAutodiscoverEpr",
     .says = "Identity              : O365 to On-premises - 8f4e2a1c"},
    {LOOK, "exo", "Get-IntraOrganizationConnector | FL Identity, TargetSharingEpr, DiscoveryEndpoint",
     .says = "Identity          : HybridIOC - 8f4e2a1c"},
    {REPAIR, "exo", "Set-IntraOrganizationConnector \"HybridIOC*\" -Enabled $false", .says = "false",
     .look = "(Get-IntraOrganizationConnector \"HybridIOC*\").Enabled"},
    {NONE, "server", "PsExec.exe -i -s \"c:\\Program Files\\Internet Explorer\\iexplore.exe\"",
     .says = "PsExec has no counterpart here"},
    {NONE, "server", "LDP.exe", .says = "LDP has no counterpart here"},
};

static struct running_lab shared;

/* What a command prints, or what it is refused with. The caller frees it. */
static char *try(const char *at, const char *command, bool *refused)
{
    char *text = NULL;
    size_t length;
    FILE *output = open_memstream(&text, &length);
    struct error error = {""};

    *refused = !lab_run(shared.running, at, command, output, &error);
    fclose(output);
    if (!*refused)
        return text;
    free(text);
    return text_copy(error.text);
}

static char *run(const char *at, const char *command, bool expected)
{
    bool refused;
    char *text = try(at, command, &refused);

    if (refused != expected)
        fail_msg("%s: %s", command, refused ? text : "was not refused");
    return text;
}

static void check(const char *text, const char *wanted)
{
    if (wanted && !text_contains(text, wanted))
        fail_msg("%s\nis not in:\n%s", wanted, text);
}

/* Settings of every place. */
static char *settings(void)
{
    static const char *const looks[][2] = {
        {"exo", "Get-OrganizationRelationship"},
        {"exo", "Get-IntraOrganizationConnector"},
        {"exo", "Get-Mailbox"},
        {"onprem", "Get-WebServicesVirtualDirectory"},
        {"onprem", "Get-AutodiscoverVirtualDirectory"},
        {"onprem", "Get-AuthConfig"},
        {"onprem", "Get-AuthServer"},
        {"onprem", "Get-RemoteMailbox"},
        {"onprem", "Get-PartnerApplication"},
        {"onprem", "Get-FederationTrust"},
        {"onprem", "Get-MailboxFolderPermission"},
        {"msol", "Get-MsolUser"},
    };
    char *all = text_copy("");

    for (size_t i = 0; i < ARRAY_SIZE(looks); i++) {
        CLEANUP(cleanup_string) char *before = all;
        CLEANUP(cleanup_string) char *text = run(looks[i][0], looks[i][1], false);
        all = text_format("%s%s", before, text);
    }
    return all;
}

static void prepare(const struct row *row)
{
    running_lab_arm(&shared, "00");
    for (size_t i = 0; i < ARRAY_SIZE(row->first) && row->first[i].command; i++)
        free(run(row->first[i].at, row->first[i].command, false));
}

/* What is not there yet is refused. */
static char *look(const struct row *row, bool *refused)
{
    return try(row->look_at ? row->look_at : row->at, row->look, refused);
}

static void does(void **state)
{
    const struct row *row = *state;
    bool refused = false;
    CLEANUP(cleanup_string) char *before = (prepare(row), settings());
    CLEANUP(cleanup_string) char *old = row->look ? look(row, &refused) : NULL;
    CLEANUP(cleanup_string) char *text = run(row->at, row->command, row->effect == NONE);
    CLEANUP(cleanup_string) char *seen = row->look ? look(row, &refused) : text_copy(text);
    CLEANUP(cleanup_string) char *after = settings();

    assert_false(row->look && refused);
    check(seen, row->says);
    if (row->effect != REPAIR)
        assert_string_equal(before, after);
    else
        assert_string_not_equal(old, seen);
}

static int start(void **state)
{
    (void)state;
    running_lab_start(&shared);
    return 0;
}

static int stop(void **state)
{
    (void)state;
    running_lab_stop(&shared);
    return 0;
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows)];

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] = (struct CMUnitTest){
            .name = rows[i].command, .test_func = does, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests_name("lines", tests, start, stop);
}
