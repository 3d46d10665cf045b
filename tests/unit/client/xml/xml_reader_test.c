/* SPDX-License-Identifier: MIT */
#include "base/cleanup.h"
#include "base/text.h"
#include "xml/reader.h"
#include "xml/xml.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct row {
    const char *name, *text;
};

/* Read as the tree that xml_parse() makes. */
static const struct row trees[] = {
    {"an element alone", "<a/>"},
    {"blanks and line ends", "<a>\n  <b> x\ty </b>\r\n</a>\n"},
    {"prefixes", "<s:a xmlns:s='urn:s' xmlns='urn:d'><b/><s:c xmlns:s='urn:t'><s:d/></s:c><s:e/></s:a>"},
    {"a default namespace taken back", "<a xmlns='urn:d'><b xmlns=''><c/></b></a>"},
    {"a prefix that nobody declared", "<s:a t:b='1'><t:c/></s:a>"},
    {"attributes", "<a x='1' y='&lt;&quot;&#65;&amp;' z=''><b x=' 2 '/></a>"},
    {"attributes with prefixes", "<a xmlns:s='urn:s' s:x='1' x='2' xml:lang='en'><b s:x='3'/></a>"},
    {"characters by name and number", "<a>R&amp;D &lt;&#x20AC;&gt; &quot;&apos;</a>"},
    {"comments and instructions", "<!-- x --><?p q?><a>x<!-- y -->z<?p?><?p r s?></a><!-- z -->"},
    {"another encoding", "<?xml version='1.0' encoding='ISO-8859-1'?><a>\xE4</a>"},
    {"single quotes", "<?xml version='1.0' encoding='utf-8'?><a>\xC3\xA4</a>"},
    {"another spelling of the encoding", "<?xml version='1.0' encoding='UTF8'?><a>\xC3\xA4</a>"},
    {"a byte order mark", "\xEF\xBB\xBF<a>\xC3\xA4</a>"},
};

static const struct row refused[] = {
    {"nothing", ""},
    {"blanks", "  \n"},
    {"a cut document", "<a><b>"},
    {"two roots", "<a/><b/>"},
    {"text behind the root", "<a/>x"},
    {"a tag that nobody opened", "<a></b>"},
    {"an attribute twice", "<a x='1' x='2'/>"},
    {"an entity that nobody declared", "<a>&x;</a>"},
    {"an entity in an attribute", "<a x='&x;'/>"},
    {"a character that XML forbids", "<a>&#1;</a>"},
    {"bytes that are no UTF-8", "<a>\xFF\xFE</a>"},
    {"UTF-8 that says it is UTF-16", "<?xml version='1.0' encoding='UTF-16'?><a/>"},
    {"an encoding that nobody knows", "<?xml version='1.0' encoding='x-none'?><a>\xE4</a>"},
    {"a document type", "<!DOCTYPE a><a/>"},
    {"an entity of its own", "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>"},
    {"an entity of somebody else", "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>"},
};

static char *print(const xmlDoc *document)
{
    return xml_print(xmlDocGetRootElement((xmlDoc *)document));
}

static void assert_same(struct xml_reader *reader, const char *text, size_t length)
{
    CLEANUP(xml_free) xmlDoc *wanted = xml_parse(text, length, "t", NULL);
    const xmlDoc *read = xml_reader_read(reader, text, length);
    CLEANUP(cleanup_string) char *expected = wanted ? print(wanted) : NULL;
    CLEANUP(cleanup_string) char *found = read ? print(read) : NULL;

    assert_non_null(expected);
    assert_non_null(found);
    assert_string_equal(found, expected);
}

static void reads_the_same_tree(void **state)
{
    const struct row *row = *state;
    CLEANUP(xml_reader_free) struct xml_reader *reader = xml_reader_new();

    assert_same(reader, row->text, strlen(row->text));
    assert_same(reader, row->text, strlen(row->text));
}

static void refuses(void **state)
{
    const struct row *row = *state;
    CLEANUP(xml_reader_free) struct xml_reader *reader = xml_reader_new();
    CLEANUP(xml_free) xmlDoc *parsed = xml_parse(row->text, strlen(row->text), "t", NULL);

    assert_null(parsed);
    assert_null(xml_reader_read(reader, row->text, strlen(row->text)));
    assert_same(reader, "<a>b</a>", strlen("<a>b</a>")); /* nothing of the refused one is left */
}

static void cdata_is_text(void **state)
{
    static const char text[] = "<a>x<![CDATA[<y>&]]>z</a>";
    CLEANUP(xml_reader_free) struct xml_reader *reader = xml_reader_new();
    CLEANUP(cleanup_string) char *content = NULL;

    (void)state;
    content = xml_text(xmlDocGetRootElement((xmlDoc *)xml_reader_read(reader, text, strlen(text))));
    assert_string_equal(content, "x<y>&z");
}

