/* SPDX-License-Identifier: MIT */
/* The table of words that are no cmdlets, and what each does or why it cannot. */
#include "programs.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "netsh.h"
#include "retired_cmdlets.h"
#include "shell/nouns/delays.h"
#include "shell/scripts/extended_protection_script.h"
#include "shell/scripts/hybrid_app_script.h"
#include "vocabulary/places.h"

#include <string.h>

#define MOST 3 /* places or arguments */

static const struct console_program {
    const char *name;
    const char *at[MOST];        /* none: everywhere */
    const char *says;            /* to the output; NULL: has no counterpart */
    const char *lacking;         /* what the lab has not */
    bool restarts;               /* IIS, on every server of the premises */
    const char *arguments[MOST]; /* with '*' for any run; none: all are accepted and mean nothing to a lab */
    /* Of a program with words of its own. */
    bool (*check)(const struct command_line *line, struct error *error);
    bool (*run)(const struct shell *shell, const struct command_line *line, struct error *error);
} programs[] = {
    {"iisreset",
     {"server", SCOPE_ONPREM},
     "\nAttempting stop...\nInternet services successfully stopped\nAttempting start...\n"
     "Internet services successfully restarted\n\n",
     .restarts = true,
     .arguments = {"/noforce", "/restart", "/timeout:*"}},
    {"Restart-Computer", {"server", SCOPE_ONPREM}, "", .restarts = true, .arguments = {"-Force", "-Wait"}},
    {"Connect-MsolService", .says = RETIRED_CMDLET("Connect-MsolService", "MSOnline", "Connect-MgGraph -Scopes ...")},
    {"Connect-AzureAD", .says = RETIRED_CMDLET("Connect-AzureAD", "AzureAD", "Connect-MgGraph -Scopes ...")},
    {"Connect-MgGraph", .says = ""},
    {"Get-AzureADServicePrincipal",
     .lacking = "no such object of AzureAD, which was retired in 2025; Get-MgServicePrincipal shows applications"},
    {"Connect-ExchangeOnline", .says = ""},
    {"PsExec", .lacking = "no desktop to open a browser on as the system account; Test-FederationTrust asks the same"},
    {"LDP",
     .lacking = "no directory that speaks LDAP; Get-Mailbox, Get-MailUser and Get-MailContact look at recipients"},
    {"ADSIEdit", .lacking = "no directory that speaks LDAP; Set-Mailbox and Set-MailUser change recipients"},
    {"setup", .lacking =
                  "no forest to prepare; setup /PrepareAD would make groups and accounts that Exchange misses: here "
                  "New-ADUser and New-ManagementRoleAssignment do"},
    {"ADRestore", .lacking = "no deleted objects of a directory; it would bring an account back: here New-ADUser does"},
    {"HybridConfigurationWizard", .lacking = "no windows; Update-HybridConfiguration does what the wizard would"},
    {"Get-AdfsRelyingPartyTrust",
     .lacking = "no AD FS server; Get-LabFederationService shows which claims it issues and whether it answers"},
    {"Set-AdfsRelyingPartyTrust",
     .lacking = "no AD FS server; Set-LabFederationService -IssuedClaims UPN,ImmutableID does what its rules would"},
    {"Get-AdfsEndpoint", .lacking = "no AD FS server; Get-LabFederationService shows whether it answers"},
    {"Enable-AdfsEndpoint",
     .lacking = "no AD FS server; Set-LabFederationService -EndpointEnabled $true does what it would"},
    {"Get-AdfsClaimRule",
     .lacking = "no AD FS server; Get-LabFederationService shows which claims it issues and whether it answers"},
    {"Update-MsolFederatedDomain",
     .lacking = "no AD FS server; Set-LabFederationService -IssuedClaims UPN,ImmutableID does what it would"},
    {"Convert-MsolDomainToFederated",
     .lacking = "no AD FS server; Get-LabFederationService shows which claims it issues and whether it answers"},
    {"HCW", .lacking = "no windows; Update-HybridConfiguration does what the wizard would"},
    {"Microsoft.Online.CSE.Hybrid.App", .lacking = "no windows; Update-HybridConfiguration does what the wizard would"},
    {"AzureADConnect",
     .lacking = "no windows; Set-ADSyncAADPasswordSyncConfiguration -Enable $true switches the password sync on, and "
                "Start-ADSyncSyncCycle synchronises"},
    {"Get-ADSyncAADPasswordSyncConfiguration",
     .lacking = "no switch that stays on; Set-ADSyncAADPasswordSyncConfiguration -Enable $true brings the passwords to "
                "the cloud at once"},
    {"Get-ADSyncScheduler", .lacking = "no schedule; Start-ADSyncSyncCycle -PolicyType Delta synchronises at once"},
    {"w32tm",
     .lacking = "no Windows Time service; Get-LabClock shows how wrong clocks are, Set-LabClock -OffsetSeconds 0 sets "
                "one right"},
    {"eventvwr", .lacking = "no windows; Get-WinEvent -LogName Application shows what it would"},
    {"nslookup", .lacking = "no prompt of a name server; Resolve-DnsName asks for a name"},
    {"telnet", .lacking = "no prompt on the network; Test-NetConnection tries the connection"},
    {"netsh", {"device"}, "", .check = netsh_check, .run = netsh_run},
    {"ExchangeExtendedProtectionManagement",
     {SCOPE_ONPREM, "server"},
     "",
     .check = extended_protection_check,
     .run = extended_protection_run},
    {"ConfigureExchangeHybridApplication",
     {SCOPE_ONPREM, "server"},
     "",
     .check = hybrid_app_check,
     .run = hybrid_app_run_script},
    {"inetmgr", .lacking =
                    "no windows; Get-LabHandlerMapping, Get-LabIisAuthentication and Get-LabApplicationPool show "
                    "what it would"},
    {"appcmd", .lacking =
                   "no IIS; Get-LabHandlerMapping, Get-LabIisAuthentication and Get-LabApplicationPool show what "
                   "it would"},
    {"certutil", .lacking = "no store of Windows; Get-ExchangeCertificate shows the certificates there are"},
    {"iexplore", .lacking = "no desktop; a browser of your own can open what the ready file calls hosts"},
    {"MFCMAPI", .lacking = "no MAPI; Get-MailboxFolderPermission shows who may see a calendar"},
};

