/* SPDX-License-Identifier: MIT */
/* Reads and writes trees by libxml2, with limits on what comes from outside. */
#include "xml.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "base/unicode.h"
#include "bounds.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <string.h>

/* While there is one thread: libxml2 asks without a lock whether it has been initialised. Nor may this wait for the first
 * document: a call that is given up for want of memory would leave it half done. */
static void __attribute__((constructor)) begin(void)
{
    xmlInitParser();
}

struct limits {
    struct xml_bounds bounds;
    const char *complaint; /* with where it was raised: the parser may read on a little */
    int line, column;
    xmlError first; /* what it says of later mistakes is of no use */
};

static struct limits *limits_of(void *context)
{
    return ((xmlParserCtxt *)context)->_private;
}

static void complain(void *context, const char *complaint)
{
    const xmlParserInput *const input = ((xmlParserCtxt *)context)->input;
    struct limits *const limits = limits_of(context);

    if (!limits->complaint) {
        limits->complaint = complaint;
        limits->line = input ? input->line : 1;
        limits->column = input ? input->col : 1;
    }
    xml_stop(context);
}

static void start_element(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *space, int spaces,
                          const xmlChar **declared, int attributes, int defaulted, const xmlChar **values)
{
    const char *complaint = xml_bounds_enter(&limits_of(context)->bounds, context, (unsigned)spaces);

    if (complaint)
        complain(context, complaint);
    else
        xmlSAX2StartElementNs(context, name, prefix, space, spaces, declared, attributes, defaulted, values);
}

static void end_element(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *space)
{
    xml_bounds_leave(&limits_of(context)->bounds);
    xmlSAX2EndElementNs(context, name, prefix, space);
}

static void instruction(void *context, const xmlChar *target, const xmlChar *data)
{
    const char *complaint = xml_bounds_names(&limits_of(context)->bounds, context);

    if (complaint)
        complain(context, complaint);
    else
        xmlSAX2ProcessingInstruction(context, target, data);
}

static void internal_subset(void *context, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
    (void)name, (void)external, (void)system;
    complain(context, "a document type declaration is not allowed");
}

static void keep_first(void *context, xmlErrorPtr error)
{
    struct limits *limits = limits_of(context);

    if (limits->first.code == XML_ERR_OK && error->level >= XML_ERR_ERROR)
        xmlCopyError(error, &limits->first);
    if (!xml_bounds_forgive(&limits->bounds, error))
        complain(context, error->level < XML_ERR_FATAL ? "there are too many mistakes" : NULL);
}

static void refuse(const struct limits *limits, const char *name, struct error *error)
{
    const xmlError *const first = &limits->first;
    const char *const complaint = limits->complaint;
    const char *message = complaint ? complaint : first->message ? first->message : "this is not XML";
    const int line = complaint ? limits->line : first->line;
    const int column = complaint ? limits->column : first->int2;

    error_set(error, "%s:%d:%d: %.*s", name, line > 0 ? line : 1, column > 0 ? column : 1, (int)strcspn(message, "\n"),
              message);
}

