/* SPDX-License-Identifier: MIT */
/* Fills and frees structures by a table of elements and offsets. */
#include "members.h"

#include "base/memory.h"
#include "base/text.h"
#include "scenario.h"
#include "xml/xml.h"

#include <ctype.h>
#include <libxml/xpath.h>
#include <stdlib.h>
#include <string.h>

static char *read_prose(const xmlNode *node)
{
    char *text = xml_text(node);
    char *to = text;

    for (const char *from = text; from && *from; from++)
        if (!isspace((unsigned char)*from))
            *to++ = *from;
        else if (!isspace((unsigned char)from[1]))
            *to++ = ' ';
    if (text)
        *to = '\0';
    return text;
}

static void add_word(struct words *words, char *word)
{
    words->items = memory_grow(words->items, words->count + 2, sizeof *words->items);
    words->items[words->count++] = word;
    words->items[words->count] = NULL;
}

static void read_words(const xmlNode *first, char *(*read)(const xmlNode *), struct words *words)
{
    for (const xmlNode *node = first; node; node = xml_next(node, (const char *)first->name))
        add_word(words, read(node));
}

/* Not strtod(), which reads a number as the locale writes it. */
static double read_number(const xmlNode *node)
{
    char *text = xml_text(node);
    const double number = text ? xmlXPathCastStringToNumber((const xmlChar *)text) : 0;

    free(text);
    return number;
}

static void read_attribute(const struct xml_member *description, const xmlNode *node, void *member)
{
    char *text = (char *)xmlGetProp(node, (const xmlChar *)description->path + 1);

    if (description->kind != MEMBER_NUMBER) {
        *(char **)member = text;
        return;
    }
    *(double *)member = text ? xmlXPathCastStringToNumber((const xmlChar *)text) : 0;
    free(text);
}

static void read_member(const struct xml_member *description, const xmlNode *node, void *member)
{
    switch (description->kind) {
    case MEMBER_TEXT: *(char **)member = xml_text(node); break;
    case MEMBER_PROSE: *(char **)member = read_prose(node); break;
    case MEMBER_TEXTS: read_words(node, xml_text, member); break;
    case MEMBER_PROSES: read_words(node, read_prose, member); break;
    case MEMBER_NUMBER: *(double *)member = read_number(node); break;
    }
}

void members_read(const struct xml_member *members, size_t count, const xmlNode *node, void *object)
{
    for (size_t i = 0; i < count; i++) {
        void *const member = (char *)object + members[i].offset;
        if (*members[i].path == '@')
            read_attribute(&members[i], node, member);
        else
            read_member(&members[i], *members[i].path == '.' ? node : xml_find(node, members[i].path), member);
    }
}

void list_read(const struct xml_list *list, const xmlNode *node, void *object)
{
    char **const items = (char **)((char *)object + list->items);
    size_t *const count = (size_t *)((char *)object + list->count);

    for (const xmlNode *child = xml_child(node, list->element); child; child = xml_next(child, list->element)) {
        *items = array_grow(*items, count, list->size);
        members_read(list->members, list->member_count, child, *items + (*count - 1) * list->size);
    }
}

void list_free(const struct xml_list *list, void *object)
{
    char *const items = *(char **)((char *)object + list->items);
    const size_t count = *(size_t *)((char *)object + list->count);

    for (size_t i = 0; i < count; i++)
        members_free(list->members, list->member_count, items + i * list->size);
    free(items);
}

void scenario_words_clear(struct words *words)
{
    for (size_t i = 0; i < words->count; i++)
        free(words->items[i]);
    free(words->items);
    *words = (struct words){NULL, 0};
}

void members_free(const struct xml_member *members, size_t count, void *object)
{
    for (size_t i = 0; i < count; i++) {
        void *member = (char *)object + members[i].offset;
        switch (members[i].kind) {
        case MEMBER_TEXT:
        case MEMBER_PROSE: free(*(char **)member); break;
        case MEMBER_TEXTS:
        case MEMBER_PROSES: scenario_words_clear(member); break;
        case MEMBER_NUMBER: break;
        }
    }
}

void *array_grow(void *items, size_t *count, size_t size)
{
    char *grown = memory_one_more(items, *count, size);

    memset(grown + *count * size, 0, size);
    ++*count;
    return grown;
}
