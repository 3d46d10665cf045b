/* SPDX-License-Identifier: MIT */
/* Loads a schema twice: compiled for validation, and as a document to look words up in. */
#include "grammar.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "xml/xml.h"

#include <string.h>

#define GRAMMAR_LIMIT (1u << 20)

struct grammar {
    xmlDoc *document;
    xmlRelaxNG *compiled;
};

static void remember(void *context, xmlErrorPtr complaint)
{
    char **first = context;

    if (!*first)
        *first = text_format("%d: %.*s", complaint->line, (int)strcspn(complaint->message, "\n"), complaint->message);
}

/* libxml2 compiles a copy, so the document keeps its annotations. */
static xmlRelaxNG *compile(xmlDoc *document, const char *path, struct error *error)
{
    CLEANUP(cleanup_string) char *complaint = NULL;
    xmlRelaxNGParserCtxt *parser = xmlRelaxNGNewDocParserCtxt(document);
    xmlRelaxNG *grammar;

    xmlRelaxNGSetParserStructuredErrors(parser, remember, &complaint);
    grammar = xmlRelaxNGParse(parser);
    xmlRelaxNGFreeParserCtxt(parser);
    if (!grammar)
        error_set(error, "the schema cannot be used: %s:%s", path, complaint ? complaint : "1: it is no RELAX NG");
    return grammar;
}

struct grammar *grammar_load(const char *path, struct error *error)
{
    size_t length = 0;
    CLEANUP(cleanup_string) char *text = file_read(path, GRAMMAR_LIMIT, &length, error);
    CLEANUP(xml_free) xmlDoc *document = text ? xml_parse(text, length, path, error) : NULL;
    xmlRelaxNG *compiled = document ? compile(document, path, error) : NULL;
    struct grammar *grammar;

    if (!compiled)
        return NULL;
    grammar = memory_room(sizeof *grammar);
    *grammar = (struct grammar){.document = TAKE(document), .compiled = compiled};
    return grammar;
}

void grammar_free(struct grammar **grammar)
{
    if (!*grammar)
        return;
    xmlRelaxNGFree((*grammar)->compiled);
    xml_free(&(*grammar)->document);
    free(TAKE(*grammar));
}

xmlRelaxNG *grammar_compiled(const struct grammar *grammar)
{
    return grammar->compiled;
}

char *grammar_namespace(const struct grammar *grammar)
{
    return (char *)xmlGetProp(xmlDocGetRootElement(grammar->document), (const xmlChar *)"ns");
}

static const xmlNode *climb(const xmlNode *node)
{
    while (node && node->type == XML_ELEMENT_NODE && !xml_next(node, NULL))
        node = node->parent;
    return node && node->type == XML_ELEMENT_NODE ? xml_next(node, NULL) : NULL;
}

const xmlNode *grammar_next_element(const struct grammar *grammar, const xmlNode *after)
{
    const xmlNode *node = after ? after : xmlDocGetRootElement(grammar->document);

    do
        node = xml_first(node) ? xml_first(node) : climb(node);
    while (node && !xml_is(node, NULL, "element"));
    return node;
}

static bool is_named(const xmlNode *node, const char *name)
{
    xmlChar *value = xmlGetProp(node, (const xmlChar *)"name");
    const bool same = value && strcmp((const char *)value, name) == 0;

    xmlFree(value);
    return same;
}

const xmlNode *grammar_element(const struct grammar *grammar, const char *name)
{
    const xmlNode *node = grammar_next_element(grammar, NULL);

    while (node && !is_named(node, name))
        node = grammar_next_element(grammar, node);
    return node;
}

static bool is_below(const xmlNode *node, const xmlNode *above)
{
    while (node && node != above)
        node = node->parent;
    return node;
}

const xmlNode *grammar_element_in(const struct grammar *grammar, const char *parent, const char *name)
{
    const xmlNode *const above = grammar_element(grammar, parent);
    const xmlNode *node = above ? grammar_next_element(grammar, above) : NULL;

    while (node && is_below(node, above) && !is_named(node, name))
        node = grammar_next_element(grammar, node);
    return node && is_below(node, above) ? node : grammar_element(grammar, name);
}

static const xmlNode *definition(const struct grammar *grammar, const xmlNode *reference)
{
    xmlChar *name = reference ? xmlGetProp(reference, (const xmlChar *)"name") : NULL;
    const xmlNode *node = name ? xml_child(xmlDocGetRootElement(grammar->document), "define") : NULL;

    while (node && !is_named(node, (const char *)name))
        node = xml_next(node, "define");
    xmlFree(name);
    return node;
}

char *grammar_words(const struct grammar *grammar, const xmlNode *declaration)
{
    const xmlNode *words = xml_child(declaration, "documentation");
    char *text;

    if (!words)
        words = xml_child(definition(grammar, xml_child(declaration, "ref")), "documentation");
    text = xml_text(words);
    return text ? text : text_copy("");
}
