/* SPDX-License-Identifier: MIT */
/* Lines that are typed: which commands run where, what is about the session, and what an unfinished word may become. */
#include "base/cleanup.h"
#include "base/text.h"
#include "fblab_commands/shell_completion.h"
#include "fblab_commands/shell_session.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Notes "PLACE: COMMAND" of each command; one that is "fail" is refused, and with "gone" the lab is. */
struct noted {
    char text[1024];
};

static bool run(void *context, const char *at, const char *command, char **output, bool *lost, struct error *error)
{
    struct noted *const noted = context;
    const size_t used = strlen(noted->text);

    snprintf(noted->text + used, sizeof noted->text - used, "%s: %s\n", at, command);
    *lost = strcmp(command, "gone") == 0;
    if (strcmp(command, "fail") == 0 || *lost)
        return error_set(error, "refused");
    *output = text_copy(text_contains(command, "Format") || text_contains(command, "Identity") ||
                                text_contains(command, "Name")
                            ? "Adatum\nO365 to On-premises\nOther (old)\n"
                            : "");
    return true;
}

static struct typing begin(struct noted *noted)
{
    return (struct typing){.run = run, .context = noted, .at = "onprem", .home = "onprem"};
}

static const struct row {
    const char *name, *typed, *noted, *at;
    bool failed, lost, ended;
} rows[] = {
    {"nothing", "", "", "onprem", false, false, false},
    {"blanks", " \t\r\n ; \n", "", "onprem", false, false, false},
    {"one", "  Get-Mailbox \r\n", "onprem: Get-Mailbox\n", "onprem", false, false, false},
    {"two lines", "a\nb\n", "onprem: a\nonprem: b\n", "onprem", false, false, false},
    {"two on a line", "a; b", "onprem: a\nonprem: b\n", "onprem", false, false, false},
    {"a semicolon in quotes", "a ';' ; b", "onprem: a ';'\nonprem: b\n", "onprem", false, false, false},
    {"elsewhere", "Enter-PSSession exo\na\n", "exo: a\n", "exo", false, false, false},
    {"elsewhere, with a parameter", "Enter-PSSession -ComputerName\t EXO; a", "exo: a\n", "exo", false, false, false},
    {"elsewhere, in short", "etsn exo\na\nexsn\nb\n", "exo: a\nonprem: b\n", "onprem", false, false, false},
    {"back", "enter-pssession exo\nEXIT-PSSESSION\na\n", "onprem: a\n", "onprem", false, false, false},
    {"nowhere", "Enter-PSSession moon\na\n", "onprem: a\n", "onprem", true, false, false},
    {"nowhere at all", "Enter-PSSession", "", "onprem", true, false, false},
    {"a longer word", "exits\nquitting", "onprem: exits\nonprem: quitting\n", "onprem", false, false, false},
    {"the end", "a\nexit\nb", "onprem: a\n", "onprem", false, false, true},
    {"the end, in other words", "quit; b", "", "onprem", false, false, true},
    {"an error ends its line", "fail; a\nb\n", "onprem: fail\nonprem: b\n", "onprem", true, false, false},
    {"an error is remembered", "fail\na\n", "onprem: fail\nonprem: a\n", "onprem", true, false, false},
    {"the lab is gone", "a\ngone\nb\n", "onprem: a\nonprem: gone\n", "onprem", true, true, false},
};

static void types(void **state)
{
    const struct row *const row = *state;
    struct noted noted = {""};
    struct typing typing = begin(&noted);
    CLEANUP(cleanup_string) char *prompt = text_format("[PS %s]> ", row->at);

    typing_run(&typing, row->typed);
    assert_string_equal(noted.text, row->noted);
    assert_string_equal(typing.at, row->at);
    assert_int_equal(typing.failed, row->failed);
    assert_int_equal(typing.lost, row->lost);
    assert_int_equal(typing.ended, row->ended);
    assert_string_equal(typing_prompt(&typing), prompt);
}

static void places_have_their_names(void **state)
{
    struct error error = {""};
    CLEANUP(word_list_clear) struct word_list all = {0}, some = {0};

    (void)state;
    assert_string_equal(typing_place("EXO", &error), "exo");
    assert_null(typing_place("ex", &error));
    assert_string_equal(
        error.text, "\"ex\" is no place of the lab: there are onprem, exo, mesh, domino, msol, sync, server, device, "
                    "graph and lab.");
    typing_places("", &all);
    typing_places("M", &some);
    assert_int_equal(all.count, 10);
    assert_int_equal(some.count, 2);
}

