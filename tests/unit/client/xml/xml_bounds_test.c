/* SPDX-License-Identifier: MIT */
/* What is just allowed, what is one too many, and the sentence that says so. */
#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "xml/reader.h"
#include "xml/xml.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

struct row {
    const char *name;
    const char *before, *unit, *after;
    int count;
    const char *says; /* NULL: it is taken */
};

#define LONG_TEXT "................................................................"

static const struct row rows[] = {
    {"as many levels as there may be", "", "<a>", "", 64, "Premature end"},
    {"one level too many", "", "<a>", "", 65, "t:1:195: elements are nested too deeply"},
    {"as many namespaces as there may be", "<a", " xmlns:b@='u'", "/>", 256, NULL},
    {"one namespace too many", "<a", " xmlns:b@='u'", "/>", 257, "too many namespaces are declared"},
    {"namespaces of siblings do not add up", "<a>", "<b xmlns:c='u' xmlns:d='u'/>", "</a>", 200, NULL},
    {"as many attributes as there may be", "<a", " b@='" LONG_TEXT "'", "/>", 512, NULL},
    {"one attribute too many", "<a", " b@='" LONG_TEXT "'", "/>", 513,
     "t:1:1: an element has more than 512 attributes"},
    {"attributes of siblings do not add up", "<a>", "<b c=\"" LONG_TEXT "\" d='>'/>", "</a>", 600, NULL},
    {"values in comments and text are none", "<a><!-- it's ", " b='" LONG_TEXT "'", " --> c='d' it's</a>", 600, NULL},
    {"as many names as there may be", "", "<?b@ c?>", "<a/>", 16380, NULL},
    {"one name too many, of an instruction", "<a>", "<?b@ c?>", "</a>", 16381, "there are too many different names"},
    {"one name too many, of an element", "", "<?b@ c?>", "<a/>", 16381, "there are too many different names"},
    {"names of elements", "<a>", "<b@/>", "</a>", 16400, "there are too many different names"},
    {"names of attributes", "<a>", "<b c@='d'/>", "</a>", 16400, "there are too many different names"},
    {"the same name often", "<a>", "<b/>", "</a>", 20000, NULL},
    {"as many mistakes as there may be", "<a>", "<x@:b/>", "</a>", 63, NULL},
    {"one mistake too many", "<a>", "<x@:b/>", "</a>", 65, "there are too many mistakes"},
};

static char *make(const struct row *row)
{
    char *text = NULL;
    size_t size;
    FILE *output = text_stream(&text, &size);

    fputs(row->before, output);
    for (int i = 0; i < row->count; i++)
        for (const char *part = row->unit; *part; part++)
            if (*part == '@')
                fprintf(output, "%d", i);
            else
                fputc(*part, output);
    fputs(row->after, output);
    text_stream_close(output);
    return text;
}

static void has_bounds(void **state)
{
    const struct row *row = *state;
    struct error error = {""};
    CLEANUP(cleanup_string) char *text = make(row);
    CLEANUP(xml_free) xmlDoc *document = xml_parse(text, strlen(text), "t", &error);
    CLEANUP(xml_reader_free) struct xml_reader *reader = xml_reader_new();

    assert_int_equal(document == NULL, row->says != NULL);
    assert_int_equal(xml_reader_read(reader, text, strlen(text)) == NULL, row->says != NULL);
    if (row->says && !text_contains(error.text, row->says))
        fail_msg("not \"%s\" but \"%s\"", row->says, error.text);
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows)];

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = has_bounds, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
