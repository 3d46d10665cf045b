/* SPDX-License-Identifier: MIT */
/* Log files and events as they are read at a prompt of the Exchange server. */
#include "base/cleanup.h"
#include "base/text.h"
#include "shell/shell.h"
#include "support/shell_rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define IIS "EX01/inetpub/logs/LogFiles/W3SVC1/u_ex260105.log"
#define EVENTS "EX01/Windows/System32/winevt/Logs/Application.xml"
#define EVENT(number, id, source, message)                                                                             \
    "<Event><System><Provider Name=\"" source "\"/><EventID>" id                                                       \
    "</EventID><TimeCreated SystemTime=\"2026-01-05T08:0" number ":00Z\"/><EventRecordID>" number                      \
    "</EventRecordID></System><EventData><Data>" message "</Data></EventData></Event>\n"

/* Gives a few lines, as a lab would. */
static void read_logs(void *context, void (*take)(void *to, const char *path, const char *head, const char *line),
                      void *to)
{
    (void)context;
    take(to, IIS, "#Fields: a\r\n", "one 401\r\n");
    take(to, "EX01/Logging/HttpProxy/Ews/HttpProxy_1.LOG", "#Fields: b\r\n", "two,Ambiguous\r\n");
    take(to, IIS, "#Fields: a\r\n", "three 200\r\n");
    take(to, "EX02/inetpub/logs/LogFiles/W3SVC1/u_ex260105.log", "", "of the other\r\n");
    take(to, EVENTS, "", EVENT("1", "4001", "MSExchange Availability", "first &amp; last"));
    take(to, EVENTS, "", EVENT("2", "4002", "MSExchange Availability", "second"));
    take(to, "FW01/firewall.log", "", "no server's\n");
}

struct typed {
    const char *name, *text, *printed, *sentence; /* NULL: it went well */
};

#define W3SVC1 "C:\\inetpub\\logs\\LogFiles\\W3SVC1"
#define EXCHANGE_FOLDER "C:\\Program Files\\Microsoft\\Exchange Server\\V15"

