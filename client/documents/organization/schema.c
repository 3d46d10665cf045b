/* SPDX-License-Identifier: MIT */
/* The schema is compiled as it stands, which is quick, and once more with libxml2's automata for the words about a document
 * that does not fit: they name the first mistake, not one around it. */
#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "document.h"
#include "organization.h"
#include "xml/xml.h"

#include <libxml/relaxng.h>
#include <string.h>

#define LIMIT_BYTES (1u << 20)

enum { MOST_OBJECTS = 5000 }; /* of a scope */

#define NO_AUTOMATON "no-automaton" /* the pattern of the schema that keeps libxml2 from making them */

struct schema {
    xmlRelaxNG *grammar;
    char *path;
};

/* Where the first mistake is written down. */
struct schema_verdict {
    struct error *error;
    const char *name;
    bool told;
};

static void note_schema_error(void *context, xmlErrorPtr mistake)
{
    struct schema_verdict *verdict = context;

    if (!verdict->told && mistake->message)
        error_set(verdict->error, "%s: this is no usable schema: %.*s", verdict->name,
                  (int)strcspn(mistake->message, "\n"), mistake->message);
    verdict->told = true;
}

static xmlRelaxNG *compile(xmlDoc *document, const char *path, struct error *error)
{
    struct schema_verdict verdict = {.error = error, .name = path};
    xmlRelaxNGParserCtxt *parser = xmlRelaxNGNewDocParserCtxt(document);
    xmlRelaxNG *grammar;

    xmlRelaxNGSetParserStructuredErrors(parser, note_schema_error, &verdict);
    grammar = xmlRelaxNGParse(parser);
    xmlRelaxNGFreeParserCtxt(parser);
    if (!grammar && !verdict.told)
        error_set(error, "%s is no RELAX NG schema", path);
    return grammar;
}

static bool is_named(const xmlNode *node, const char *name)
{
    CLEANUP(cleanup_string) char *value = (char *)xmlGetProp(node, (const xmlChar *)"name");

    return value && strcmp(value, name) == 0;
}

static void allow_automata(xmlDoc *document)
{
    xmlNode *pattern = xml_child(xmlDocGetRootElement(document), "define");

    while (pattern && !is_named(pattern, NO_AUTOMATON))
        pattern = xml_next(pattern, "define");
    pattern = pattern ? xml_first(pattern) : NULL;
    if (pattern) {
        xmlNodeSetName(pattern, (const xmlChar *)"empty");
        xmlNodeSetContent(pattern, NULL);
    }
}

static xmlRelaxNG *load(const char *path, bool automata, struct error *error)
{
    size_t length = 0;
    CLEANUP(cleanup_string) char *text = file_read(path, LIMIT_BYTES, &length, error);
    CLEANUP(xml_free) xmlDoc *document = text ? xml_parse(text, length, path, error) : NULL;

    if (document && automata)
        allow_automata(document);
    return document ? compile(document, path, error) : NULL;
}

struct schema *schema_load(const char *path, struct error *error)
{
    xmlRelaxNG *grammar = load(path, false, error);
    struct schema *schema = grammar ? memory_room(sizeof *schema) : NULL;

    if (schema)
        *schema = (struct schema){.grammar = grammar, .path = text_copy(path)};
    return schema;
}

void schema_free(struct schema **schema)
{
    if (*schema) {
        xmlRelaxNGFree((*schema)->grammar);
        free((*schema)->path);
    }
    free(*schema);
    *schema = NULL;
}

/* libxml2's own words name neither the value nor what to do. */
static void describe(const xmlError *mistake, const xmlNode *node, struct schema_verdict *verdict)
{
    CLEANUP(cleanup_string) char *text = xml_text(node);
    const long line = xmlGetLineNo((xmlNode *)node);
    const char *name = (const char *)node->name;

    switch (mistake->code) {
    case XML_RELAXNG_ERR_VALUE:
    case XML_RELAXNG_ERR_DATATYPE:
    case XML_RELAXNG_ERR_TYPEVAL:
        error_set(verdict->error, "%s:%ld: '%s' is not a value <%s> can have", verdict->name, line, text, name);
        break;
    case XML_RELAXNG_ERR_ELEMWRONG:
    case XML_RELAXNG_ERR_EXTRACONTENT:
        error_set(verdict->error,
                  "%s:%ld: <%s> is not expected here: it is unknown, repeated or out of order, or something that must "
                  "stand before it is missing",
                  verdict->name, line, name);
        break;
    case XML_RELAXNG_ERR_NOELEM:
    case XML_RELAXNG_ERR_ELEMNAME:
        error_set(verdict->error, "%s:%ld: <%s> ends too early: something that must stand in it is missing",
                  verdict->name, line, name);
        break;
    case XML_RELAXNG_ERR_INVALIDATTR:
        error_set(verdict->error, "%s:%ld: <%s> has an attribute; values stand in elements", verdict->name, line, name);
        break;
    default:
        error_set(verdict->error, "%s:%ld: <%s>: %.*s", verdict->name, line, name, (int)strcspn(mistake->message, "\n"),
                  mistake->message);
    }
}

static void note_mistake(void *context, xmlErrorPtr mistake)
{
    struct schema_verdict *verdict = context;

    if (!verdict->told && mistake->node)
        describe(mistake, mistake->node, verdict);
    verdict->told = true;
}

static bool is_valid(xmlRelaxNG *grammar, xmlDoc *document, xmlStructuredErrorFunc note, void *context)
{
    xmlRelaxNGValidCtxt *validator = xmlRelaxNGNewValidCtxt(grammar);
    bool valid;

    xmlRelaxNGSetValidStructuredErrors(validator, note, context);
    valid = xmlRelaxNGValidateDoc(validator, document) == 0;
    xmlRelaxNGFreeValidCtxt(validator);
    return valid;
}

static void ignore(void *context, xmlErrorPtr mistake)
{
    (void)context;
    (void)mistake;
}

static void explain(const struct schema *schema, xmlDoc *document, struct error *error)
{
    struct schema_verdict verdict = {.error = error, .name = document_name(document)};
    xmlRelaxNG *grammar = load(schema->path, true, error);

    if (!grammar)
        return;
    is_valid(grammar, document, note_mistake, &verdict);
    xmlRelaxNGFree(grammar);
    if (!verdict.told)
        error_set(error, "%s does not fit the schema", verdict.name);
}

/* With each mistake libxml2 walks over all elements before it, and it cannot be told to stop at the first. */
static bool is_small(const xmlNode *scope, struct error *error)
{
    size_t count = 0;

    for (const xmlNode *object = xml_first(scope); object; object = xml_next(object, NULL))
        count++;
    return count <= MOST_OBJECTS ||
           error_set(error, "%s:%ld: <%s> has %zu objects; at most %d can be checked", document_name(scope->doc),
                     xmlGetLineNo((xmlNode *)scope), (const char *)scope->name, count, MOST_OBJECTS);
}

static bool are_small(xmlDoc *document, struct error *error)
{
    const xmlNode *const root = xmlDocGetRootElement(document);

    for (const xmlNode *scope = xml_first(root); scope; scope = xml_next(scope, NULL))
        if (!is_small(scope, error))
            return false;
    return is_small(root, error);
}

bool schema_validate(struct schema *schema, xmlDoc *document, struct error *error)
{
    if (!are_small(document, error))
        return false;
    if (is_valid(schema->grammar, document, ignore, NULL))
        return true;
    explain(schema, document, error);
    return false;
}
