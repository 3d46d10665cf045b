/* SPDX-License-Identifier: MIT */
/* What a document may ask of its parser: libxml2 would take time that grows with the square of some of it. */
#ifndef FBLAB_XML_BOUNDS_H
#define FBLAB_XML_BOUNDS_H

#include "xml.h"

#include <libxml/parser.h>
#include <stdbool.h>
#include <stddef.h>

/* Of the document that is being read. Zero-initialise. */
struct xml_bounds {
    unsigned depth;
    unsigned spaces[XML_LIMIT_DEPTH + 1]; /* namespace declarations in force, by depth */
    unsigned mistakes;
    int names; /* that the parser knew before */
};

/* A document begins. A parser remembers the names of the documents before it. */
void xml_bounds_begin(struct xml_bounds *bounds, const xmlParserCtxt *parser);
/* An element begins that declares so many namespaces. NULL, or what is wrong with that. */
const char *xml_bounds_enter(struct xml_bounds *bounds, const xmlParserCtxt *parser, unsigned spaces);
/* To be asked where an instruction begins, too: the parser searches the names that it knows through for each further one.
 * NULL, or what is wrong. */
const char *xml_bounds_names(const struct xml_bounds *bounds, const xmlParserCtxt *parser);
void xml_bounds_leave(struct xml_bounds *bounds);
/* false: the parser is to stop. It would go on after a mistake, and copy what it has read of a comment or a name with each
 * further one. */
bool xml_bounds_forgive(struct xml_bounds *bounds, const xmlError *mistake);
/* To be asked before the parser, which compares each attribute of an element with each. */
bool xml_attributes_are_few(const char *text, size_t length);
/* From a handler, also of an error: the parser ends as soon as it looks. xmlStopParser() is not to be called there: before
 * 2.13 it frees the text on which the function that reports the error then goes on. */
void xml_stop(xmlParserCtxt *parser);

#endif
