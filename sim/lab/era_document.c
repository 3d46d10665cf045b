/* SPDX-License-Identifier: MIT */
/* Lays the documents of later eras over the first: an object with the identity of one that is there takes its place, another is
 * added. */
#include "era_document.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "scenario/scenario.h"
#include "vocabulary/eras.h"
#include "vocabulary/nouns.h"
#include "xml/xml.h"

#define LIMIT_BYTES (4u << 20)

static xmlDoc *load_file(const char *path, struct error *error)
{
    size_t length = 0;
    CLEANUP(cleanup_string) char *text = file_read(path, LIMIT_BYTES, &length, error);

    return text ? xml_parse(text, length, path, error) : NULL;
}

static xmlDoc *load(const char *era, struct error *error)
{
    CLEANUP(cleanup_string) char *path = text_format("%s/organizations-%s.xml", library_folder(), era);

    return load_file(path, error);
}

static const struct noun *noun_of(const xmlNode *object)
{
    const struct noun *noun;

    for (size_t i = 0; (noun = noun_at(i)); i++)
        if (text_equal(noun_element(noun), (const char *)object->name))
            return noun;
    return NULL;
}

static bool same_identity(const xmlNode *one, const xmlNode *other, const struct noun *noun)
{
    const char *name = noun_identity(noun)->name;
    CLEANUP(cleanup_string) char *first = xml_text_at(one, name), *second = xml_text_at(other, name);

    return first && second && text_equal(first, second);
}

/* One that there is several of, or only one, is the same without a look. */
static xmlNode *find_same(xmlNode *scope, const xmlNode *object)
{
    const struct noun *noun = noun_of(object);

    for (xmlNode *old = xmlFirstElementChild(scope); noun && !(noun->flags & MANY) && old;
         old = xmlNextElementSibling(old))
        if (xmlStrEqual(old->name, object->name) && ((noun->flags & SINGLE) || same_identity(old, object, noun)))
            return old;
    return NULL;
}

static void lay_object(xmlNode *scope, const xmlNode *object)
{
    xmlNode *const copy = xmlDocCopyNode((xmlNode *)object, scope->doc, 1), *const old = find_same(scope, object);

    if (!copy)
        return;
    if (old) {
        xmlReplaceNode(old, copy);
        xmlFreeNode(old);
    } else {
        xmlAddChild(scope, copy);
    }
}

static void lay_over(xmlDoc *document, const xmlDoc *later)
{
    for (xmlNode *scope = xmlFirstElementChild(xmlDocGetRootElement(later)); scope;
         scope = xmlNextElementSibling(scope)) {
        xmlNode *const own = (xmlNode *)xml_child(xmlDocGetRootElement(document), (const char *)scope->name);
        for (xmlNode *object = xmlFirstElementChild(scope); own && object; object = xmlNextElementSibling(object))
            lay_object(own, object);
    }
    xmlReconciliateNs(document, xmlDocGetRootElement(document));
}

/* The eras before that row, one over the other. */
static xmlDoc *lay_until(const xmlDoc *first, size_t end, struct error *error)
{
    CLEANUP(xml_free) xmlDoc *document = xmlCopyDoc((xmlDoc *)first, 1);

    for (size_t i = 1; document && i < end; i++) {
        CLEANUP(xml_free) xmlDoc *later = load(eras.items[i].name, error);
        if (!later)
            return NULL;
        lay_over(document, later);
    }
    return TAKE(document);
}

/* "organizations-2026.xml": its row; eras.count: no such name. */
static size_t era_of(const char *path)
{
    size_t i = 1;

    for (; i < eras.count; i++) {
        CLEANUP(cleanup_string) char *name = text_format("organizations-%s.xml", eras.items[i].name);
        if (text_ends(path, name))
            break;
    }
    return i;
}

xmlDoc *era_document_complete(const xmlDoc *later, const char *path, struct error *error)
{
    CLEANUP(cleanup_string) char *ours = text_format("%s/organizations.xml", library_folder());
    const size_t era = era_of(path);
    CLEANUP(xml_free) xmlDoc *first = era < eras.count ? load_file(ours, error) : NULL;
    xmlDoc *document = first ? lay_until(first, era, error) : NULL;

    if (!document)
        return NULL;
    lay_over(document, later);
    xmlFree((xmlChar *)document->URL);
    document->URL = xmlStrdup(BAD_CAST path); /* of what is there it is the file whose mistakes are looked for */
    return document;
}

bool era_document_is_later(const char *path)
{
    return era_of(path) < eras.count;
}

xmlDoc *era_document(const xmlDoc *first, const char *era, struct error *error)
{
    const size_t wanted = terms_index(&eras, era);

    if (wanted == eras.count) {
        CLEANUP(cleanup_string) char *known = terms_list(&eras, "or");
        error_set(error, "there is no era \"%.20s\"; it may be %s", era, known);
        return NULL;
    }
    return lay_until(first, wanted + 1, error);
}
