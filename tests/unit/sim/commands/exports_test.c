/* SPDX-License-Identifier: MIT */
/* What Format-List printed becomes CliXml. */
#include "base/cleanup.h"
#include "fblab_commands/running/exports.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define HEAD "<Objs Version=\"1.1.0.1\" xmlns=\"http://schemas.microsoft.com/powershell/2004/04\">"
#define OBJECT(number)                                                                                                 \
    "<Obj RefId=\"" number "\"><TN RefId=\"" number "\"><T>Deserialized.Microsoft.Exchange.Mailbox</T></TN><MS>"
#define END "</MS></Obj>"
#define VALUE(name, value) "<S N=\"" name "\">" value "</S>"

static const struct row {
    const char *name, *list, *xml;
} rows[] = {
    {"nothing", "", HEAD "</Objs>\n"},
    {"empty lines", "\n\r\n\n", HEAD "</Objs>\n"},
    {"one", "\nName  : Ann\nAlias : ann\n\n",
     HEAD OBJECT("0") VALUE("Name", "Ann") VALUE("Alias", "ann") END "</Objs>\n"},
    {"one without an end", "Name : Ann", HEAD OBJECT("0") VALUE("Name", "Ann") END "</Objs>\n"},
    {"two", "Name : A\r\n\r\n\r\nName : B\r\n",
     HEAD OBJECT("0") VALUE("Name", "A") END OBJECT("1") VALUE("Name", "B") END "</Objs>\n"},
    {"an empty value", "Name :\nAlias : \nOther  : x\n",
     HEAD OBJECT("0") VALUE("Name", "") VALUE("Alias", "") VALUE("Other", "x") END "</Objs>\n"},
    {"a value with colons", "Url : https://a:443/ : b\n",
     HEAD OBJECT("0") VALUE("Url", "https://a:443/ : b") END "</Objs>\n"},
    {"a value with blanks", "Name :  A B \n", HEAD OBJECT("0") VALUE("Name", " A B ") END "</Objs>\n"},
    {"what XML escapes", "Name : <a> & \"b\"\n",
     HEAD OBJECT("0") VALUE("Name", "&lt;a&gt; &amp; &quot;b&quot;") END "</Objs>\n"},
    {"a line that goes on", "Name : A\n       B : C\n", HEAD OBJECT("0") VALUE("Name", "A") END "</Objs>\n"},
    {"a line that is none", "some words\nName : A\n", HEAD OBJECT("0") VALUE("Name", "A") END "</Objs>\n"},
    {"a name that is none", "two words : A\n", HEAD OBJECT("0") END "</Objs>\n"},
    {"no name", " : A\n:\n", HEAD OBJECT("0") END "</Objs>\n"},
};

static void becomes(void **state)
{
    const struct row *const row = *state;
    CLEANUP(cleanup_string) char *xml = exports_clixml(row->list, "Mailbox");

    assert_string_equal(xml, row->xml);
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows)];

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = becomes, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
