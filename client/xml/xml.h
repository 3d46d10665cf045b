/* SPDX-License-Identifier: MIT */
/* Reading XML that may be hostile, and writing XML that is well-formed, on top of libxml2. Thread-safe. */
#ifndef FBLAB_XML_H
#define FBLAB_XML_H

#include "base/error.h"

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#define XML_LIMIT_DEPTH 64
#define XML_LIMIT_BYTES (64u << 20)
#define XML_LIMIT_NAMESPACES 256 /* declared at one place, or around it */
#define XML_LIMIT_ATTRIBUTES 512 /* of one element */
#define XML_LIMIT_NAMES 16384    /* different ones, with the three that libxml2 always knows */
#define XML_LIMIT_MISTAKES 64    /* of the kind that a document survives: prefixes that nobody declared */

/* For a program, before it has a thread: libxml2 takes its memory from base/memory.h, so what it returns need not be compared
 * with NULL for want of memory. A library leaves that to the program that it is part of. */
void xml_use_memory(void);

/* No network, no external entities, no entity expansion (a document type declaration is refused), no XInclude, at most
 * XML_LIMIT_DEPTH deep, and within the other limits above: the time it takes grows with the length and with nothing else.
 * `name` stands for the file in the sentence: "name:line:column: ...". NULL on failure. The caller frees the document. */
xmlDoc *xml_parse(const char *text, size_t length, const char *name, struct error *error);
void xml_free(xmlDoc **document);

/* Is it an element of that namespace (NULL: any) and local name? */
bool xml_is(const xmlNode *node, const char *space, const char *name);
/* The first child element of that name, any namespace; NULL as parent gives NULL. */
xmlNode *xml_child(const xmlNode *parent, const char *name);
/* The next sibling element of that name; name NULL: any element. */
xmlNode *xml_next(const xmlNode *node, const char *name);
/* First element child of any name. */
xmlNode *xml_first(const xmlNode *parent);
/* Follows local names separated by '/': xml_find(root, "Body/GetUserAvailabilityRequest"). */
xmlNode *xml_find(const xmlNode *from, const char *path);
/* First element of that local name anywhere below (depth first). */
xmlNode *xml_below(const xmlNode *from, const char *name);
/* Text of an element, trimmed; the caller frees it. NULL for a NULL node. */
char *xml_text(const xmlNode *node);
/* xml_text(xml_find(from, path)). */
char *xml_text_at(const xmlNode *from, const char *path);
/* An element and what is in it as XML text (namespaces declared); the caller frees it. */
char *xml_dump(xmlNode *node);
/* The same with every prefix and declaration where it stands, as a signature wants it: for the root of a document. */
char *xml_print(xmlNode *node);

/* Writes text with & < > " escaped, without control characters XML 1.0 forbids, and with U+FFFD for bytes that are no UTF-8.
 * NULL writes nothing. */
void xml_put(FILE *output, const char *text);
/* <name>text</name> */
void xml_put_element(FILE *output, const char *name, const char *text);

#endif