xmlDoc *xml_parse(const char *text, size_t length, const char *name, struct error *error)
{
    xmlParserCtxt *parser = length < XML_LIMIT_BYTES ? xmlCreateMemoryParserCtxt(text, (int)length) : NULL;
    struct limits limits = {0};
    xmlDoc *document = NULL;

    if (!parser) {
        error_set(error, "%s:1:1: the document is empty or too large", name);
        return NULL;
    }
    if (!xml_attributes_are_few(text, length)) {
        error_set(error, "%s:1:1: an element has more than %d attributes", name, XML_LIMIT_ATTRIBUTES);
        xmlFreeParserCtxt(parser);
        return NULL;
    }
    xml_bounds_begin(&limits.bounds, parser);
    parser->_private = &limits;
    parser->sax->startElementNs = start_element;
    parser->sax->endElementNs = end_element;
    parser->sax->processingInstruction = instruction;
    parser->sax->internalSubset = internal_subset;
    parser->sax->serror = keep_first;
    xmlCtxtUseOptions(parser, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    xmlParseDocument(parser);
    if (parser->wellFormed && parser->input->cur < parser->input->end) /* it takes this byte for the end */
        complain(parser, "a byte of zero is no character of XML");
    if (parser->wellFormed && !limits.complaint)
        document = TAKE(parser->myDoc);
    else
        refuse(&limits, name, error);
    xmlResetError(&limits.first);
    xmlFreeDoc(parser->myDoc);
    parser->myDoc = NULL;
    xmlFreeParserCtxt(parser);
    return document;
}

void xml_free(xmlDoc **document)
{
    xmlFreeDoc(*document);
    *document = NULL;
}

/* Most names differ in the first character. */
static bool is_named(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && *node->name == (xmlChar)*name &&
           strcmp((const char *)node->name, name) == 0;
}

bool xml_is(const xmlNode *node, const char *space, const char *name)
{
    if (!node || !is_named(node, name))
        return false;
    return !space || (node->ns && strcmp((const char *)node->ns->href, space) == 0);
}

static xmlNode *this_or_next(xmlNode *node, const char *name)
{
    for (; node; node = node->next)
        if (name ? is_named(node, name) : node->type == XML_ELEMENT_NODE)
            return node;
    return NULL;
}

/* The first child of the name that the path begins with. */
static xmlNode *step(const xmlNode *parent, const char *path)
{
    const size_t length = strcspn(path, "/");

    for (xmlNode *node = parent->children; node; node = node->next)
        if (node->type == XML_ELEMENT_NODE && strncmp((const char *)node->name, path, length) == 0 &&
            !node->name[length])
            return node;
    return NULL;
}

xmlNode *xml_child(const xmlNode *parent, const char *name)
{
    return parent ? this_or_next(parent->children, name) : NULL;
}

xmlNode *xml_first(const xmlNode *parent)
{
    return xml_child(parent, NULL);
}

xmlNode *xml_next(const xmlNode *node, const char *name)
{
    return node ? this_or_next(node->next, name) : NULL;
}

xmlNode *xml_find(const xmlNode *from, const char *path)
{
    const xmlNode *node = from ? step(from, path) : NULL;

    while (node && (path = strchr(path, '/')))
        node = step(node, ++path);
    return (xmlNode *)node;
}

xmlNode *xml_below(const xmlNode *from, const char *name)
{
    for (xmlNode *child = xml_first(from); child; child = xml_next(child, NULL)) {
        xmlNode *found = strcmp((const char *)child->name, name) == 0 ? child : xml_below(child, name);
        if (found)
            return found;
    }
    return NULL;
}

static bool is_blank(char character)
{
    return character == ' ' || character == '\t' || character == '\r' || character == '\n';
}

static char *copy_trimmed(const char *text)
{
    size_t length;
    char *copy;

    while (is_blank(*text))
        text++;
    for (length = strlen(text); length > 0 && is_blank(text[length - 1]);)
        length--;
    copy = text_copy_part(text, length);
    return copy;
}

char *xml_text(const xmlNode *node)
{
    const xmlNode *only = node && node->type == XML_ELEMENT_NODE ? node->children : NULL;
    xmlChar *content;
    char *text;

    if (!node)
        return NULL;
    if (only && !only->next && only->type == XML_TEXT_NODE && only->content)
        return copy_trimmed((const char *)only->content);
    content = xmlNodeGetContent(node);
    text = copy_trimmed(content ? (const char *)content : "");
    xmlFree(content);
    return text;
}

char *xml_text_at(const xmlNode *from, const char *path)
{
    return xml_text(xml_find(from, path));
}

char *xml_print(xmlNode *node)
{
    xmlBuffer *buffer = xmlBufferCreate();
    char *text;

    xmlNodeDump(buffer, node->doc, node, 0, 0);
    text = text_copy((const char *)xmlBufferContent(buffer));
    xmlBufferFree(buffer);
    return text;
}

char *xml_dump(xmlNode *node)
{
    xmlDoc *document = xmlNewDoc((const xmlChar *)"1.0");
    xmlNode *copy = xmlDocCopyNode(node, document, 1);
    char *text;

    xmlDocSetRootElement(document, copy);
    text = xml_print(copy);
    xmlFreeDoc(document);
    return text;
}

static const char *escape_of(unsigned char byte)
{
    switch (byte) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\r': return "&#xD;";
    default: return byte < 0x20 && byte != '\t' && byte != '\n' ? "" : NULL;
    }
}

/* Bytes of the character at text; 0: it is no UTF-8, or XML forbids it. */
static size_t character_length(const char *text)
{
    int32_t character = 0;
    const size_t length = unicode_read(text, strnlen(text, 4), &character);

    return length > 0 && IS_CHAR(character) ? length : 0;
}

static const char *put_character(FILE *output, const char *text)
{
    const size_t length = character_length(text);

    if (length)
        fwrite(text, 1, length, output);
    else
        fputs(UNICODE_REPLACEMENT, output);
    return text + (length ? length : 1);
}

/* Bytes that are written as they are. */
static size_t plain_length(const char *text)
{
    size_t length = 0;

    while (text[length] && (unsigned char)text[length] < 0x80 && !escape_of((unsigned char)text[length]))
        length++;
    return length;
}

void xml_put(FILE *output, const char *text)
{
    while (text && *text) {
        const size_t plain = plain_length(text);
        const char *escape = escape_of((unsigned char)text[plain]);

        fwrite(text, 1, plain, output);
        text += plain;
        if ((unsigned char)*text >= 0x80)
            text = put_character(output, text);
        else if (*text) {
            fputs(escape, output);
            text++;
        }
    }
}

void xml_put_element(FILE *output, const char *name, const char *text)
{
    fputc('<', output);
    fputs(name, output);
    fputc('>', output);
    xml_put(output, text);
    fputs("</", output);
    fputs(name, output);
    fputc('>', output);
}