static const struct console_program *find(const char *name)
{
    const char *const slash = strrchr(name, '\\');
    size_t length;

    name = slash && !text_starts(name, "\\\\") ? slash + 1 : name; /* ".\Setup.exe" */
    length = strlen(name) - (text_ends(name, ".exe") || text_ends(name, ".ps1") ? strlen(".exe") : 0);

    for (size_t i = 0; i < ARRAY_SIZE(programs); i++)
        if (strlen(programs[i].name) == length && text_starts(name, programs[i].name))
            return &programs[i];
    return NULL;
}

bool program_find(const char *name)
{
    return find(name);
}

static bool runs_at(const struct console_program *program, const char *at)
{
    for (size_t i = 0; i < MOST && program->at[i]; i++)
        if (strcmp(program->at[i], at) == 0)
            return true;
    return !program->at[0] || strcmp(at, SCOPE_LAB) == 0;
}

static bool knows(const struct console_program *program, const char *argument)
{
    for (size_t i = 0; i < MOST && program->arguments[i]; i++)
        if (text_matches(argument, program->arguments[i]))
            return true;
    return !program->arguments[0];
}

static bool check_arguments(const struct console_program *program, const struct command_line *line, struct error *error)
{
    for (size_t i = 0; i < line->count; i++) {
        const struct argument *argument = &line->arguments[i];
        const char *word = argument->value.items.count > 0 ? argument->value.items.items[0] : "";
        CLEANUP(cleanup_string) char *text = argument->name ? text_format("-%s", argument->name) : text_copy(word);
        if (!knows(program, text))
            return error_set(error, "%s does not know the argument '%s': it restarts every server of the premises.",
                             program->name, text);
    }
    return true;
}

bool program_check(const char *at, const struct command_line *line, struct error *error)
{
    const struct console_program *program = find(line->cmdlet);

    if (!program->says)
        return error_set(error, "%s has no counterpart here: the lab has %s.", program->name, program->lacking);
    if (!runs_at(program, at))
        return error_set(error,
                         "The term '%s' is not recognized as the name of a cmdlet, function, script file, or operable "
                         "program. It runs at %s.",
                         line->cmdlet, program->at[0]);
    return program->check ? program->check(line, error) : check_arguments(program, line, error);
}

static bool restart(xmlDoc *document, void *context, struct error *error)
{
    FILE *output = context;

    (void)error;
    delays_end(document, output);
    return true;
}

bool program_run(const struct shell *shell, const char *at, const struct command_line *line, struct error *error)
{
    const struct console_program *program = find(line->cmdlet);

    if (!program_check(at, line, error))
        return false;
    if (program->run)
        return program->run(shell, line, error);
    if (shell->output)
        fputs(program->says, shell->output);
    return !program->restarts || store_change(shell->store, restart, shell->output, error);
}
