/* SPDX-License-Identifier: MIT */
/* Which element goes to which member of a structure: one table reads the structure and frees it. */
#ifndef FBLAB_SCENARIO_MEMBERS_H
#define FBLAB_SCENARIO_MEMBERS_H

#include <libxml/tree.h>
#include <stddef.h>

enum member_kind {
    MEMBER_TEXT,   /* char *: trimmed, otherwise verbatim */
    MEMBER_PROSE,  /* char *: runs of blanks count as one, so that a file may wrap its lines */
    MEMBER_TEXTS,  /* struct words of MEMBER_TEXT */
    MEMBER_PROSES, /* struct words of MEMBER_PROSE */
    MEMBER_NUMBER  /* double */
};

struct xml_member {
    const char
        *path; /* local names separated by '/', from the structure's element; "@name": its attribute; ".": itself */
    enum member_kind kind;
    size_t offset;
};

/* `object` is all zeroes before. */
void members_read(const struct xml_member *members, size_t count, const xmlNode *node, void *object);
void members_free(const struct xml_member *members, size_t count, void *object);

struct words;
void scenario_words_clear(struct words *words);

/* Structures that follow one another: a member of `object` is their array, another how many they are. */
struct xml_list {
    const char *element;       /* each of these children is one */
    size_t size, items, count; /* of one; where the array and the count stand in the object */
    const struct xml_member *members;
    size_t member_count;
};

void list_read(const struct xml_list *list, const xmlNode *node, void *object);
void list_free(const struct xml_list *list, void *object);

/* Makes room for one more and lends it, all zeroes. Ends the program when memory is out. */
void *array_grow(void *items, size_t *count, size_t size);

#endif
