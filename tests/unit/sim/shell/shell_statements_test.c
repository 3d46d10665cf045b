/* SPDX-License-Identifier: MIT */
/* Several commands in one text, the place that knows all cmdlets, and recipients of every kind. */
#include "base/cleanup.h"
#include "base/text.h"
#include "shell/language/statements.h"
#include "shell/shell.h"
#include "support/shell_rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What is printed ("...": ends so), and the sentence if it did not go well. */
struct said {
    const char *name, *at, *text, *printed, *sentence;
};

#define AUTH_SERVER "ACS - 7d8a1c2e-5b3f-4e60-9a17-2c4d6f8b0e31"

#define NO_SUCH(name)                                                                                                  \
    "Cannot bind parameter 'Filter' to the target. Exception setting \"Filter\": \"\"" name                            \
    "\" is not a recognized filterable property. For a complete list of filterable properties see the command "        \
    "help.\" "                                                                                                         \
    "No object of the lab has it."

static const struct said rows[] = {
    {"one after the other", "onprem", "(Get-Mailbox joe).Name; (Get-Mailbox kim).Name", "Joe Hill\nKim Park\n", NULL},
    {"empty ones do nothing", "onprem", ";; (Get-Mailbox joe).Name ; ", "Joe Hill\n", NULL},
    {"text in quotes is no end", "onprem", "(Get-AcceptedDomain \"a;b*\").Name; (Get-Mailbox joe).Alias", "joe\n",
     NULL},
    {"braces are no end", "exo",
     "Set-OrganizationRelationship O365* -DomainNames @{add='a.com'; remove='contoso.com'}; "
     "(Get-OrganizationRelationship O365*).DomainNames",
     "a.com\n", NULL},
    {"a remark ends all", "onprem", "(Get-Mailbox joe).Name # ; (Get-Mailbox kim).Name", "Joe Hill\n", NULL},
    {"stops at the first error", "onprem", "(Get-Mailbox joe).Name; Get-Mailbox eve; (Get-Mailbox kim).Name",
     "Joe Hill\n", "The operation couldn't be performed because object 'eve' couldn't be found."},
    {"reads all before it runs any", "onprem", "(Get-Mailbox joe).Name; Get-Mailbox \"kim", "",
     "The string is missing the terminator: \"."},
    {"a semicolon in parentheses", "onprem", "(Get-Mailbox joe; Get-Mailbox kim).Name", "",
     "Unexpected token ';' in expression or statement: a line is cmdlets with pipes between them, whose values may be "
     "(Get-...).Property; fblab pwsh knows the rest."},

    {"lab knows what is of one place", "lab", "(Get-MsolUser -UserPrincipalName ann@contoso.com).State", "Enabled\n",
     NULL},
    {"lab lists what is at several", "lab", "(Get-OrganizationConfig).Name", "Contoso\nContoso\nAdatum\nNotes\n", NULL},
    {"lab changes what is at one", "lab", "Set-Mailbox dora -AccountDisabled $true; (Get-Mailbox dora).AccountDisabled",
     "True\n", NULL},
    {"lab changes nothing that is at two", "lab", "Set-OrganizationConfig -Name x", "",
     "'OrganizationConfig' stands at onprem and at exo: say at which it is to be changed."},
    {"lab makes nothing anywhere", "lab", "New-AcceptedDomain x -DomainName x.com", "",
     "New-AcceptedDomain runs at several places: say which, onprem, exo, mesh or domino."},
    {"lab asks from nowhere", "lab", "Get-FederationInformation -DomainName contoso.com", "",
     "Get-FederationInformation runs at several places: say which, onprem, exo, mesh or domino."},
    {"lab makes what has one place", "lab", "New-LabClock exo; (Get-LabClock exo).Scope", "",
     "The object 'exo' already exists."},
    {"lab runs programs", "lab", "Connect-MsolService",
     "WARNING: Connect-MsolService is of the module MSOnline, which was retired in 2025: use Connect-MgGraph -Scopes "
     "....\n",
     NULL},
    {"graph knows the directory", "graph", "(Get-MsolUser ann@contoso.com).State", "Enabled\n", NULL},
    {"graph knows no mailbox", "graph", "Get-Mailbox", "",
     "The term 'Get-Mailbox' is not recognized as the name of a cmdlet, function, script file, or operable program. It "
     "runs at onprem."},
    {"device knows devices", "device", "Set-LabFirewall onprem -Inbound drop; (Get-LabFirewall onprem).Inbound",
     "drop\n", NULL},
    {"device knows no mailbox", "device", "Get-Mailbox", "",
     "The term 'Get-Mailbox' is not recognized as the name of a cmdlet, function, script file, or operable program. It "
     "runs at onprem."},

    {"Get-Recipient by name", "onprem", "Get-Recipient 'Joe Hill' | fl Name, RecipientType, PrimarySmtpAddress",
     "\nName               : Joe Hill\nRecipientType      : UserMailbox\nPrimarySmtpAddress : joe@contoso.com\n\n",
     NULL},
    {"Get-Recipient by another address", "onprem", "(Get-Recipient joe@contoso.mail.onmicrosoft.com).Alias", "joe\n",
     NULL},
    {"Get-Recipient of a user elsewhere", "onprem", "(Get-Recipient -Identity ann).RecipientTypeDetails",
     "RemoteUserMailbox\n", NULL},
    {"Get-Recipient of a contact", "exo", "(Get-Recipient dora@notes.domain.com).RecipientType", "MailContact\n", NULL},
    {"Get-User by another address", "onprem", "(Get-User joe@contoso.mail.onmicrosoft.com).UserPrincipalName",
     "joe@contoso.com\n", NULL},
    {"Get-ADUser of a user elsewhere", "onprem", "(Get-ADUser ann -Properties *).CanonicalName",
     "contoso.com/Users/Ann Berg\n", NULL},
    {"Get-User of an account that is nobody's mailbox", "onprem",
     "(Get-User 'Exchange Online-ApplicationAccount').RecipientTypeDetails", "LinkedUser\n", NULL},
    {"where", "onprem", "Get-Mailbox | ? {$_.Alias -like 'k*'} | fl Alias", "\nAlias : kim\n\n", NULL},
    {"where, without braces", "onprem", "Get-Mailbox | where Alias -eq kim | fl Alias", "\nAlias : kim\n\n", NULL},
    {"where, twice", "onprem", "Get-Mailbox | where Alias -like * | where Alias -eq kim | fl Alias",
     "\nAlias : kim\n\n", NULL},
    {"-Filter", "onprem", "Get-Mailbox -Filter {Alias -eq 'kim'} | fl Alias", "\nAlias : kim\n\n", NULL},
    {"-Filter in parentheses", "onprem", "(Get-Mailbox -Filter \"Alias -ne 'joe'\").Alias", "kim\n", NULL},
    {"-Filter by what only others have", "onprem",
     "(Get-Recipient -Filter \"RemoteRoutingAddress -like 'ann*'\").Alias", "ann\n", NULL},
    {"-Filter by what nothing has", "onprem", "Get-Mailbox -Filter {Alias -eq 'kim' -or Nope -eq 'x'}", "",
     NO_SUCH("Nope")},
    {"-Filter by what nothing has, of none", "onprem", "Get-DistributionGroup -Filter \"startswith(Nope,'x')\"", "",
     NO_SUCH("Nope")},
    {"where nothing has it", "onprem", "Get-Mailbox | where {$_.Nope -eq 'x'}", "", NULL},
    {"where nothing has it, without braces", "onprem", "(Get-Mailbox | where Nope -ne x).Alias", "joe\nkim\n", NULL},
    {"where nothing has it, of what passed -Filter", "onprem",
     "Get-Mailbox -Filter {Alias -eq 'kim'} | where Nope -ne 'o''x' | fl Alias", "\nAlias : kim\n\n", NULL},
    {"-ResultSize", "onprem", "(Get-Mailbox -ResultSize 1).Alias", "joe\n", NULL},
    {"-ResultSize of all", "onprem", "(Get-Mailbox -ResultSize Unlimited).Alias", "joe\nkim\n", NULL},
    {"-ResultSize of nothing", "onprem", "Get-Mailbox -ResultSize many", "",
     "Cannot process argument transformation on parameter 'ResultSize'. Cannot convert value \"many\" to type "
     "\"Unlimited\". Use a number or Unlimited."},
    {"select -First", "onprem", "Get-Mailbox | select Alias -First 1", "\nAlias\n-----\njoe\n\n", NULL},
    {"select -ExpandProperty", "onprem", "Get-Mailbox kim | select -ExpandProperty Alias", "kim\n", NULL},
    {"what only PowerShell has", "onprem", "Get-Mailbox | Group-Object Name", "",
     "Group-Object is PowerShell's own, and this shell has not got it: fblab pwsh has."},
    {"a condition that is none", "onprem", "Get-Mailbox | where {$_.Alias -frob 'x'}", "",
     "'frob' cannot stand there in a condition: write Property -eq 'value', perhaps several with -and and -or between "
     "them; fblab pwsh knows all of PowerShell's."},
    {"by GUID or distinguished name", "onprem", "(Get-Mailbox 'CN=Kim Park,CN=Users,DC=contoso,DC=com').Alias", "kim\n",
     NULL},
    {"Get-User of nobody", "onprem", "Get-User nobody", "",
     "The operation couldn't be performed because object 'nobody' couldn't be found."},
    {"a federation trust is linked by its name", "onprem",
     "Set-FederatedOrganizationIdentifier -DelegationFederationTrust 'Microsoft Federation Gateway'; "
     "(Get-FederatedOrganizationIdentifier).DelegationTrustLink",
     "Microsoft Federation Gateway\n", NULL},
    {"a federation trust that is none", "onprem", "Set-FederatedOrganizationIdentifier -DelegationFederationTrust x",
     "", "The federation trust 'x' couldn't be found; Get-FederationTrust shows those that are."},
    {"Get-Recipient in mesh", "mesh", "(Get-Recipient joe@contoso.com).RecipientType", "MailUser\n", NULL},
    {"Get-Recipient of a room", "exo", "(Get-Recipient 'Room 1').RecipientTypeDetails", "RoomMailbox\n", NULL},
    {"Get-Recipient lists twins", "onprem",
     "New-Mailbox Twin -PrimarySmtpAddress ann@contoso.com; (Get-Recipient ann@contoso.com).Name",
     "...Ann Berg\nTwin\n", NULL},
    {"Get-Recipient finds nobody", "onprem", "Get-Recipient eve", "",
     "The operation couldn't be performed because object 'eve' couldn't be found."},
    {"Get-Recipient has no colour", "onprem", "(Get-Recipient joe).Colour", "",
     "(Get-Recipient) can be a value only with a property behind it that it has, as in (Get-AuthConfig).Realm."},
    {"a calendar by alias and folder", "onprem", "(Get-MailboxFolderPermission joe:\\calendar).Identity",
     "joe@contoso.com:\\Calendar\n", NULL},
    {"a calendar by display name", "onprem",
     "Set-MailboxFolderPermission 'Joe Hill:\\Calendar' -User Default -AccessRights None; "
     "(Get-MailboxFolderPermission joe@contoso.com:\\Calendar).AccessRights",
     "None\n", NULL},
    {"a calendar by another address", "onprem",
     "(Get-MailboxFolderPermission joe@contoso.mail.onmicrosoft.com:\\Calendar -User default).AccessRights",
     "AvailabilityOnly\n", NULL},
    {"a permission is kept by addresses", "onprem",
     "Add-MailboxFolderPermission joe:\\Calendar -User 'Kim Park' -AccessRights Reviewer | fl User; "
     "(Get-MailboxFolderPermission joe:\\Calendar -User kim).User",
     "\nUser : kim@contoso.com\nkim@contoso.com\n", NULL},
    {"a calendar of nobody", "onprem", "Get-MailboxFolderPermission eve:\\calendar", "",
     "The operation couldn't be performed because object 'eve:\\calendar' couldn't be found."},
    {"a configuration by alias", "onprem", "(Get-MailboxCalendarConfiguration kim).Identity", "kim@contoso.com\n",
     NULL},
    {"a member by alias", "exo",
     "Remove-DistributionGroupMember 'Room1 list A' -Member room1; (Get-DistributionGroupMember 'Room1 list A').Member",
     "room2@contoso.com\n", NULL},
    {"a member that nobody is", "exo", "Add-DistributionGroupMember 'Room1 list A' -Member nobody", "",
     "The operation couldn't be performed because object 'nobody' couldn't be found."},
    {"the token service by its old name", "onprem", "(Get-AuthServer WindowsAzureACS).Name", AUTH_SERVER "\n", NULL},
    {"the token service by its short name", "exo", "(Get-AuthServer acs).Name", AUTH_SERVER "\n", NULL},
    {"another authorization server has no short name", "onprem", "Set-AuthServer ACS -Type ADFS; Get-AuthServer ACS",
     "", "The operation couldn't be performed because object 'ACS' couldn't be found."},
    {"both instances of the gateway", "exo", "(Get-FederationTrust).Name", "MicrosoftOnline\nWindowsLiveId\n", NULL},
    {"a trust of no certificate", "onprem", "New-FederationTrust X -Thumbprint 00AA", "",
     "The certificate with thumbprint '00AA' isn't installed; Get-ExchangeCertificate shows those that are."},
    {"a trust is made of metadata", "onprem", "New-FederationTrust X -Thumbprint (Get-FederationTrust).OrgCertificate",
     "", "New-FederationTrust needs a running lab, and this is a document alone."},
    {"a trust that is told all", "onprem", "New-FederationTrust X -ApplicationUri a; (Get-FederationTrust X).Name",
     "...X\n", NULL},
    {"no password in a list", "domino", "Get-AvailabilityAddressSpace | fl *Name, Access*, *word*",
     "\nName              : notes.domain.com\nForestName        : notes.domain.com\n"
     "UserName          : freebusy@notes.domain.com\n"
     "DistinguishedName : CN=notes.domain.com,CN=Availability Configuration,CN=Notes,CN=Microsoft Exchange,CN=Services,"
     "CN=Configuration,DC=notes,DC=domain,DC=com\nAccessMethod      : OrgWideFB\n\n",
     NULL},
    {"no password in a table", "domino", "Get-AvailabilityAddressSpace | select Name, Password",
     "\nName             Password\n----             --------\nnotes.domain.com \n\n", NULL},
    {"no password in parentheses", "domino", "(Get-AvailabilityAddressSpace).Password", "",
     "(Get-AvailabilityAddressSpace) can be a value only with a property behind it that it has, as in "
     "(Get-AuthConfig).Realm."},
    {"no password in a pipe", "domino", "(Get-AvailabilityAddressSpace).Password | Get-Mailbox", "",
     "(Get-AvailabilityAddressSpace) can be a value only with a property behind it that it has, as in "
     "(Get-AuthConfig).Realm."},
    {"a password can be given", "domino",
     "Set-AvailabilityAddressSpace notes* -Password new; (Get-AvailabilityAddressSpace).Name", "notes.domain.com\n",
     NULL},
    {"no key file in parentheses", "onprem", "(Get-ExchangeCertificate).PrivateKeyFile", "",
     "(Get-ExchangeCertificate) can be a value only with a property behind it that it has, as in "
     "(Get-AuthConfig).Realm."},
    {"no key file in a list", "onprem", "Get-ExchangeCertificate | fl Private*, Certificate*",
     "\nCertificateDomains : {}\n\nCertificateDomains : {Federation}\n\n", NULL},
    {"Get-ADObject by address", "onprem", "Get-ADObject -LDAPFilter \"(proxyAddresses=smtp:JOE@contoso.com)\"",
     "\nDistinguishedName : CN=Joe Hill,CN=Users,DC=contoso,DC=com\nName              : Joe Hill\n"
     "ObjectClass       : user\nUserPrincipalName : joe@contoso.com\n\n",
     NULL},
    {"Get-ADObject: and, not", "onprem",
     "(Get-ADObject -LDAPFilter '(&(objectClass=user)(!(cn=Joe*))(mailNickname=k*))').Name", "Kim Park\n", NULL},
    {"Get-ADObject with a broken filter", "onprem", "Get-ADObject -LDAPFilter '(|(cn=a)'", "",
     "The search filter \"(|(cn=a)\" cannot be recognized: write (attribute=value), perhaps several in (|...), (&...) "
     "or "
     "(!...)."},
    {"Get-ADObject with a filter of nothing", "onprem", "Get-ADObject -LDAPFilter '(|)'", "",
     "The search filter \"(|)\" cannot be recognized: write (attribute=value), perhaps several in (|...), (&...) or "
     "(!...)."},
    {"Get-ADObject without a filter", "onprem", "Get-ADObject", "",
     "Cannot process command because of one or more missing mandatory parameters: LDAPFilter."},
};

