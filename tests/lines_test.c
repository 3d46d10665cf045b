/* SPDX-License-Identifier: MIT */
/* Every command line of the catalogue, as it is written there, in a running lab: what it does, and that it does nothing
 * else. Names and addresses are the lab's. */
#include "cleanup.h"
#include "running_lab.h"
#include "text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum effect {
    LOOK,   /* shows settings, changes none */
    TEST,   /* runs a check and says how it ended, changes no setting */
    REPAIR, /* sets what `look` then shows */
    NONE,   /* refused with a sentence */
};

struct row {
    enum effect effect;
    const char *at, *command;
    const char *says;  /* in what is printed, of a repair in what `look` prints, else in the refusal; NULL: not asked */
    const char *look;  /* at the same place; NULL: the command itself says it */
    const char *first; /* a command before it; NULL: none */
};

static const struct row rows[] = {
    {TEST, "exo",
     "Test-OAuthConnectivity -Service EWS -TargetUri https://mail.contoso.com/EWS/Exchange.asmx -Mailbox "
     "ann@contoso.com",
     "ResultType  : Success", NULL, NULL},
    {TEST, "exo",
     "Test-OAuthConnectivity -Service EWS -TargetUri https://mail.contoso.com/EWS/Exchange.asmx -Mailbox "
     "ann@contoso.com -Verbose | fl",
     "ResultType  : Success", NULL, NULL},
    {TEST, "exo",
     "Test-OAuthConnectivity -Service AutoD -TargetUri https://autodiscover.contoso.com/autodiscover/autodiscover.svc "
     "-Mailbox ann@contoso.com -Verbose | fl",
     "ResultType  : Success", NULL, NULL},
    {TEST, "onprem",
     "Test-OAuthConnectivity -Service EWS -TargetUri https://outlook.office365.com/ews/exchange.asmx -Mailbox "
     "joe@contoso.com -Verbose | fl",
     "ResultType  : Success", NULL, NULL},
    {REPAIR, "onprem", "Get-FederationTrust | Set-FederationTrust -RefreshMetadata", NULL, NULL, NULL},
    {LOOK, "onprem", "Get-FederationTrust | FL", "Name                   : Microsoft Federation Gateway", NULL, NULL},
    {TEST, "onprem", "Test-FederationTrust", "Type    : Success", NULL, NULL},
    {TEST, "onprem", "Test-FederationTrust -UserIdentity joe@contoso.com -Verbose", "Type    : Success", NULL, NULL},
    {TEST, "onprem", "Test-FederationTrust -UserIdentity joe@contoso.com -Verbose -Debug", "Type    : Success", NULL,
     NULL},
    {TEST, "onprem", "Test-FederationTrustCertificate", "State      : Installed", NULL, NULL},
    {LOOK, "onprem", "Get-FederatedOrganizationIdentifier -IncludeExtendedDomainInfo | FL", "AccountNamespace", NULL,
     NULL},
    {LOOK, "exo", "Get-FederationTrust", "Name                   : Microsoft Federation Gateway", NULL, NULL},
    {LOOK, "onprem", "Get-AutodiscoverVirtualDirectory", "EX01\\Autodiscover (Default Web Site)", NULL, NULL},
    {LOOK, "onprem", "Get-WebServicesVirtualDirectory", "EX01\\EWS (Default Web Site)", NULL, NULL},
    {REPAIR, "onprem",
     "Set-AutodiscoverVirtualDirectory \"EX01\\Autodiscover (Exchange Back End)\" -WSSecurityAuthentication:$False",
     "false", "(Get-AutodiscoverVirtualDirectory \"EX01\\Autodiscover (Exchange Back End)\").WSSecurityAuthentication",
     "Set-AutodiscoverVirtualDirectory \"EX01\\Autodiscover (Exchange Back End)\" -WSSecurityAuthentication $true"},
    {REPAIR, "onprem",
     "Set-AutodiscoverVirtualDirectory \"EX01\\Autodiscover (Exchange Back End)\" -WSSecurityAuthentication:$True",
     "true", "(Get-AutodiscoverVirtualDirectory \"EX01\\Autodiscover (Exchange Back End)\").WSSecurityAuthentication",
     "Set-AutodiscoverVirtualDirectory \"EX01\\Autodiscover (Exchange Back End)\" -WSSecurityAuthentication $false"},
    {REPAIR, "onprem",
     "Set-WebServicesVirtualDirectory \"EX01\\ews (Exchange Back End)\" -WSSecurityAuthentication:$False", "false",
     "(Get-WebServicesVirtualDirectory \"EX01\\ews (Exchange Back End)\").WSSecurityAuthentication",
     "Set-WebServicesVirtualDirectory \"EX01\\ews (Exchange Back End)\" -WSSecurityAuthentication $true"},
    {REPAIR, "onprem",
     "Set-WebServicesVirtualDirectory \"EX01\\ews (Exchange Back End)\" -WSSecurityAuthentication:$True", "true",
     "(Get-WebServicesVirtualDirectory \"EX01\\ews (Exchange Back End)\").WSSecurityAuthentication",
     "Set-WebServicesVirtualDirectory \"EX01\\ews (Exchange Back End)\" -WSSecurityAuthentication $false"},
    {REPAIR, "onprem", "Set-WebServicesVirtualDirectory \"EX01\\ews (Exchange Back End)\" -OAuthAuthentication:$False",
     "false", "(Get-WebServicesVirtualDirectory \"EX01\\ews (Exchange Back End)\").OAuthAuthentication",
     "Set-WebServicesVirtualDirectory \"EX01\\ews (Exchange Back End)\" -OAuthAuthentication $true"},
    {REPAIR, "onprem", "Set-WebServicesVirtualDirectory \"EX01\\ews (Exchange Back End)\" -OAuthAuthentication:$True",
     "true", "(Get-WebServicesVirtualDirectory \"EX01\\ews (Exchange Back End)\").OAuthAuthentication",
     "Set-WebServicesVirtualDirectory \"EX01\\ews (Exchange Back End)\" -OAuthAuthentication $false"},
    {REPAIR, "onprem",
     "Set-AutodiscoverVirtualDirectory \"EX01\\Autodiscover (Exchange Back End)\" -OAuthAuthentication:$False", "false",
     "(Get-AutodiscoverVirtualDirectory \"EX01\\Autodiscover (Exchange Back End)\").OAuthAuthentication",
     "Set-AutodiscoverVirtualDirectory \"EX01\\Autodiscover (Exchange Back End)\" -OAuthAuthentication $true"},
    {REPAIR, "onprem",
     "Set-AutodiscoverVirtualDirectory \"EX01\\Autodiscover (Exchange Back End)\" -OAuthAuthentication:$True", "true",
     "(Get-AutodiscoverVirtualDirectory \"EX01\\Autodiscover (Exchange Back End)\").OAuthAuthentication",
     "Set-AutodiscoverVirtualDirectory \"EX01\\Autodiscover (Exchange Back End)\" -OAuthAuthentication $false"},
    {REPAIR, "server", "iisreset /noforce", "Internet services successfully restarted", NULL, NULL},
    {REPAIR, "server", "IISreset", "Internet services successfully restarted", NULL, NULL},
    {REPAIR, "exo",
     "Set-OrganizationRelationship \"O365 to On-premises*\" -TargetSharingEpr "
     "https://mail.contoso.com/EWS/Exchange.asmx",
     "https://mail.contoso.com/EWS/Exchange.asmx",
     "(Get-OrganizationRelationship \"O365 to On-premises*\").TargetSharingEpr", NULL},
    {TEST, "exo",
     "Test-MigrationServerAvailability -RemoteServer mail.contoso.com -ExchangeRemoteMove -Credentials "
     "(get-credential)",
     "Result          : Success", NULL, NULL},
    {LOOK, "exo", "Get-AvailabilityAddressSpace | FL", "ForestName            : notes.domain.com", NULL, NULL},
    {LOOK, "exo", "Get-IntraOrganizationConnector | fl TargetAddressDomains", "{contoso.com}", NULL, NULL},
    {LOOK, "onprem", "(Get-IntraOrganizationConfiguration).OnPremiseTargetAddresses", "contoso.com", NULL, NULL},
    {NONE, "exo",
     "Get-OrganizationRelationship \"Exchange Online to on premises Organization Relationship\" | fl DomainNames",
     "couldn't be found", NULL, NULL},
    {LOOK, "onprem", "(Get-FederatedOrganizationIdentifier).Domains", "contoso.mail.onmicrosoft.com", NULL, NULL},
    {REPAIR, "exo", "Set-IntraOrganizationConnector \"HybridIOC*\" -TargetAddressDomains @{add=\"contoso.RO\"}",
     "contoso.RO", "(Get-IntraOrganizationConnector \"HybridIOC*\").TargetAddressDomains", NULL},
    {LOOK, "onprem", "Get-MailboxFolderPermission joe@contoso.com:\\calendar", "AccessRights : AvailabilityOnly", NULL,
     NULL},
    {REPAIR, "onprem",
     "Set-MailboxFolderPermission joe@contoso.com:\\calendar -User Default -AccessRights AvailabilityOnly",
     "AccessRights : AvailabilityOnly", "Get-MailboxFolderPermission joe@contoso.com:\\calendar",
     "Set-MailboxFolderPermission joe@contoso.com:\\calendar -User Default -AccessRights None"},
    {LOOK, "onprem", "(Get-AuthConfig).CurrentCertificateThumbprint", NULL, NULL, NULL},
    {LOOK, "onprem", "Get-AuthConfig | fl", "ServiceName", NULL, NULL},
    {LOOK, "onprem", "Get-ExchangeCertificate -Thumbprint (Get-AuthConfig).CurrentCertificateThumbprint | fl",
     "CN=Microsoft Exchange Server Auth Certificate", NULL, NULL},
    {REPAIR, "onprem",
     "New-ExchangeCertificate -KeySize 2048 -PrivateKeyExportable $true -SubjectName \"CN=Microsoft Exchange Server "
     "Auth Certificate\" -FriendlyName \"Microsoft Exchange Server Auth Certificate\" -DomainName contoso.com "
     "-Services smtp",
     "CN=Microsoft Exchange Server Auth Certificate", NULL, NULL},
    {REPAIR, "onprem", "$a=get-date", "T", "$a", NULL},
    {REPAIR, "onprem", "Set-AuthConfig -NewCertificateThumbprint $new -NewCertificateEffectiveDate $a", NULL,
     "(Get-AuthConfig).NextCertificateThumbprint", "$a=get-date"},
    {REPAIR, "onprem", "Set-AuthConfig -PublishCertificate", NULL, NULL, NULL},
    {REPAIR, "onprem", "Set-AuthConfig -ClearPreviousCertificate", "PreviousCertificateThumbprint : \n",
     "Get-AuthConfig | fl Prev*",
     "Set-AuthConfig -PreviousCertificateThumbprint 0123456789ABCDEF0123456789ABCDEF01234567"},
    {LOOK, "onprem", "Get-PartnerApplication", "LinkedAccount", NULL, NULL},
    {LOOK, "onprem", "(Get-PartnerApplication).LinkedAccount", "contoso.com/Users/Exchange Online-ApplicationAccount",
     NULL, NULL},
    {LOOK, "onprem",
     "Get-ManagementRoleAssignment -RoleAssignee \"Exchange Online-ApplicationAccount\" | ft Name,Role -AutoSize",
     "Role : UserApplication", NULL, NULL},
    {LOOK, "onprem", "Set-ADServerSettings -ViewEntireForest $true", NULL, NULL, NULL},
    {LOOK, "onprem", "Get-User \"Exchange Online-ApplicationAccount\"", "CanonicalName : contoso.com/Users/", NULL,
     NULL},
    {REPAIR, "onprem",
     "Set-PartnerApplication \"Exchange Online\" -LinkedAccount \"contoso.com/users/Exchange "
     "Online-ApplicationAccount\"",
     "contoso.com/users/", "(Get-PartnerApplication).LinkedAccount",
     "Set-PartnerApplication \"Exchange Online\" -LinkedAccount $null"},
    {TEST, "exo",
     "Test-OrganizationRelationship -Identity \"O365 to On-premises*\" -UserIdentity ann@contoso.com -Verbose",
     "No Significant Issues to Report", NULL, NULL},
    {TEST, "onprem",
     "Test-OrganizationRelationship -Identity \"On-premises to O365*\" -UserIdentity joe@contoso.com -Verbose",
     "No Significant Issues to Report", NULL, NULL},
    {REPAIR, "msol", "Set-AzureADUser -ObjectID ann@contoso.com -UserPrincipalName ann@contoso.mail.onmicrosoft.com",
     "ann@contoso.mail.onmicrosoft.com", "(Get-MsolUser ann@contoso.mail.onmicrosoft.com).UserPrincipalName", NULL},
    {REPAIR, "msol", "Set-AzureADUser -ObjectID ann@contoso.mail.onmicrosoft.com -UserPrincipalName ann@contoso.com",
     "ann@contoso.com", "(Get-MsolUser ann@contoso.com).UserPrincipalName",
     "Set-AzureADUser -ObjectID ann@contoso.com -UserPrincipalName ann@contoso.mail.onmicrosoft.com"},
    {REPAIR, "msol",
     "Set-MsolUserPrincipalName -UserPrincipalName ann@contoso.com -NewUserPrincipalName "
     "ann@contoso.mail.onmicrosoft.com",
     "ann@contoso.mail.onmicrosoft.com", "(Get-MsolUser ann@contoso.mail.onmicrosoft.com).UserPrincipalName", NULL},
    {REPAIR, "msol",
     "Set-MsolUserPrincipalName -UserPrincipalName ann@contoso.mail.onmicrosoft.com -NewUserPrincipalName "
     "ann@contoso.com",
     "ann@contoso.com", "(Get-MsolUser ann@contoso.com).UserPrincipalName",
     "Set-AzureADUser -ObjectID ann@contoso.com -UserPrincipalName ann@contoso.mail.onmicrosoft.com"},
    {LOOK, "onprem", "Get-RemoteMailbox ann@contoso.com | FT userprincipalname, immutableID",
     "UserPrincipalName : ann@contoso.com", NULL, NULL},
    {REPAIR, "onprem", "Set-RemoteMailbox ann@contoso.com -ImmutableID ann@contoso.com", "ann@contoso.com",
     "(Get-RemoteMailbox ann@contoso.com).ImmutableId", NULL},
    {REPAIR, "onprem", "Set-RemoteMailbox ann@contoso.com -ImmutableID $null", "ImmutableId : \n",
     "Get-RemoteMailbox ann@contoso.com | fl ImmutableId",
     "Set-RemoteMailbox ann@contoso.com -ImmutableId x@contoso.com"},
    {LOOK, "exo", "Get-mailbox ann@contoso.com | FT userprincipalname, immutableID",
     "UserPrincipalName : ann@contoso.com", NULL, NULL},
    {LOOK, "exo", "Get-Mailbox ann@contoso.com | FL immutableID", "ImmutableId :", NULL, NULL},
    {REPAIR, "exo", "Set-mailbox ann@contoso.com -immutableID $NULL", "ImmutableId : \n",
     "Get-Mailbox ann@contoso.com | fl ImmutableId", "Set-Mailbox ann@contoso.com -ImmutableId x@contoso.com"},
    {REPAIR, "sync", "Import-Module ADSync", NULL, NULL, NULL},
    {REPAIR, "sync", "Start-ADSyncSyncCycle -PolicyType Delta", "Success", NULL, NULL},
    {REPAIR, "msol", "Set-MsolUser -UserPrincipalName ann@contoso.com -PasswordNeverExpires $true", "true",
     "(Get-MsolUser ann@contoso.com).PasswordNeverExpires", NULL},
    {REPAIR, "msol", "Set-AzureADUser -ObjectId ann@contoso.com -PasswordPolicies DisablePasswordExpiration", "true",
     "(Get-MsolUser ann@contoso.com).PasswordNeverExpires", NULL},
    {REPAIR, "msol", "Set-MsolUserPassword -UserPrincipalName ann@contoso.com -ForceChangePassword $false", "false",
     "(Get-MsolUser ann@contoso.com).ForceChangePassword",
     "Set-MsolUser -UserPrincipalName ann@contoso.com -ForceChangePassword $true"},
    {LOOK, "msol", "Connect-MsolService", NULL, NULL, NULL},
    {LOOK, "msol", "Connect-AzureAD", NULL, NULL, NULL},
    {LOOK, "exo", "Get-DistributionGroupMember -Identity \"Room1 list A\" | Get-MailboxCalendarConfiguration | FL",
     "Identity", NULL, NULL},
    {REPAIR, "onprem", "Set-AuthServer ACS -RefreshAuthMetadata", NULL, NULL, NULL},
    {LOOK, "onprem", "Get-AuthServer | fl Name, IssuerIdentifier, TokenIssuingEndpoint, AuthMetadataUrl, Enabled",
     "IssuerIdentifier     : 0000", NULL, NULL},
    {LOOK, "msol",
     "Get-MsolServicePrincipalCredential -ServicePrincipalName \"00000002-0000-0ff1-ce00-000000000000\" "
     "-ReturnKeyValues $true",
     "KeyId", NULL, NULL},
    {LOOK, "exo", "Get-IntraOrganizationConnector | FL", "HybridIOC - 8f4e2a1c", NULL, NULL},
    {LOOK, "exo", "Get-OrganizationRelationship | FL", "O365 to On-premises - 8f4e2a1c", NULL, NULL},
    {REPAIR, "exo",
     "Set-IntraOrganizationConnector \"HybridIOC*\" -DiscoveryEndpoint "
     "\"https://autodiscover.contoso.com/autodiscover/autodiscover.svc\"",
     "https://autodiscover.contoso.com/autodiscover/autodiscover.svc",
     "(Get-IntraOrganizationConnector \"HybridIOC*\").DiscoveryEndpoint", NULL},
    {REPAIR, "exo",
     "Set-OrganizationRelationship \"O365 to On-premises*\" -TargetAutodiscoverEpr "
     "\"https://autodiscover.contoso.com/autodiscover/autodiscover.svc\"",
     "https://autodiscover.contoso.com/autodiscover/autodiscover.svc",
     "(Get-OrganizationRelationship \"O365 to On-premises*\").TargetAutodiscoverEpr", NULL},
    {REPAIR, "exo",
     "Set-IntraOrganizationConnector \"HybridIOC*\" -TargetSharingEpr https://mail.contoso.com/EWS/Exchange.asmx",
     "https://mail.contoso.com/EWS/Exchange.asmx", "(Get-IntraOrganizationConnector \"HybridIOC*\").TargetSharingEpr",
     NULL},
    {LOOK, "onprem", "Get-FederationInformation -DomainName \"contoso.com\"",
     "TargetApplicationUri  : FYDIBOHF25SPDLT.contoso.com", NULL, NULL},
    {LOOK, "onprem", "Get-IntraOrganizationConfiguration", "OnPremiseTargetAddresses", NULL, NULL},
    {LOOK, "exo", "Get-OrganizationRelationship | FL Identity, TargetSharingEpr, TargetAutodiscoverEpr",
     "Identity              : O365 to On-premises - 8f4e2a1c", NULL, NULL},
    {LOOK, "exo", "Get-IntraOrganizationConnector | FL Identity, TargetSharingEpr, DiscoveryEndpoint",
     "Identity          : HybridIOC - 8f4e2a1c", NULL, NULL},
    {REPAIR, "exo", "Set-IntraOrganizationConnector \"HybridIOC*\" -Enabled $false", "false",
     "(Get-IntraOrganizationConnector \"HybridIOC*\").Enabled", NULL},
    {NONE, "server", "PsExec.exe -i -s \"c:\\Program Files\\Internet Explorer\\iexplore.exe\"",
     "PsExec has no counterpart here", NULL, NULL},
    {NONE, "server", "LDP.exe", "LDP has no counterpart here", NULL, NULL},
};

static struct running_lab shared;

/* What a command prints; what it is refused with if `refused`. The caller frees it. */
static char *run(const char *at, const char *command, bool refused)
{
    char *text = NULL;
    size_t length;
    FILE *output = open_memstream(&text, &length);
    struct error error = {""};
    const bool done = simulator_run(shared.simulator, at, command, output, &error);

    fclose(output);
    if (done == refused)
        fail_msg("%s: %s", command, done ? "was not refused" : error.text);
    if (!refused)
        return text;
    free(text);
    return text_copy(error.text);
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
    if (strstr(row->command, "$new"))
        free(run("onprem", "$new=(Get-AuthConfig).CurrentCertificateThumbprint", false));
    if (row->first)
        free(run(row->at, row->first, false));
}

static void does(void **state)
{
    const struct row *row = *state;
    CLEANUP(cleanup_string) char *before = (prepare(row), settings());
    CLEANUP(cleanup_string) char *text = run(row->at, row->command, row->effect == NONE);
    CLEANUP(cleanup_string) char *seen = row->look ? run(row->at, row->look, false) : text_copy(text);
    CLEANUP(cleanup_string) char *after = settings();

    check(seen, row->says);
    if (row->effect != REPAIR)
        assert_string_equal(before, after);
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
