/* SPDX-License-Identifier: MIT */
/* What is typed at a prompt of the Exchange server or of the synchronisation: services, pools, ciphers, wizards. */
#include "base/cleanup.h"
#include "base/text.h"
#include "shell/shell.h"
#include "support/shell_rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What is printed, and the sentence if it did not go well. */
struct typed {
    const char *name, *at, *text, *printed, *sentence;
};

#define NO_COUNTERPART(program, has) program " has no counterpart here: the lab has " has "."
#define REMOVED                                                                                                        \
    "Remove-IntraOrganizationConnector HybridIOC*; Set-OrganizationRelationship 'On-premises to*' "                    \
    "-TargetApplicationUri wrong -Enabled $false; Update-HybridConfiguration; "

static const struct typed rows[] = {
    {"a service", "server", "Get-Service MSExchangeIS | fl",
     "\nStatus      : Running\nName        : MSExchangeIS\n"
     "DisplayName : Microsoft Exchange Information Store\n\n",
     NULL},
    {"a service by its display name", "onprem",
     "Stop-Service -DisplayName 'Microsoft Exchange POP3'; (Get-Service MSExchangePop3).Status", "Stopped\n", NULL},
    {"a service starts again", "server",
     "Stop-Service MSExchangeIS; (Get-Service *IS).Status; Start-Service MSExchangeIS; (Get-Service "
     "*ExchangeIS).Status",
     "Stopped\nRunning\n", NULL},
    {"a service is restarted", "server", "Stop-Service W3SVC; Restart-Service -Name W3SVC; (Get-Service W3SVC).Status",
     "Running\n", NULL},
    {"a started service that ran changes nothing", "server", "Start-Service W3SVC; (Get-LabService).Identity",
     "EX01\\MSExchangeIS\n", NULL},
    {"no service of that name", "server", "Get-Service Foo", "", "Cannot find any service with service name 'Foo'."},
    {"no service to stop", "server", "Stop-Service Foo", "", "Cannot find any service with service name 'Foo'."},
    {"no services in the cloud", "exo", "Get-Service", "",
     "The term 'Get-Service' is not recognized as the name of a cmdlet, function, script file, or operable program. It "
     "runs at onprem."},
    {"health", "onprem", "(Test-ServiceHealth).ServicesNotRunning", "{}\n", NULL},
    {"health of a service that does not run", "onprem",
     "Stop-Service MSExchangeIS; Test-ServiceHealth -Server EX01 | fl *NotRunning, Required*",
     "\nServicesNotRunning      : {MSExchangeIS}\nRequiredServicesRunning : False\n\n", NULL},
    {"a pool is recycled", "server",
     "Set-LabApplicationPool *Services* -Status Crashing; Restart-WebAppPool MSExchangeServicesAppPool; "
     "(Get-LabApplicationPool *Services*).Status",
     "Started\n", NULL},
    {"a stopped pool is started", "server",
     "Stop-WebAppPool -Name MSExchangeServicesAppPool; (Get-LabApplicationPool *Services*).Status; "
     "Start-WebAppPool MSExchangeServicesAppPool; (Get-LabApplicationPool *Services*).Status",
     "Stopped\nStarted\n", NULL},
    {"a stopped pool is not recycled", "server",
     "Stop-WebAppPool MSExchangeServicesAppPool; Restart-WebAppPool MSExchangeServicesAppPool", "",
     "You have to start stopped object before restarting it."},
    {"a pool of another server", "server",
     "New-LabApplicationPool 'EX02\\MSExchangeServicesAppPool' -Server EX02 -Status Stopped; "
     "Start-WebAppPool 'EX02\\MSExchangeServicesAppPool'; (Get-LabApplicationPool EX02*).Status",
     "\nIdentity : EX02\\MSExchangeServicesAppPool\nServer   : EX02\nStatus   : Stopped\nStarted\n", NULL},
    {"pools of the server", "server",
     "Stop-WebAppPool MSExchangeServicesAppPool; Set-LabApplicationPool *Autodiscover* -Status Crashing; "
     "Get-IISAppPool | fl",
     "\nName  : MSExchangeAutodiscoverAppPool\nState : Started\n\n\nName  : MSExchangeServicesAppPool\nState : "
     "Stopped\n\n",
     NULL},
    {"a pool by its name", "server", "(Get-IISAppPool *Services*).State", "Started\n", NULL},
    {"no such pool", "server", "Restart-WebAppPool Foo", "",
     "Cannot find path 'IIS:\\AppPools\\Foo' because it does not exist."},
    {"cipher suites", "server",
     "Set-LabTls onprem -CipherList ECDHE-RSA-AES256-GCM-SHA384:AES128-SHA -MaximumProtocol "
     "Tls12; (Get-TlsCipherSuite).Name",
     "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384\nTLS_RSA_WITH_AES_128_CBC_SHA\n", NULL},
    {"cipher suites by name", "server", "(Get-TlsCipherSuite -Name AES_256_GCM_SHA384).Name",
     "TLS_AES_256_GCM_SHA384\nTLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384\nTLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384\n"
     "TLS_RSA_WITH_AES_256_GCM_SHA384\n",
     NULL},
    {"the wizard makes a connector", "onprem",
     REMOVED "(Get-IntraOrganizationConnector HybridIOC).DiscoveryEndpoint; "
             "(Get-IntraOrganizationConnector HybridIOC).TargetAddressDomains",
     "https://autodiscover-s.outlook.com/autodiscover/autodiscover.svc\ncontoso.mail.onmicrosoft.com\n", NULL},
    {"the wizard repairs a relationship", "onprem",
     REMOVED "(Get-OrganizationRelationship 'On-premises to*').TargetApplicationUri; "
             "(Get-OrganizationRelationship 'On-premises to*').Enabled",
     "outlook.com\nTrue\n", NULL},
    {"the wizard publishes the certificate", "onprem",
     "Set-AuthConfig -CurrentCertificateThumbprint (Get-FederationTrust).OrgCertificate; Update-HybridConfiguration; "
     "(Get-AuthConfig).CurrentCertificateThumbprint",
     "{onprem-federation:thumbprint}\n", NULL},
    {"the wizard runs on premises", "exo", "Update-HybridConfiguration", "",
     "The term 'Update-HybridConfiguration' is not recognized as the name of a cmdlet, function, script file, or "
     "operable "
     "program. It runs at onprem."},
    {"passwords are synchronised", "lab",
     "Set-MsolUser -UserPrincipalName ann@contoso.com -PasswordMismatch $true; Set-ADSyncAADPasswordSyncConfiguration "
     "-SourceConnector contoso.com -TargetConnector 'contoso.onmicrosoft.com - AAD' -Enable $true; "
     "(Get-MsolUser -UserPrincipalName ann@contoso.com).PasswordMismatch",
     "False\n", NULL},
    {"passwords are not synchronised", "lab",
     "Set-MsolUser -UserPrincipalName ann@contoso.com -PasswordMismatch $true; Set-ADSyncAADPasswordSyncConfiguration "
     "-Enable $false; (Get-MsolUser -UserPrincipalName ann@contoso.com).PasswordMismatch",
     "True\n", NULL},
    {"the wizard federates again", "onprem",
     "Set-FederatedOrganizationIdentifier -Enabled $false; Update-HybridConfiguration; "
     "(Get-FederatedOrganizationIdentifier).Enabled",
     "True\n", NULL},
    {"no wizard's window", "onprem", "HybridConfigurationWizard.exe", "",
     NO_COUNTERPART("HybridConfigurationWizard", "no windows; Update-HybridConfiguration does what the wizard would")},
    {"no directory to prepare", "server", "setup.exe /PrepareAD /IAcceptExchangeServerLicenseTerms", "",
     NO_COUNTERPART("setup",
                    "no forest to prepare; setup /PrepareAD would make groups and accounts that Exchange misses: "
                    "here New-ADUser and New-ManagementRoleAssignment do")},
    {"no deleted account", "server", "ADRestore -r ann", "",
     NO_COUNTERPART("ADRestore",
                    "no deleted objects of a directory; it would bring an account back: here New-ADUser does")},
    {"a program in its folder", "server", ".\\Setup.exe /PrepareAD", "",
     NO_COUNTERPART("setup",
                    "no forest to prepare; setup /PrepareAD would make groups and accounts that Exchange misses: "
                    "here New-ADUser and New-ManagementRoleAssignment do")},
    {"no time service", "server", "w32tm /query /status", "",
     NO_COUNTERPART("w32tm", "no Windows Time service; Get-LabClock shows how wrong clocks are, Set-LabClock "
                             "-OffsetSeconds 0 sets one right")},
    {"no name server", "server", "nslookup mail.contoso.com", "",
     NO_COUNTERPART("nslookup", "no prompt of a name server; Resolve-DnsName asks for a name")},
    {"no rules of a federated domain", "msol", "Update-MsolFederatedDomain -DomainName contoso.com", "",
     NO_COUNTERPART("Update-MsolFederatedDomain", "no AD FS server; Set-LabFederationService -IssuedClaims "
                                                  "UPN,ImmutableID does what it would")},
    {"no wizard by its short name", "onprem", "HCW", "",
     NO_COUNTERPART("HCW", "no windows; Update-HybridConfiguration does what the wizard would")},
    {"no window of Azure AD Connect", "sync", "AzureADConnect.exe", "",
     NO_COUNTERPART("AzureADConnect", "no windows; Set-ADSyncAADPasswordSyncConfiguration -Enable $true switches the "
                                      "password sync on, and Start-ADSyncSyncCycle synchronises")},
    {"no AD FS", "server", "Set-AdfsRelyingPartyTrust -TargetName 'Microsoft Office 365 Identity Platform'", "",
     NO_COUNTERPART("Set-AdfsRelyingPartyTrust", "no AD FS server; Set-LabFederationService -IssuedClaims "
                                                 "UPN,ImmutableID does what its rules would")},
};