static char *nest(int depth)
{
    char *text = NULL;
    size_t length;
    FILE *output = open_memstream(&text, &length);

    for (int i = 0; i < depth; i++)
        fputs("<a>", output);
    for (int i = 0; i < depth; i++)
        fputs("</a>", output);
    fclose(output);
    return text;
}

static void depth_has_a_limit(void **state)
{
    CLEANUP(xml_reader_free) struct xml_reader *reader = xml_reader_new();
    CLEANUP(cleanup_string) char *deep = nest(XML_LIMIT_DEPTH), *deeper = nest(XML_LIMIT_DEPTH + 1);

    (void)state;
    assert_same(reader, deep, strlen(deep));
    assert_null(xml_reader_read(reader, deeper, strlen(deeper)));
}

/* More than a chunk of memory, and more names than the parser is allowed to remember. */
static void documents_may_be_large_and_many(void **state)
{
    CLEANUP(xml_reader_free) struct xml_reader *reader = xml_reader_new();

    (void)state;
    for (int round = 0; round < 5; round++) {
        CLEANUP(cleanup_string) char *text = NULL;
        size_t length;
        FILE *output = open_memstream(&text, &length);

        fputs("<a>", output);
        for (int i = 0; i < 2000; i++)
            fprintf(output, "<name-%d-%d x='%d'>text %d</name-%d-%d>", round, i, i, i, round, i);
        fputs("</a>", output);
        fclose(output);
        assert_same(reader, text, length);
        assert_same(reader, "<a/>", strlen("<a/>"));
    }
}

static void copies_live_on(void **state)
{
    static const char text[] = "<s:a xmlns:s='urn:s' x='1'><s:b>c</s:b></s:a>";
    CLEANUP(xml_reader_free) struct xml_reader *reader = xml_reader_new();
    CLEANUP(xml_free) xmlDoc *copy = xmlCopyDoc((xmlDoc *)xml_reader_read(reader, text, strlen(text)), 1);
    CLEANUP(cleanup_string) char *printed = NULL;

    (void)state;
    xml_reader_free(&reader);
    printed = print(copy);
    assert_string_equal(printed, "<s:a xmlns:s=\"urn:s\" x=\"1\"><s:b>c</s:b></s:a>");
}

static void lines_are_counted(void **state)
{
    static const char text[] = "<a>\n\n<b/>\n</a>";
    CLEANUP(xml_reader_free) struct xml_reader *reader = xml_reader_new();
    const xmlDoc *document = xml_reader_read(reader, text, strlen(text));

    (void)state;
    assert_int_equal(xmlGetLineNo(xml_child(xmlDocGetRootElement((xmlDoc *)document), "b")), 3);
}

static void utf_16_is_read(void **state)
{
    static const char text[] = "\xFF\xFE<\0a\0>\0\xE4\0<\0/\0a\0>\0";
    CLEANUP(xml_reader_free) struct xml_reader *reader = xml_reader_new();

    (void)state;
    assert_same(reader, text, sizeof text - 1);
}

/* The document ends where its length says, and not at a byte of zero. */
static void zero_is_no_end(void **state)
{
    static const char text[] = "<a/>\0<b>";
    CLEANUP(xml_reader_free) struct xml_reader *reader = xml_reader_new();

    (void)state;
    assert_null(xml_reader_read(reader, text, sizeof text - 1));
    assert_same(reader, text, strlen(text));
}

static struct CMUnitTest row_test(const struct row *row, CMUnitTestFunction function)
{
    return (struct CMUnitTest){.name = row->name, .test_func = function, .initial_state = (void *)(uintptr_t)row};
}

int main(void)
{
    const struct CMUnitTest others[] = {cmocka_unit_test(cdata_is_text),
                                        cmocka_unit_test(depth_has_a_limit),
                                        cmocka_unit_test(documents_may_be_large_and_many),
                                        cmocka_unit_test(copies_live_on),
                                        cmocka_unit_test(lines_are_counted),
                                        cmocka_unit_test(utf_16_is_read),
                                        cmocka_unit_test(zero_is_no_end)};
    struct CMUnitTest tests[ARRAY_SIZE(trees) + ARRAY_SIZE(refused) + ARRAY_SIZE(others)];
    size_t count = 0;

    for (size_t i = 0; i < ARRAY_SIZE(trees); i++)
        tests[count++] = row_test(&trees[i], reads_the_same_tree);
    for (size_t i = 0; i < ARRAY_SIZE(refused); i++)
        tests[count++] = row_test(&refused[i], refuses);
    memcpy(tests + count, others, sizeof others);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