/* The three kinds of twins of row 06, which one filter finds. */
static const char *const twins[] = {
    "-EmailAddresses SMTP:twin@contoso.com,smtp:ann@contoso.com",
    "-UserPrincipalName ann@contoso.com",
    "-SipAddress ann@contoso.com",
};

static char *run(struct store *store, const char *at, const char *command, bool *done, struct error *error)
{
    char *text = NULL;
    size_t length = 0;
    FILE *memory = open_memstream(&text, &length);

    *done = shell_run(&(struct shell){.store = store, .output = memory}, at, command, error);
    fclose(memory);
    return text;
}

static void says(void **state)
{
    const struct said *row = *state;
    CLEANUP(store_free) struct store *store = shell_rows_store();
    struct error error = {""};
    bool done;
    CLEANUP(cleanup_string) char *text = run(store, row->at, row->text, &done, &error);

    assert_string_equal(error.text, row->sentence ? row->sentence : "");
    assert_int_equal(done, !row->sentence);
    if (text_starts(row->printed, "..."))
        assert_true(text_ends(text, row->printed + 3));
    else
        assert_string_equal(text, row->printed);
}

static void finds_twins(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(twins); i++) {
        CLEANUP(store_free) struct store *store = shell_rows_store();
        CLEANUP(cleanup_string)
        char *make = text_format("New-Mailbox Twin -PrimarySmtpAddress twin@contoso.com %s", twins[i]);
        bool done;
        struct error error = {""};
        CLEANUP(cleanup_string) char *made = run(store, "onprem", make, &done, &error);
        CLEANUP(cleanup_string)
        char *found = run(store, "onprem",
                          "(Get-ADObject -LDAPFilter \"(|(userPrincipalName=ann@contoso.com)"
                          "(proxyAddresses=SMTP:ann@contoso.com)(proxyAddresses=sip:ann@contoso.com))\").Name",
                          &done, &error);
        assert_string_equal(error.text, "");
        assert_non_null(strstr(found, "Ann Berg\n"));
        assert_non_null(strstr(found, "Twin\n"));
    }
}

static void cuts_lines(void **state)
{
    (void)state;
    assert_int_equal(statement_length("a\nb", true), 1);
    assert_int_equal(statement_length("a\nb", false), 3);
    assert_int_equal(statement_length("a (b;c) ;d", false), 8);
    assert_int_equal(statement_length("a ';\" ' ;", false), 8);
    assert_int_equal(statement_length("a #b;c\nd", true), 6);
    assert_int_equal(statement_length(") ;", false), 2);
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows) + 2] = {cmocka_unit_test(finds_twins), cmocka_unit_test(cuts_lines)};

    ROWS(tests + 2, rows, says);
    return cmocka_run_group_tests_name("shell statements", tests, NULL, NULL);
}