static void types(void **state)
{
    const struct typed *row = *state;
    CLEANUP(store_free) struct store *store = shell_rows_store();
    struct error error = {""};
    CLEANUP(cleanup_string) char *text = NULL;
    size_t length = 0;
    FILE *memory = open_memstream(&text, &length);
    const bool done = shell_run(&(struct shell){.store = store, .output = memory}, row->at, row->text, &error);

    fclose(memory);
    assert_string_equal(error.text, row->sentence ? row->sentence : "");
    assert_int_equal(done, !row->sentence);
    assert_string_equal(text, row->printed);
}

/* What is as the wizard leaves it stays untouched. */
static void a_healthy_lab_stays_as_it_is(void **state)
{
    CLEANUP(store_free) struct store *store = shell_rows_store();
    struct error error = {""};
    static const char *const scopes[] = {"onprem", "exo"};
    char *before[2];

    (void)state;
    for (size_t i = 0; i < 2; i++)
        before[i] = store_scope_text(store, scopes[i]);
    assert_true(shell_run(&(struct shell){.store = store}, "onprem", "Update-HybridConfiguration", &error));
    for (size_t i = 0; i < 2; i++) {
        CLEANUP(cleanup_string) char *after = store_scope_text(store, scopes[i]);
        assert_string_equal(after, before[i]);
        free(before[i]);
    }
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows) + 1] = {cmocka_unit_test(a_healthy_lab_stays_as_it_is)};

    ROWS(tests + 1, rows, types);
    return cmocka_run_group_tests_name("shell server", tests, NULL, NULL);
}
