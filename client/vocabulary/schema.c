/* SPDX-License-Identifier: MIT */
/* Writes scenarios/organizations.rng from the rows of nouns, places and words. */
#include "schema.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "nouns.h"

#include <string.h>

enum { WIDTH = 118 };

static const char *const head[] = {
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
    "<!-- The organisation document: three Exchange organisations, a Domino server, the identity services and the lab "
    "around",
    "     them. Scopes stand in this order; in a scope objects stand in any order; in an object properties stand in "
    "the order",
    "     below. A property that is left out is not set. One scope may also be a document of its own: an organisation "
    "as its",
    "     own administrators see it.",
    "     Written from the rows of client/vocabulary (generated_test write), not by hand: add the noun or the word "
    "there. -->",
    "<grammar xmlns=\"http://relaxng.org/ns/structure/1.0\" ns=\"urn:fblab:organizations\"",
    "         datatypeLibrary=\"http://www.w3.org/2001/XMLSchema-datatypes\">",
};

static const char *const no_automaton[] = {
    "",
    "  <!-- Matches nothing. libxml2 makes an automaton of an element's content, unless an element in it may have any "
    "name; for",
    "       n kinds of object in any order it compares n x n x n / 2 pairs of them, and that was a tenth of a start. "
    "-->",
    "  <define name=\"no-automaton\">",
    "    <optional><element><anyName/><notAllowed/></element></optional>",
    "  </define>",
};

/* How the schema calls a type, and what it may be. A choice is called as its words are; a switch is never a property. */
static const struct type_schema {
    const char *name, *pattern;
} types[TYPE_COUNT] = {
    [TYPE_TEXT] = {"text", "<data type=\"token\"><param name=\"minLength\">1</param></data>"},
    [TYPE_FLAG] = {"flag", "<choice><value>true</value> <value>false</value></choice>"},
    [TYPE_NUMBER] = {"number",
                     "<data type=\"nonNegativeInteger\"><param name=\"maxInclusive\">1000000000</param></data>"},
    [TYPE_URL] = {"url", "<data type=\"token\"><param name=\"pattern\">https?://\\S+</param></data>"},
    [TYPE_ADDRESS] = {"address", "<data type=\"token\"><param name=\"pattern\">[^\\s@]+@[^\\s@]+</param></data>"},
    [TYPE_PROXY_ADDRESS] = {"proxy",
                            "<data type=\"token\"><param name=\"pattern\">[A-Za-z][A-Za-z0-9]*:[^ ].*</param></data>"},
    [TYPE_PATH] = {"path", "<data type=\"token\"><param name=\"pattern\">/\\S*</param></data>"},
    [TYPE_TIME] = {"time", "<data type=\"token\"><param name=\"pattern\">([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
                           "</param></data>"},
};

static const struct type_schema signed_number = {
    "signed", "<data type=\"integer\"><param name=\"minInclusive\">-1000000000</param>"
              "<param name=\"maxInclusive\">1000000000</param></data>"};

static void write_lines(FILE *output, const char *const *lines, size_t count)
{
    for (size_t i = 0; i < count; i++)
        fprintf(output, "%s\n", lines[i]);
}

static void write_scope_names(FILE *output, const char *indent)
{
    for (enum place place = 0; place < PLACE_COUNT; place++)
        if (place_objects(place))
            fprintf(output, "%s<ref name=\"%s\"/>\n", indent, terms_name(&places, place));
}

static void write_start(FILE *output)
{
    fputs("  <start>\n    <choice>\n      <element name=\"organizations\">\n", output);
    write_scope_names(output, "        ");
    fputs("      </element>\n", output);
    write_scope_names(output, "      ");
    fputs("    </choice>\n  </start>\n\n  <!-- scopes -->\n", output);
}

static void write_scope(FILE *output, enum place place)
{
    const char *name = terms_name(&places, place);

    fprintf(output, "  <define name=\"%s\">\n    <element name=\"%s\">\n", name, name);
    fprintf(output, "      <zeroOrMore><ref name=\"%s\"/></zeroOrMore>\n", place_objects(place));
    fputs("      <ref name=\"no-automaton\"/>\n    </element>\n  </define>\n", output);
}

static const char *type_name(const struct parameter *parameter)
{
    if (parameter->type == TYPE_CHOICE)
        return parameter->words->name;
    return parameter->flags & SIGNED ? signed_number.name : types[parameter->type].name;
}

