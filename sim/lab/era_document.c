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

static xmlDoc *load(const char *era, struct error *error)
{
    CLEANUP(cleanup_string) char *path = text_format("%s/organizations-%s.xml", library_folder(), era);
    size_t length = 0;
    CLEANUP(cleanup_string) char *text = file_read(path, LIMIT_BYTES, &length, error);

    return text ? xml_parse(text, length, path, error) : NULL;
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

xmlDoc *era_document(const xmlDoc *first, const char *era, struct error *error)
{
    const size_t wanted = terms_index(&eras, era);
    CLEANUP(xml_free) xmlDoc *document = xmlCopyDoc((xmlDoc *)first, 1);

    if (wanted == eras.count) {
        CLEANUP(cleanup_string) char *known = terms_list(&eras, "or");
        error_set(error, "there is no era \"%.20s\"; it may be %s", era, known);
        return NULL;
    }
    for (size_t i = 1; document && i <= wanted; i++) {
        CLEANUP(xml_free) xmlDoc *later = load(eras.items[i].name, error);
        if (!later)
            return NULL;
        lay_over(document, later);
    }
    return TAKE(document);
}
