/* SPDX-License-Identifier: MIT */
/* The noun table and the schema say the same: same objects, same properties, same order, same types and words. */
#include "base/cleanup.h"
#include "base/text.h"
#include "vocabulary/nouns.h"
#include "xml/xml.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define SCHEMA FBLAB_SOURCE "/scenarios/organizations.rng"

static int load_schema(void **state)
{
    size_t length = 0;
    CLEANUP(cleanup_string) char *text = file_read(SCHEMA, 1 << 20, &length, NULL);

    *state = text ? xml_parse(text, length, SCHEMA, NULL) : NULL;
    return *state ? 0 : -1;
}

static int free_schema(void **state)
{
    xmlDoc *document = *state;

    xml_free(&document);
    return 0;
}

static bool has_name(const xmlNode *node, const char *name)
{
    xmlChar *value = xmlGetProp(node, (const xmlChar *)"name");
    const bool same = value && strcmp((const char *)value, name) == 0;

    xmlFree(value);
    return same;
}

static char *name_of(const xmlNode *node)
{
    xmlChar *value = xmlGetProp(node, (const xmlChar *)"name");
    char *name = text_copy((const char *)value);

    xmlFree(value);
    return name;
}

static xmlNode *find_define(const xmlDoc *schema, const char *name)
{
    xmlNode *define = xml_child(xmlDocGetRootElement(schema), "define");

    while (define && !has_name(define, name))
        define = xml_next(define, "define");
    return define;
}

static xmlNode *find_element(const xmlDoc *schema, const char *scope, const char *name)
{
    const char *define = place_objects((enum place)terms_index(&places, scope));

    for (xmlNode *element = define ? xml_find(find_define(schema, define), "choice/element") : NULL; element;
         element = xml_next(element, "element"))
        if (has_name(element, name))
            return element;
    return NULL;
}

static const struct type_name {
    enum parameter_type type;
    const char *define;
} type_names[] = {
    {TYPE_TEXT, "text"},           {TYPE_FLAG, "flag"}, {TYPE_NUMBER, "number"},
    {TYPE_NUMBER, "signed"},       {TYPE_URL, "url"},   {TYPE_PATH, "path"},
    {TYPE_PROXY_ADDRESS, "proxy"}, {TYPE_TIME, "time"}, {TYPE_ADDRESS, "address"},
};

static void compare_words(const xmlNode *define, const struct parameter *parameter)
{
    xmlNode *value = xml_find(define, "choice/value");

    for (size_t i = 0; i < parameter->words->count; i++, value = xml_next(value, "value")) {
        CLEANUP(cleanup_string) char *text = xml_text(value);
        assert_non_null(text);
        assert_string_equal(text, parameter->words->items[i].name);
    }
    assert_null(value);
}

static void compare_type(const xmlDoc *schema, const xmlNode *element, const struct parameter *parameter)
{
    CLEANUP(cleanup_string) char *define = name_of(xml_child(element, "ref"));

    for (size_t i = 0; i < ARRAY_SIZE(type_names); i++)
        if (strcmp(type_names[i].define, define) == 0) {
            assert_int_equal(parameter->type, type_names[i].type);
            assert_int_equal(!!(parameter->flags & SIGNED), strcmp(define, "signed") == 0);
            return;
        }
    assert_int_equal(parameter->type, TYPE_CHOICE);
    compare_words(find_define(schema, define), parameter);
}

static void compare_property(const xmlDoc *schema, xmlNode *pattern, const struct parameter *parameter)
{
    const bool optional = xml_is(pattern, NULL, "optional"), list = xml_is(pattern, NULL, "zeroOrMore");
    xmlNode *element = optional || list ? xml_child(pattern, "element") : pattern;
    CLEANUP(cleanup_string) char *name = name_of(element);

    assert_non_null(name);
    assert_string_equal(parameter->name, name);
    assert_int_equal(list, !!(parameter->flags & LIST));
    assert_int_equal(!optional && !list, !!(parameter->flags & REQUIRED));
    compare_type(schema, element, parameter);
}

static void every_noun_is_in_the_schema(void **state)
{
    const struct noun *noun;
    const char *scope;

    for (size_t i = 0; (noun = noun_at(i)); i++)
        for (size_t j = 0; (scope = noun_scope(noun, j)); j++) {
            xmlNode *element = find_element(*state, scope, noun_element(noun));
            xmlNode *pattern = xml_first(element);
            if (!element)
                fail_msg("%s is not in the schema at %s", noun->name, scope);
            for (size_t k = 0; k < noun->count; k++, pattern = xml_next(pattern, NULL))
                compare_property(*state, pattern, &noun->parameters[k]);
            assert_null(pattern);
        }
}

/* Places that hold the same kind of objects have one list of them. */
static bool stands_with(const struct noun *noun, enum place place)
{
    for (enum place other = 0; other < PLACE_COUNT; other++)
        if (place_objects(other) && strcmp(place_objects(other), place_objects(place)) == 0 &&
            noun_stands_in(noun, terms_name(&places, other)))
            return true;
    return false;
}

static bool some_noun_stands_for(const char *element, enum place place)
{
    const struct noun *noun;

    for (size_t i = 0; (noun = noun_at(i)); i++)
        if (strcmp(noun_element(noun), element) == 0 && stands_with(noun, place))
            return true;
    return false;
}

static void every_object_of_the_schema_has_a_noun(void **state)
{
    for (enum place place = 0; place < PLACE_COUNT; place++)
        for (xmlNode *element =
                 place_objects(place) ? xml_find(find_define(*state, place_objects(place)), "choice/element") : NULL;
             element; element = xml_next(element, "element")) {
            CLEANUP(cleanup_string) char *name = name_of(element);
            if (!some_noun_stands_for(name, place))
                fail_msg("no noun stands for <%s> of <%s>", name, terms_name(&places, place));
        }
}

static void every_noun_has_one_identity_and_some_verb(void **state)
{
    const struct noun *noun;

    (void)state;
    for (size_t i = 0; (noun = noun_at(i)); i++) {
        size_t identities = 0;
        for (size_t j = 0; j < noun->count; j++)
            identities += (noun->parameters[j].flags & IDENTITY) != 0;
        assert_int_equal(identities, 1);
        assert_ptr_equal(noun_find(noun->name), noun);
        assert_true(noun->verbs != 0 && noun_scope(noun, 0) && noun->says);
    }
}

static void words_and_choices_go_together(void **state)
{
    const struct noun *noun;

    (void)state;
    for (size_t i = 0; (noun = noun_at(i)); i++)
        for (size_t j = 0; j < noun->count; j++)
            assert_int_equal(noun->parameters[j].type == TYPE_CHOICE, noun->parameters[j].words != NULL);
}

static void names_are_found_in_any_case(void **state)
{
    const struct noun *noun = noun_find("labFIREWALL");

    (void)state;
    assert_non_null(noun);
    assert_int_equal(noun_parameter(noun, "inbound"), 1);
    assert_int_equal(noun_parameter(noun, "colour"), noun->count);
    assert_string_equal(noun_identity(noun)->name, "Party");
    assert_null(noun_find("LabFire"));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_noun_is_in_the_schema),
        cmocka_unit_test(every_object_of_the_schema_has_a_noun),
        cmocka_unit_test(every_noun_has_one_identity_and_some_verb),
        cmocka_unit_test(words_and_choices_go_together),
        cmocka_unit_test(names_are_found_in_any_case),
    };

    return cmocka_run_group_tests_name("nouns", tests, load_schema, free_schema);
}
