/* SPDX-License-Identifier: MIT */
/* Turns libxml2's complaint into a sentence with what could stand there. */
#include "validate.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "xml/xml.h"

#include <libxml/xmlerror.h>
#include <stdio.h>
#include <string.h>

/* One mistake, and all that is needed to put it in words. */
struct mistake {
    const struct grammar *grammar;
    const struct source_file *source;
    const xmlError *complaint;
    xmlNode *node;
};

typedef bool explainer(const struct mistake *mistake, struct error *error);

static void keep_first(void *context, xmlErrorPtr complaint)
{
    xmlError *first = context;

    if (first->code == XML_ERR_OK)
        xmlCopyError(complaint, first);
}

/* The first complaint; its code is XML_ERR_OK if there is none. */
static void examine(const struct grammar *grammar, xmlDoc *document, xmlError *first)
{
    xmlRelaxNGValidCtxt *context = xmlRelaxNGNewValidCtxt(grammar_compiled(grammar));

    xmlRelaxNGSetValidStructuredErrors(context, keep_first, first);
    xmlRelaxNGValidateDoc(context, document);
    xmlRelaxNGFreeValidCtxt(context);
}

/* May an element of that name stand before `next`, or at the end of `parent` (next NULL)? */
static bool may_stand(const struct grammar *grammar, xmlNode *parent, xmlNode *next, const xmlChar *name)
{
    xmlNode *probe = xmlNewDocNode(parent->doc, xmlDocGetRootElement(parent->doc)->ns, name, NULL);
    xmlError complaint = {0};
    bool allowed;

    if (next)
        xmlAddPrevSibling(next, probe);
    else
        xmlAddChild(parent, probe);
    examine(grammar, parent->doc, &complaint);
    allowed = complaint.node != probe || complaint.code != XML_RELAXNG_ERR_ELEMWRONG;
    xmlResetError(&complaint);
    xmlUnlinkNode(probe);
    xmlFreeNode(probe);
    return allowed;
}

/* "<given>, <break>, <lookup>": asks the schema by trying, so that no second list of elements has to be kept right. */
static char *expected_at(const struct grammar *grammar, xmlNode *parent, xmlNode *next)
{
    char *list = NULL;
    size_t length;
    FILE *output = text_stream(&list, &length);
    const char *separator = "";

    for (const xmlNode *node = NULL; (node = grammar_next_element(grammar, node));) {
        CLEANUP(cleanup_string) char *name = (char *)xmlGetProp(node, (const xmlChar *)"name");
        if (grammar_element(grammar, name) != node || !may_stand(grammar, parent, next, (const xmlChar *)name))
            continue;
        fprintf(output, "%s<%s>", separator, name);
        separator = ", ";
    }
    text_stream_close(output);
    return list;
}

static bool wrong_root(const struct mistake *mistake, struct error *error)
{
    return source_refuse(mistake->source, mistake->node, error, "the root element is <%s>; expected: <%s>",
                         mistake->node->name, mistake->complaint->str1);
}

static bool wrong_namespace(const struct mistake *mistake, struct error *error)
{
    CLEANUP(cleanup_string) char *space = grammar_namespace(mistake->grammar);

    return source_refuse(mistake->source, mistake->node, error,
                         "<%s> is not in the namespace of this format; write xmlns=\"%s\"", mistake->node->name, space);
}

static bool wrong_element(const struct mistake *mistake, struct error *error)
{
    CLEANUP(cleanup_string) char *expected = expected_at(mistake->grammar, mistake->node->parent, mistake->node);
    const xmlNode *root = xmlDocGetRootElement(mistake->node->doc);

    if (!mistake->node->ns || !xmlStrEqual(mistake->node->ns->href, root->ns->href))
        return source_refuse(mistake->source, mistake->node, error,
                             "<%s> is not in the namespace of <%s>; remove its xmlns", mistake->node->name, root->name);
    return source_refuse(mistake->source, mistake->node, error, "<%s> cannot stand here; expected: %s",
                         mistake->node->name, *expected ? expected : "the end of the element around it");
}

static bool missing_element(const struct mistake *mistake, struct error *error)
{
    CLEANUP(cleanup_string) char *expected = expected_at(mistake->grammar, mistake->node, NULL);

    return source_refuse(mistake->source, mistake->node, error, "<%s> is not complete; expected before its end: %s",
                         mistake->node->name, expected);
}

static const xmlNode *declaration_of(const struct mistake *mistake)
{
    const xmlNode *const parent = mistake->node->parent;

    return grammar_element_in(mistake->grammar, parent->type == XML_ELEMENT_NODE ? (const char *)parent->name : "",
                              (const char *)mistake->node->name);
}

