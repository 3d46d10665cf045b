/* SPDX-License-Identifier: MIT */
/* Reads one document after another into the same memory: for servers, which read one with every request. */
#ifndef FBLAB_XML_READER_H
#define FBLAB_XML_READER_H

#include <libxml/tree.h>
#include <stddef.h>

/* One thread at a time. */
struct xml_reader;

struct xml_reader *xml_reader_new(void);
void xml_reader_free(struct xml_reader **reader);
/* What xml_parse() takes, as the same tree (a CDATA section is text); NULL: ask xml_parse() what is wrong. text[length] has to be
 * NUL. Borrowed until the next call; nobody may change the tree, but it may be copied. */
const xmlDoc *xml_reader_read(struct xml_reader *reader, const char *text, size_t length);

#endif