static const struct completion_row {
    const char *name, *line;
    size_t typed;         /* of the unfinished word */
    const char *words[4]; /* of which the list has these, NULL: no more */
    size_t count;         /* of all; 0: not asked */
    const char *asked;    /* of the lab; NULL: nothing */
} completion_rows[] = {
    {"a cmdlet", "Get-AuthS", 9, {"Get-AuthServer"}, 1, NULL},
    {"a cmdlet, case aside", "get-auths", 9, {"Get-AuthServer"}, 1, NULL},
    {"blanks before it", "  Get-AuthS", 9, {"Get-AuthServer"}, 1, NULL},
    {"behind a pipe", "Get-Mailbox | Set-AuthS", 9, {"Set-AuthServer"}, 1, NULL},
    {"behind a semicolon", "a;Get-AuthS", 9, {"Get-AuthServer"}, 1, NULL},
    {"in brackets", "(Get-AuthS", 9, {"Get-AuthServer"}, 1, NULL},
    {"to be kept", "$a=Get-AuthS", 9, {"Get-AuthServer"}, 1, NULL},
    {"none", "Get-Nothing", 11, {NULL}, 0, NULL},
    {"a place", "Enter-PSSession ex", 2, {"exo"}, 1, NULL},
    {"a parameter", "Set-OrganizationRelationship x -TargetSh", 9, {"-TargetSharingEpr"}, 1, NULL},
    {"a value from a choice",
     "Set-OrganizationRelationship x -FreeBusyAccessLevel Lim",
     3,
     {"LimitedDetails"},
     1,
     NULL},
    {"a value, blanks before it",
     "Set-OrganizationRelationship x -FreeBusyAccessLevel   Lim",
     3,
     {"LimitedDetails"},
     1,
     NULL},
    {"an object", "Get-OrganizationRelationship Ad", 2, {"Adatum"}, 1, ""},
    {"an object with blanks", "Get-OrganizationRelationship o365", 4, {"\"O365 to On-premises\""}, 1, ""},
    {"an object in quotes", "Get-OrganizationRelationship \"O365 to", 8, {"\"O365 to On-premises\""}, 1, ""},
    {"an object in other quotes", "Get-OrganizationRelationship 'Oth", 4, {"\"Other (old)\""}, 1, ""},
    {"any object", "Get-OrganizationRelationship ", 0, {"Adatum", "\"O365 to On-premises\"", "\"Other (old)\""}, 3, ""},
    {"the second of a list", "Get-OrganizationRelationship a,Ad", 2, {"Adatum"}, 1, ""},
    {"no object", "Get-OrganizationRelationship Z", 1, {NULL}, 0, ""},
    {"a stage", "Get-Mailbox | Sort-O", 6, {"Sort-Object"}, 1, NULL},
    {"no stage without a pipe", "Sort-O", 6, {NULL}, 0, NULL},
    {"a parameter of a stage", "Get-Mailbox | select -Exp", 4, {"-ExpandProperty"}, 1, NULL},
    {"a property", "Get-AuthServer | fl IssuerI", 7, {"IssuerIdentifier"}, 1, NULL},
    {"a property, the second", "Get-AuthServer | fl Name,Issuer", 6, {"IssuerIdentifier"}, 1, NULL},
    {"a property that is derived", "Get-Mailbox | select RecipientTypeD", 14, {"RecipientTypeDetails"}, 1, NULL},
    {"a property of this", "Get-Mailbox | ? {$_.PrimaryS", 11, {"$_.PrimarySmtpAddress"}, 1, NULL},
    {"a property behind two pipes", "Get-Mailbox | sort Name | fl PrimaryS", 8, {"PrimarySmtpAddress"}, 1, NULL},
    {"a property of parentheses", "(Get-AuthServer (Get-X)).Issuer", 6, {"IssuerIdentifier"}, 1, NULL},
    {"a property of a variable", "$r.Ad", 2, {"Adatum"}, 1, ""},
    {"a property of a variable, behind a command", "Get-Mailbox $r.o3", 2, {"\"O365 to On-premises\""}, 1, ""},
    {"a number is no property", "Get-AuthConfig 15.", 3, {NULL}, 0, ""},
    {"what is compared", "Get-OrganizationRelationship | where Name -eq Ad", 2, {"Adatum"}, 1, ""},
    {"what is compared in braces",
     "Get-OrganizationRelationship | ? {$_.Name -like O365",
     4,
     {"\"O365 to On-premises\""},
     1,
     ""},
};

static bool has(const struct word_list *words, const char *word)
{
    for (size_t i = 0; i < words->count; i++)
        if (strcmp(words->items[i], word) == 0)
            return true;
    return false;
}

static void completes(void **state)
{
    const struct completion_row *const row = *state;
    struct noted noted = {""};
    struct typing typing = begin(&noted);
    CLEANUP(word_list_clear) struct word_list words = {0};

    assert_int_equal(completion_words(&typing, row->line, &words), row->typed);
    assert_int_equal(*noted.text != '\0', row->asked != NULL);
    for (size_t i = 0; i < ARRAY_SIZE(row->words) && row->words[i]; i++)
        if (!has(&words, row->words[i]))
            fail_msg("%s is not among them", row->words[i]);
    assert_int_equal(words.count, row->count);
}

static void knows_what_words_begin_with(void **state)
{
    char *one[] = {(char *)"Get-Mailbox"}, *two[] = {(char *)"Get-Mailbox", (char *)"get-mailUser"},
         *none[] = {(char *)"Get", (char *)"Set"}, *short_one[] = {(char *)"Get-Mailbox", (char *)"Get"};

    (void)state;
    assert_int_equal(completion_common(&(struct word_list){0}), 0);
    assert_int_equal(completion_common(&(struct word_list){one, 1}), 11);
    assert_int_equal(completion_common(&(struct word_list){two, 2}), 8);
    assert_int_equal(completion_common(&(struct word_list){none, 2}), 0);
    assert_int_equal(completion_common(&(struct word_list){short_one, 2}), 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(places_have_their_names),
                                       cmocka_unit_test(knows_what_words_begin_with)};
    struct CMUnitTest typed[ARRAY_SIZE(rows)], completed[ARRAY_SIZE(completion_rows)];

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        typed[i] =
            (struct CMUnitTest){.name = rows[i].name, .test_func = types, .initial_state = (void *)(uintptr_t)&rows[i]};
    for (size_t i = 0; i < ARRAY_SIZE(completion_rows); i++)
        completed[i] = (struct CMUnitTest){.name = completion_rows[i].name,
                                           .test_func = completes,
                                           .initial_state = (void *)(uintptr_t)&completion_rows[i]};
    return cmocka_run_group_tests_name("lines", typed, NULL, NULL) +
           cmocka_run_group_tests_name("completion", completed, NULL, NULL) +
           cmocka_run_group_tests_name("places", tests, NULL, NULL);
}