static bool wrong_value(const struct mistake *mistake, struct error *error)
{
    const char *name = (const char *)mistake->node->name;
    CLEANUP(cleanup_string) char *value = xml_text(mistake->node);
    CLEANUP(cleanup_string) char *words = grammar_words(mistake->grammar, declaration_of(mistake));

    return source_refuse(mistake->source, mistake->node, error, "<%s> cannot be \"%.60s\"; it must be %s", name, value,
                         *words ? words : "as the schema says");
}

static bool element_in_value(const struct mistake *mistake, struct error *error)
{
    return source_refuse(mistake->source, mistake->node, error, "<%s> holds text only; write < as &lt;",
                         mistake->complaint->str1);
}

static bool text_between(const struct mistake *mistake, struct error *error)
{
    return source_refuse(mistake->source, mistake->node, error,
                         "there is text between the elements of <%s>; a value stands in an element of its own",
                         mistake->node->name);
}

static bool unknown_attribute(const struct mistake *mistake, struct error *error)
{
    return source_refuse(mistake->source, mistake->node, error, "<%s> has no attribute \"%s\"; remove it",
                         mistake->node->name, mistake->complaint->str1);
}

static char *attribute_value(const struct mistake *mistake, const xmlNode *declaration)
{
    CLEANUP(cleanup_string) char *name = (char *)xmlGetProp(declaration, (const xmlChar *)"name");

    return (char *)xmlGetProp(mistake->node, (const xmlChar *)name);
}

/* libxml2 does not name the attribute: one that is missing, else the first. */
static bool wrong_attribute(const struct mistake *mistake, struct error *error)
{
    const xmlNode *const first = xml_child(declaration_of(mistake), "attribute");
    const xmlNode *declaration = first;
    CLEANUP(cleanup_string) char *value = first ? attribute_value(mistake, first) : NULL;

    while (declaration && value && (declaration = xml_next(declaration, "attribute"))) {
        free(value);
        value = attribute_value(mistake, declaration);
    }
    declaration = declaration ? declaration : first;
    CLEANUP(cleanup_string) char *name = declaration ? (char *)xmlGetProp(declaration, (const xmlChar *)"name") : NULL;
    CLEANUP(cleanup_string) char *words = grammar_words(mistake->grammar, declaration);

    if (declaration && !value)
        return source_refuse(mistake->source, mistake->node, error, "<%s> needs the attribute %s: %s",
                             mistake->node->name, name, words);
    free(value);
    value = declaration ? attribute_value(mistake, declaration) : text_copy("");
    return source_refuse(mistake->source, mistake->node, error, "%s=\"%.60s\" is not possible; it must be %s", name,
                         value, words);
}

static const struct {
    int code;
    explainer *explain;
} explainers[] = {
    {XML_RELAXNG_ERR_ELEMNAME, wrong_root},
    {XML_RELAXNG_ERR_ELEMWRONGNS, wrong_namespace},
    {XML_RELAXNG_ERR_ELEMNONS, wrong_namespace},
    {XML_RELAXNG_ERR_ELEMWRONG, wrong_element},
    {XML_RELAXNG_ERR_NOELEM, missing_element},
    {XML_RELAXNG_ERR_TYPEVAL, wrong_value},
    {XML_RELAXNG_ERR_VALUE, wrong_value},
    {XML_RELAXNG_ERR_DATATYPE, wrong_value},
    {XML_RELAXNG_ERR_DATAELEM, element_in_value},
    {XML_RELAXNG_ERR_TEXTWRONG, text_between},
    {XML_RELAXNG_ERR_INVALIDATTR, unknown_attribute},
    {XML_RELAXNG_ERR_ATTRVALID, wrong_attribute},
};

static bool explain(const struct mistake *mistake, struct error *error)
{
    const char *message = mistake->complaint->message ? mistake->complaint->message : "it does not fit the schema";

    for (size_t i = 0; i < ARRAY_SIZE(explainers); i++)
        if (explainers[i].code == mistake->complaint->code)
            return explainers[i].explain(mistake, error);
    return source_refuse(mistake->source, mistake->node, error, "%.*s", (int)strcspn(message, "\n"), message);
}

bool grammar_check(const struct grammar *grammar, xmlDoc *document, const struct source_file *source,
                   struct error *error)
{
    xmlError first = {0};
    struct mistake mistake = {.grammar = grammar, .source = source, .complaint = &first};

    examine(grammar, document, &first);
    if (first.code == XML_ERR_OK)
        return true;
    mistake.node = first.node ? first.node : xmlDocGetRootElement(document);
    if (first.code == XML_RELAXNG_ERR_ATTRVALID) /* where no blank stands before it, libxml2 names the first child */
        while (!xml_is(mistake.node, NULL, first.str1) && mistake.node->parent->type == XML_ELEMENT_NODE)
            mistake.node = mistake.node->parent;
    explain(&mistake, error);
    xmlResetError(&first);
    return false;
}
