/* SPDX-License-Identifier: MIT */
/* Lines on objects: variables, members, stages of PowerShell's own; and the sentence about what only PowerShell has. */
#include "base/cleanup.h"
#include "base/text.h"
#include "shell/nouns/recording.h"
#include "shell/session.h"
#include "shell/shell.h"
#include "support/shell_rows.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define OWN(word) word " is PowerShell's own, and this shell has not got it: fblab pwsh has."
#define MORE(words, stage)                                                                                             \
    "'" words "' behind " stage " is more than this shell knows of PowerShell: fblab pwsh has it."
#define ONE_EXPRESSION(word) word " { } takes one expression here: fblab pwsh has all of PowerShell."

/* What is printed ("...": ends so), and the sentence if it did not go well. */
static const struct said {
    const char *name, *text, *printed, *sentence;
} rows[] = {
    {"a variable of objects", "$r = Get-OrganizationRelationship; $r.DomainNames",
     "contoso.mail.onmicrosoft.com\nadatum.com\n", NULL},
    {"a member of a member", "$r = Get-Mailbox joe; $r.PrimarySmtpAddress.Domain", "contoso.com\n", NULL},
    {"members of parentheses", "(Get-Mailbox joe).PrimarySmtpAddress.Local", "joe\n", NULL},
    {"case does not matter", "$R = Get-Mailbox kim; $r.alias", "kim\n", NULL},
    {"an item", "(Get-Mailbox)[0].Alias", "joe\n", NULL},
    {"an item from the end", "$m = Get-Mailbox; $m[-1].Alias", "kim\n", NULL},
    {"an item that is not there", "(Get-Mailbox)[7].Alias", "", NULL},
    {"an item of a list", "(Get-OrganizationRelationship).DomainNames[0]", "contoso.mail.onmicrosoft.com\n", NULL},
    {"how many", "(Get-Mailbox).Count", "2\n", NULL},
    {"how many of one", "(Get-Mailbox joe).Count", "1\n", NULL},
    {"a URL has a host", "(Get-IntraOrganizationConnector).DiscoveryEndpoint.Host", "autodiscover-s.outlook.com\n",
     NULL},
    {"a text", "$x = \"joe\"; $x", "joe\n", NULL},
    {"the length of a text", "$x = 'joe'; $x.Length", "3\n", NULL},
    {"a number", "$n = 5; $n", "5\n", NULL},
    {"truth", "$t = $true; $t", "True\n", NULL},
    {"nothing", "$t = $null; $t", "", NULL},
    {"a list of texts", "$l = 'a','b'; $l[1]", "b\n", NULL},
    {"a list in parentheses", "$l = @('a','b'); $l.Count", "2\n", NULL},
    {"text alone", "$x = 'joe'; \"it is $x\"", "it is joe\n", NULL},
    {"a member in a text", "$m = Get-Mailbox joe; \"it is $($m.Alias), '$($m.PrimarySmtpAddress.Domain)'\"",
     "it is joe, 'contoso.com'\n", NULL},
    {"single quotes are what they are", "$x = 'joe'; 'it is $x'", "it is $x\n", NULL},
    {"no variable in a text", "\"it is $nobody\"", "it is $nobody\n", NULL},
    {"a variable as an argument", "$x = 'joe'; Get-Mailbox $x | ft Alias", "\nAlias\n-----\njoe\n\n", NULL},
    {"an object as an argument", "$m = Get-Mailbox kim; (Get-Mailbox $m).Alias", "kim\n", NULL},
    {"a member as an argument", "$m = Get-Mailbox kim; Get-Mailbox $m.PrimarySmtpAddress | ft Alias",
     "\nAlias\n-----\nkim\n\n", NULL},
    {"a text with a variable as an argument", "$x = 'joe'; Get-Mailbox \"$x@contoso.com\" | ft Alias",
     "\nAlias\n-----\njoe\n\n", NULL},
    {"a variable in a condition", "$x = 'kim'; Get-Mailbox | ? {$_.Alias -eq $x} | ft Alias", "\nAlias\n-----\nkim\n\n",
     NULL},
    {"a quote in a variable", "$x = \"O'Hara\"; Get-Mailbox | ? {$_.Alias -eq $x}", "", NULL},
    {"a quote cannot leave its text",
     "$x = \"joe'; Remove-Mailbox kim -Confirm:$false #\"; Get-Mailbox | % { Get-Mailbox $x }", "",
     "The operation couldn't be performed because object 'joe'; Remove-Mailbox kim -Confirm:$false #' couldn't be "
     "found."},
    {"a variable through a pipe", "$m = Get-Mailbox; $m | sort Alias -Descending | ft Alias",
     "\nAlias\n-----\nkim\njoe\n\n", NULL},
    {"an object into a cmdlet", "$m = Get-Mailbox joe; $m | Set-Mailbox -WhatIf",
     "What if: Performing the operation \"Set-Mailbox\" on target \"joe@contoso.com\".\n", NULL},
    {"a property into a cmdlet",
     "Get-PartnerApplication 00000002-0000-0ff1-ce00-000000000000 | select -ExpandProperty LinkedAccount | Get-User | "
     "fl Name",
     "\nName : Exchange Online-ApplicationAccount\n\n", NULL},
    {"an object alone", "(Get-AcceptedDomain contoso.com)[0]", "...\n", NULL},

    {"members of parentheses as an argument", "(Get-Mailbox (Get-Mailbox kim).PrimarySmtpAddress.Address).Alias",
     "kim\n", NULL},
    {"an item as an argument", "Get-Mailbox (Get-Mailbox)[1].Alias | ft Alias", "\nAlias\n-----\nkim\n\n", NULL},
    {"a pipe as an argument",
     "Get-Mailbox -Identity:(Get-Mailbox | sort Alias -Descending | select -First 1) | % Alias", "kim\n", NULL},
    {"parentheses in quotes are text", "Get-Mailbox 'a (Get-Mailbox)[0]'", "",
     "The operation couldn't be performed because object 'a (Get-Mailbox)[0]' couldn't be found."},
    {"an error in an argument", "Get-Mailbox (Get-Mailbox eve)[0].Alias", "",
     "The operation couldn't be performed because object 'eve' couldn't be found."},
    {"each", "Get-Mailbox | % {$_.Alias}", "joe\nkim\n", NULL},
    {"each, by name", "Get-Mailbox | ForEach-Object PrimarySmtpAddress", "joe@contoso.com\nkim@contoso.com\n", NULL},
    {"each as it is", "(Get-Mailbox | % { $_ }).Alias", "joe\nkim\n", NULL},
    {"each a text", "Get-Mailbox | foreach { \"$($_.Alias) of $($_.PrimarySmtpAddress.Domain)\" }",
     "joe of contoso.com\nkim of contoso.com\n", NULL},
    {"each a cmdlet", "Get-Mailbox | % { Get-MailboxFolderPermission \"$($_.Alias):\\Calendar\" } | % User",
     "Default\nDefault\n", NULL},
    {"each a pipe", "Get-Mailbox | % { Get-CASMailbox $_.Alias | select -ExpandProperty Name }", "Joe Hill\nKim Park\n",
     NULL},
    {"select the last", "Get-Mailbox | select -Last 1 -ExpandProperty Alias", "kim\n", NULL},
    {"select, but for some", "Get-Mailbox | select -Skip 1 | % Alias", "kim\n", NULL},
    {"select of a selection", "Get-Mailbox | select Alias, Name | select -First 1 | fl",
     "\nAlias : joe\nName  : Joe Hill\n\n", NULL},
    {"select each once", "Get-Mailbox | % {$_.PrimarySmtpAddress.Domain} | select -Unique", "contoso.com\n", NULL},
    {"a selection is a table", "Get-Mailbox | sort Alias | select Alias", "\nAlias\n-----\njoe\nkim\n\n", NULL},
    {"what is selected and not there", "Get-Mailbox joe | select Alias, Colour | sort Alias | ft",
     "\nAlias Colour\n----- ------\njoe   \n\n", NULL},
    {"sort", "Get-Mailbox | sort -Property Alias -Desc | % Alias", "kim\njoe\n", NULL},
    {"sort numbers", "'10','9' | sort", "9\n10\n", NULL},
    {"measure", "(Get-Mailbox | measure).Count", "2\n", NULL},
    {"measure prints", "Get-Mailbox | measure",
     "\nCount    : 2\nAverage  : \nSum      : \nMaximum  : \nMinimum  : \nProperty : \n\n", NULL},
    {"where, of values", "Get-Mailbox | select -ExpandProperty EmailAddresses | ? { $_ -clike 'SMTP:joe*' }", "",
     "'clike' cannot stand there in a condition: write Property -eq 'value', perhaps several with -and and -or between "
     "them; fblab "
     "pwsh knows all of PowerShell's."},
    {"where, of members of members", "Get-Mailbox | ? {$_.PrimarySmtpAddress.Local -like 'k*'} | % Alias", "kim\n",
     NULL},
    {"where, of texts", "'a','b' | ? { $_ -ne 'a' }", "b\n", NULL},
    {"a list, again as text", "Get-Mailbox joe | fl Alias | Out-String", "\nAlias : joe\n\n", NULL},
    {"nothing at all", "Get-Mailbox | Out-Null", "", NULL},
    {"CSV", "Get-Mailbox | select Alias, EmailAddresses | ConvertTo-Csv -NoTypeInformation",
     "\"Alias\",\"EmailAddresses\"\n\"joe\",\"SMTP:joe@contoso.com smtp:joe@contoso.mail.onmicrosoft.com\"\n"
     "\"kim\",\"SMTP:kim@contoso.com smtp:kim@contoso.mail.onmicrosoft.com\"\n",
     NULL},
    {"JSON", "Get-Mailbox | select Alias, AccountDisabled | ConvertTo-Json -Compress",
     "[{\"Alias\":\"joe\",\"AccountDisabled\":false},{\"Alias\":\"kim\",\"AccountDisabled\":false}]\n", NULL},
    {"JSON of one", "Get-Mailbox joe | select PrimarySmtpAddress | ConvertTo-Json -Compress -Depth 3",
     "{\"PrimarySmtpAddress\":{\"Address\":\"joe@contoso.com\",\"Domain\":\"contoso.com\",\"Local\":\"joe\","
     "\"IsValidAddress\":true,"
     "\"Length\":15}}\n",
     NULL},
    {"members", "Get-Mailbox | select Alias, PrimarySmtpAddress | gm",
     "\n   TypeName: PSCustomObject\n\nName               MemberType Definition\n----               ---------- "
     "----------\n"
     "Alias              Property   String Alias {get;set;}\n"
     "PrimarySmtpAddress Property   SmtpAddress PrimarySmtpAddress {get;set;}\n\n",
     NULL},
    {"members by name", "Get-Mailbox | gm *Smtp* | % Name", "PrimarySmtpAddress\n", NULL},
    {"how many members", "(Get-AcceptedDomain | select Name, DomainName | gm -MemberType Property).Count", "2\n", NULL},
    {"select, in short", "Get-Mailbox | select -exp Alias -f 1", "joe\n", NULL},
    {"truth alone", "$true", "True\n", NULL},
    {"nothing alone", "$null", "", NULL},
    {"what is not there, silently", "Get-Mailbox eve -ErrorAction SilentlyContinue", "", NULL},
    {"what is not there, silently, in parentheses", "(Get-Mailbox eve -ErrorAction:Ignore | sort Alias).Count", "0\n",
     NULL},
    {"no parameter, silently", "Get-Mailbox -Colour red -ErrorAction SilentlyContinue", "",
     "A parameter cannot be found that matches parameter name 'Colour'. Get-Mailbox has: -Identity -WhatIf -Verbose "
     "-Filter "
     "-ResultSize."},
    {"what is not there, aloud", "Get-Mailbox eve -ErrorAction Stop", "",
     "The operation couldn't be performed because object 'eve' couldn't be found."},
    {"a backtick joins lines", "Get-Mailbox `\n  joe `\r\n | ft Alias", "\nAlias\n-----\njoe\n\n", NULL},
    {"no secret among the objects", "$c = Get-AvailabilityAddressSpace; $c.Password", "", NULL},

    {"only PowerShell groups", "Get-Mailbox | group Alias", "", OWN("group")},
    {"only PowerShell decides", "if ($true) { 1 }", "", OWN("if")},
    {"only PowerShell repeats", "foreach ($m in Get-Mailbox) { $m }", "", OWN("foreach")},
    {"only PowerShell calculates", "1+1", "", OWN("1+1")},
    {"only PowerShell calls methods", "$x = 'a'; $x.ToUpper()", "", OWN("$x.ToUpper()")},
    {"only PowerShell has its environment", "$env:COMPUTERNAME", "", OWN("$env:COMPUTERNAME")},
    {"only PowerShell has types", "[int]5", "", OWN("[int]5")},
    {"only PowerShell has calculated properties", "Get-Mailbox | sort Alias | select @{n='x';e={1}}", "",
     MORE("{", "select")},
    {"only PowerShell has two expressions", "Get-Mailbox | % { $_.Alias; 1 }", "", ONE_EXPRESSION("%")},
    {"only PowerShell sorts by blocks", "Get-Mailbox | sort { $_.Alias }", "", MORE("{", "sort")},
    {"only PowerShell takes dates apart", "(Get-Date).Year", "",
     "(Get-Date).Year is more than this shell knows of PowerShell: fblab pwsh has it."},
    {"only PowerShell sorts so", "Get-Mailbox | sort -Culture de", "", MORE("-Culture", "sort")},
    {"only a machine has files", "Get-Mailbox | Export-Csv x.csv", "", OWN("Export-Csv")},
    {"a number that is none", "Get-Mailbox | select -Last many", "", MORE("-Last", "select")},
    {"a value that is missing", "Get-Mailbox | select -Last", "", "Missing an argument for parameter 'Last'."},
    {"a property that is not there", "Get-Mailbox | sort Alias | select -ExpandProperty Colour", "",
     "Property \"Colour\" cannot be found."},
    {"nothing before the pipe", "sort Alias", "",
     "'sort Alias' takes what comes through a pipe: a cmdlet and | have to stand before it."},
    {"a variable that nobody set", "$nobody.Alias", "",
     "The variable '$nobody' cannot be retrieved because it has not been set."},
    {"an assignment of nothing", "$a =", "", "The command line ends too early: a value is missing at its end."},
    {"a parenthesis that is open", "(Get-Mailbox | sort Alias", "", "Missing closing ')' in expression."},
    {"an error in the source", "(Get-Mailbox eve | sort Alias).Count", "",
     "The operation couldn't be performed because object 'eve' couldn't be found."},
    {"parentheses upon parentheses",
     "( ( ( ( ( ( ( ( ( ( ( ( ( ( ( ( ( ( ( ( ( ( ( ( ( ( ( ( ( ( ( ( ( ( ( ( ( ( ( ( Get-Mailbox ) ) ) ) ) ) ) ) ) ) "
     ") ) ) ) ) "
     ") ) ) ) ) ) ) ) ) ) ) ) ) ) ) ) ) ) ) ) ) ) ) ) )",
     "", "Parentheses cannot stand in each other more than 8 deep."},
    {"too many commands", "$d = 1,2,3,4,5,6,7,8,9,10; $d | % { $d | % { $d | % { $d | % { Get-AuthConfig } } } }", "",
     "One line cannot run more than 1000 commands."},
    {"too many values", "$d = 1,2,3,4,5,6,7,8,9,10; $d | % { $d | % { $d | % { $d | % { $d | % { $d } } } } }", "",
     "More than 20000 values would come out of this pipe."},
    {"too deep", "(((((((((Get-Mailbox)[0])[0])[0])[0])[0])[0])[0])[0])[0]", "",
     "Parentheses and blocks cannot stand in each other more than 8 deep."},
};