static void write_property(FILE *output, const struct parameter *parameter)
{
    const char *around = parameter->flags & LIST ? "zeroOrMore" : parameter->flags & REQUIRED ? NULL : "optional";

    fputs("        ", output);
    if (around)
        fprintf(output, "<%s>", around);
    fprintf(output, "<element name=\"%s\"><ref name=\"%s\"/></element>", parameter->name, type_name(parameter));
    if (around)
        fprintf(output, "</%s>", around);
    fputc('\n', output);
}

/* Several nouns may stand for one element: the first describes it. */
static bool is_first(const struct noun *noun)
{
    const struct noun *first = NULL;

    for (size_t i = 0; (first = noun_at(i)) && strcmp(noun_element(first), noun_element(noun)) != 0; i++)
        continue;
    return first == noun;
}

static void write_noun(FILE *output, const struct noun *noun)
{
    fprintf(output, "      <!-- %s -->\n      <element name=\"%s\">\n", noun->says, noun_element(noun));
    for (size_t i = 0; i < noun->count; i++)
        write_property(output, &noun->parameters[i]);
    fputs("      </element>\n", output);
}

/* Stands it at some place that holds objects of the same kind as this one? */
static bool is_of_kind(const struct noun *noun, enum place place)
{
    for (enum place other = 0; other < PLACE_COUNT; other++)
        if ((noun->scopes & (1U << other)) && place_objects(other) &&
            text_equal(place_objects(other), place_objects(place)))
            return true;
    return false;
}

static void write_objects(FILE *output, enum place place)
{
    const struct noun *noun;

    fprintf(output, "\n  <define name=\"%s\">\n    <choice>\n", place_objects(place));
    for (size_t i = 0; (noun = noun_at(i)); i++)
        if (is_of_kind(noun, place) && is_first(noun))
            write_noun(output, noun);
    fputs("    </choice>\n  </define>\n", output);
}

/* Has an earlier place objects of the same kind? */
static bool is_known_kind(enum place place)
{
    for (enum place other = 0; other < place; other++)
        if (place_objects(other) && text_equal(place_objects(other), place_objects(place)))
            return true;
    return false;
}

static void write_type(FILE *output, const struct type_schema *type)
{
    if (type->name)
        fprintf(output, "  <define name=\"%s\">\n    %s\n  </define>\n", type->name, type->pattern);
}

static void write_words(FILE *output, const struct terms *words)
{
    size_t column = 0;

    fprintf(output, "  <define name=\"%s\">\n    <choice>", words->name);
    for (size_t i = 0; i < words->count; i++) {
        const size_t length = strlen("<value></value> ") + strlen(words->items[i].name);
        if (column == 0 || column + length > WIDTH) {
            fputs("\n     ", output);
            column = 5;
        }
        fprintf(output, " <value>%s</value>", words->items[i].name);
        column += length;
    }
    fputs("\n    </choice>\n  </define>\n", output);
}

/* The index-th property of all that is a choice; NULL: there are no more. */
static const struct parameter *choice_at(size_t index)
{
    const struct noun *noun;

    for (size_t i = 0; (noun = noun_at(i)); i++)
        for (size_t j = 0; j < noun->count; j++)
            if (noun->parameters[j].type == TYPE_CHOICE && index-- == 0)
                return &noun->parameters[j];
    return NULL;
}

/* Each table once, where it is used first. */
static void write_choices(FILE *output)
{
    const struct parameter *choice;

    for (size_t i = 0; (choice = choice_at(i)); i++) {
        size_t earlier = 0;
        while (choice_at(earlier)->words != choice->words)
            earlier++;
        if (earlier == i)
            write_words(output, choice->words);
    }
}

void vocabulary_schema_write(FILE *output)
{
    write_lines(output, head, ARRAY_SIZE(head));
    write_start(output);
    for (enum place place = 0; place < PLACE_COUNT; place++)
        if (place_objects(place))
            write_scope(output, place);
    write_lines(output, no_automaton, ARRAY_SIZE(no_automaton));
    for (enum place place = 0; place < PLACE_COUNT; place++)
        if (place_objects(place) && !is_known_kind(place))
            write_objects(output, place);
    fputs("\n  <!-- values -->\n", output);
    for (enum parameter_type type = 0; type < TYPE_COUNT; type++)
        write_type(output, &types[type]);
    write_type(output, &signed_number);
    write_choices(output);
    fputs("</grammar>\n", output);
}
