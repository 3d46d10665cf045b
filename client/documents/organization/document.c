/* SPDX-License-Identifier: MIT */
/* Parses organisation documents and brings them into the shape that the rest relies on. */
#include "document.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "organization.h"
#include "vocabulary/places.h"
#include "xml/xml.h"

#include <ctype.h>
#include <string.h>

#define LIMIT_BYTES (32u << 20)

const char *document_name(const xmlDoc *document)
{
    return document->URL ? (const char *)document->URL : "organisation document";
}

static bool refuse(const xmlNode *node, const char *what, struct error *error)
{
    return error_set(error, "%s:%ld: <%s> %s", document_name(node->doc), xmlGetLineNo((xmlNode *)node),
                     (const char *)node->name, what);
}

/* Blanks between elements carry no meaning, and libxml2 indents only what has none. */
static bool drop_blanks(xmlNode *parent, struct error *error)
{
    xmlNode *next;

    for (xmlNode *node = parent->children; node; node = next) {
        next = node->next;
        if (xmlIsBlankNode(node)) {
            xmlUnlinkNode(node);
            xmlFreeNode(node);
        } else if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) {
            return refuse(parent, "holds text beside its elements", error);
        }
    }
    return true;
}

/* One text without blanks around it, or nothing. */
static bool is_arranged(const xmlNode *property)
{
    const xmlNode *const only = property->children;
    const char *const text = only && only->type == XML_TEXT_NODE && !only->next ? (const char *)only->content : NULL;

    return !only ||
           (text && *text && !isspace((unsigned char)*text) && !isspace((unsigned char)text[strlen(text) - 1]));
}

static bool arrange_property(xmlNode *property, struct error *error)
{
    CLEANUP(cleanup_string) char *text = NULL;

    if (is_arranged(property))
        return true;
    if (xml_first(property))
        return refuse(property, "is a property and holds an element", error);
    text = xml_text(property);
    xmlNodeSetContent(property, NULL);
    if (*text)
        xmlNodeAddContent(property, (const xmlChar *)text);
    return true;
}

static bool arrange_object(xmlNode *object, struct error *error)
{
    if (!drop_blanks(object, error))
        return false;
    for (xmlNode *property = xml_first(object); property; property = xml_next(property, NULL))
        if (!arrange_property(property, error))
            return false;
    return true;
}

static bool arrange_scope(xmlNode *scope, struct error *error)
{
    if (!place_is_scope((const char *)scope->name))
        return refuse(scope, "is no scope: use onprem, exo, mesh, domino, msol or lab", error);
    if (!drop_blanks(scope, error))
        return false;
    for (xmlNode *object = xml_first(scope); object; object = xml_next(object, NULL))
        if (!arrange_object(object, error))
            return false;
    return true;
}

bool document_arrange(xmlDoc *document, struct error *error)
{
    xmlNode *root = xmlDocGetRootElement(document);

    if (!root->ns || strcmp((const char *)root->ns->href, ORGANIZATION_NAMESPACE) != 0)
        return refuse(root, "is not in the namespace " ORGANIZATION_NAMESPACE, error);
    if (strcmp((const char *)root->name, "organizations") != 0)
        return arrange_scope(root, error);
    if (!drop_blanks(root, error))
        return false;
    for (xmlNode *scope = xml_first(root); scope; scope = xml_next(scope, NULL))
        if (!arrange_scope(scope, error))
            return false;
    return true;
}

xmlDoc *document_parse(const char *text, size_t length, const char *name, struct error *error)
{
    CLEANUP(xml_free) xmlDoc *document = xml_parse(text, length, name, error);

    if (!document)
        return NULL;
    xmlFree((xmlChar *)document->URL);
    document->URL = xmlStrdup((const xmlChar *)name);
    return document_arrange(document, error) ? TAKE(document) : NULL;
}

xmlDoc *document_load(const char *path, struct error *error)
{
    size_t length = 0;
    CLEANUP(cleanup_string) char *text = file_read(path, LIMIT_BYTES, &length, error);

    return text ? document_parse(text, length, path, error) : NULL;
}