static bool run(const char *command, FILE *output, struct recording *recording, struct error *error)
{
    CLEANUP(store_free) struct store *store = shell_rows_store();
    CLEANUP(shell_session_free) struct shell_session *session = shell_session_new();
    const struct shell shell = {.store = store, .output = output, .session = session, .recording = recording};
    const char *const at = text_contains(command, "$c =") ? "domino" : "onprem";

    return shell_run(&shell, at, command, error);
}

static void says(void **state)
{
    const struct said *const row = *state;
    struct error error = {""};
    char *text = NULL;
    size_t length = 0;
    FILE *memory = open_memstream(&text, &length);
    const bool done = run(row->text, memory, NULL, &error);

    fclose(memory);
    assert_string_equal(error.text, row->sentence ? row->sentence : "");
    assert_int_equal(done, !row->sentence);
    if (text_starts(row->printed, "..."))
        assert_true(text_ends(text, row->printed + 3) && length > strlen(row->printed));
    else
        assert_string_equal(text, row->printed);
    free(text);
}

/* Who asks for objects gets those that came out of the stages. */
static void records(void **state)
{
    CLEANUP(recording_free) struct recording *recording = recording_new();
    struct error error = {""};
    json_t *json;

    (void)state;
    assert_true(
        run("Get-Mailbox | sort Alias -Descending | select -First 1", recording_output(recording), recording, &error));
    json = recording_to_json(recording);
    assert_int_equal(json_array_size(json_object_get(json, "objects")), 1);
    assert_string_equal(
        json_string_value(json_object_get(json_array_get(json_object_get(json, "objects"), 0), "identity")),
        "kim@contoso.com");
    json_decref(json);
}

/* `fblab check` runs nothing, and knows the cmdlets at the beginning. */
static void checks(void **state)
{
    struct error error = {""};

    (void)state;
    assert_true(shell_check("onprem", "$r = Get-Mailbox; $r | sort Alias", &error));
    assert_true(shell_check("onprem", "Get-Mailbox | sort Alias | ft Alias", &error));
    assert_false(shell_check("onprem", "Get-Nothing | sort Alias", &error));
    assert_false(shell_check("onprem", "if ($true) { 1 }", &error));
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows) + 2];

    ROWS(tests, rows, says);
    tests[ARRAY_SIZE(rows)] = (struct CMUnitTest)cmocka_unit_test(records);
    tests[ARRAY_SIZE(rows) + 1] = (struct CMUnitTest)cmocka_unit_test(checks);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