static const struct typed rows[] = {
    {"a file", "Get-Content " W3SVC1 "\\u_ex260105.log", "#Fields: a\none 401\nthree 200\n", NULL},
    {"the last line", "Get-Content -Path " W3SVC1 "\\*.log -Tail 1", "three 200\n", NULL},
    {"the first line", "Get-Content " W3SVC1 "\\*.log -TotalCount 1", "#Fields: a\n", NULL},
    {"more lines than there are", "Get-Content " W3SVC1 "\\*.log -Tail 9", "#Fields: a\none 401\nthree 200\n", NULL},
    {"a folder with blanks", "Get-Content '" EXCHANGE_FOLDER "\\Logging\\HttpProxy\\Ews\\*'",
     "#Fields: b\ntwo,Ambiguous\n", NULL},
    {"another server", "Get-Content '\\\\EX02\\C$\\inetpub\\logs\\LogFiles\\W3SVC1\\*'", "of the other\n", NULL},
    {"no such file", "Get-Content C:\\none.log", "", "Cannot find path 'C:\\none.log' because it does not exist."},
    {"no such server", "Get-Content '\\\\EX09\\C$\\inetpub\\*'", "",
     "Cannot find path '\\\\EX09\\C$\\inetpub\\*' because it does not exist."},
    {"nothing of a device", "Get-Content C:\\firewall.log", "",
     "Cannot find path 'C:\\firewall.log' because it does not exist."},
    {"lines that hold a text", "Select-String -Path " W3SVC1 "\\*.log -Pattern ' 401'",
     W3SVC1 "\\u_ex260105.log:2:one 401\n", NULL},
    {"in any case of letters",
     "Select-String ambiguous -Path '" EXCHANGE_FOLDER "\\Logging\\HttpProxy\\Ews\\*' -SimpleMatch",
     EXCHANGE_FOLDER "\\Logging\\HttpProxy\\Ews\\HttpProxy_1.LOG:2:two,Ambiguous\n", NULL},
    {"no line holds it", "Select-String -Path " W3SVC1 "\\*.log -Pattern 999", "", NULL},
    {"no text to look for", "Select-String -Path " W3SVC1 "\\*.log", "",
     "Select-String needs -Pattern, the text to look for."},
    {"nothing to look in", "Select-String -Path C:\\none -Pattern a", "",
     "Cannot find path 'C:\\none' because it does not exist."},
    {"a folder", "(Get-ChildItem C:\\inetpub\\logs\\LogFiles).Name", "W3SVC1\n", NULL},
    {"what is in it", "Get-ChildItem " W3SVC1 "\\ | fl",
     "\nMode     : -a----\nLength   : 32\nName     : u_ex260105.log\nFullName : " W3SVC1 "\\u_ex260105.log\n\n", NULL},
    {"all below", "(Get-ChildItem C:\\ -Recurse -Filter *.log).Name", "u_ex260105.log\nHttpProxy_1.LOG\n", NULL},
    {"a file by its whole name", "(Get-ChildItem " W3SVC1 "\\u_ex260105.log).Name", "u_ex260105.log\n", NULL},
    {"files by a pattern", "(Get-ChildItem " W3SVC1 "\\*.log).Name", "u_ex260105.log\n", NULL},
    {"a pattern that no file has", "Get-ChildItem " W3SVC1 "\\*.txt", "",
     "Cannot find path '" W3SVC1 "\\*.txt' because it does not exist."},
    {"no such folder", "Get-ChildItem C:\\none", "", "Cannot find path 'C:\\none' because it does not exist."},
    {"events, the newest first", "(Get-WinEvent -LogName Application).Id", "4002\n4001\n", NULL},
    {"the newest event", "Get-WinEvent Application -MaxEvents 1 | fl",
     "\nTimeCreated      : 2026-01-05T08:02:00Z\nId               : 4002\nLevelDisplayName : Error\nProviderName     : "
     "MSExchange Availability\nMessage          : second\n\n",
     NULL},
    {"events of a source", "(Get-EventLog -LogName Application -Source 'MSExchange*' -EntryType Error).EventID",
     "4002\n4001\n", NULL},
    {"characters of XML", "(Get-EventLog Application).Message", "second\nfirst & last\n", NULL},
    {"events of nobody", "Get-EventLog Application -Source Nobody", "", NULL},
    {"a log without events", "Get-WinEvent -LogName System", "", NULL},
    {"another log without events", "Get-WinEvent -LogName Security", "", NULL},
    {"no such log", "Get-WinEvent -LogName Setup", "",
     "There is not an event log on the localhost computer that matches \"Setup\"; there are Application, Security and "
     "System."},
};

static void types(void **state)
{
    const struct typed *const row = *state;
    const struct shell_services services = {.read_logs = read_logs};
    CLEANUP(store_free) struct store *store = shell_rows_store();
    CLEANUP(cleanup_string) char *text = NULL;
    struct error error = {""};
    size_t length = 0;
    FILE *memory = open_memstream(&text, &length);
    const struct shell shell = {.store = store, .output = memory, .services = &services};
    const bool done = shell_run(&shell, "server", row->text, &error);

    fclose(memory);
    assert_string_equal(error.text, row->sentence ? row->sentence : "");
    assert_int_equal(done, !row->sentence);
    assert_string_equal(text, row->printed);
}

static void without_a_lab(void **state)
{
    CLEANUP(store_free) struct store *store = shell_rows_store();
    struct error error = {""};

    (void)state;
    assert_false(shell_run(&(struct shell){.store = store}, "server", "Get-Content C:\\x", &error));
    assert_true(*error.text);
    assert_false(shell_run(&(struct shell){.store = store}, "exo", "Get-Content C:\\x", &error));
    assert_non_null(strstr(error.text, "runs at"));
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows) + 1] = {cmocka_unit_test(without_a_lab)};

    ROWS(tests + 1, rows, types);
    return cmocka_run_group_tests_name("shell logs", tests, NULL, NULL);
}
