/* SPDX-License-Identifier: MIT */
/* Adds phrases and groups of a vocabulary file to those that are there. */
#include "vocabulary.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "grammar.h"
#include "members.h"
#include "source.h"
#include "validate.h"
#include "xml/xml.h"

#include <string.h>

static void add_phrases(struct words *words, const xmlNode *parent)
{
    for (const xmlNode *node = xml_child(parent, "phrase"); node; node = xml_next(node, "phrase")) {
        words->items = memory_grow(words->items, words->count + 2, sizeof *words->items);
        words->items[words->count++] = xml_text(node);
        words->items[words->count] = NULL;
    }
}

static struct group *group_named(struct vocabulary *vocabulary, const char *name)
{
    size_t i = 0;

    while (i < vocabulary->group_count && strcmp(vocabulary->groups[i].name, name) != 0)
        i++;
    if (i == vocabulary->group_count) {
        vocabulary->groups = array_grow(vocabulary->groups, &vocabulary->group_count, sizeof *vocabulary->groups);
        vocabulary->groups[i].name = text_copy(name);
    }
    return &vocabulary->groups[i];
}

static void read_group(struct vocabulary *vocabulary, const xmlNode *node)
{
    CLEANUP(cleanup_string) char *name = (char *)xmlGetProp(node, (const xmlChar *)"name");
    struct group *const group = group_named(vocabulary, name);
    const xmlNode *const hop = xml_child(node, "hop");

    if (hop) {
        free(group->hop);
        group->hop = xml_text(hop);
    }
    add_phrases(&group->phrases, node);
}

bool vocabulary_read(struct vocabulary *vocabulary, xmlDoc *document, const char *path, const char *text,
                     struct error *error)
{
    CLEANUP(cleanup_string) char *schema = text_format("%s/vocabulary.rng", library_folder());
    CLEANUP(grammar_free) struct grammar *grammar = grammar_load(schema, error);
    const struct source_file source = {.path = path, .text = text};
    const xmlNode *const root = xmlDocGetRootElement(document);

    if (!grammar || !grammar_check(grammar, document, &source, error))
        return false;
    add_phrases(&vocabulary->subject, xml_child(root, "subject"));
    add_phrases(&vocabulary->hints, xml_child(root, "hint"));
    add_phrases(&vocabulary->foreign, xml_child(root, "foreign"));
    add_phrases(&vocabulary->familiar, xml_child(root, "familiar"));
    for (const xmlNode *node = xml_child(root, "group"); node; node = xml_next(node, "group"))
        read_group(vocabulary, node);
    return true;
}

static void add_words(struct words *words, const struct words *more)
{
    words->items = memory_grow(words->items, words->count + more->count + 1, sizeof *words->items);
    words->items[words->count] = NULL;
    for (size_t i = 0; i < more->count; i++) { /* a whole list at each step: memory may end in between */
        words->items[words->count + 1] = NULL;
        words->items[words->count] = text_copy(more->items[i]);
        words->count++;
    }
}

static void add_group(struct vocabulary *vocabulary, const struct group *group)
{
    struct group *const copy = group_named(vocabulary, group->name);

    if (group->hop) {
        free(copy->hop);
        copy->hop = text_copy(group->hop);
    }
    add_words(&copy->phrases, &group->phrases);
}

void vocabulary_add(struct vocabulary *vocabulary, const struct vocabulary *more)
{
    add_words(&vocabulary->subject, &more->subject);
    add_words(&vocabulary->hints, &more->hints);
    add_words(&vocabulary->foreign, &more->foreign);
    add_words(&vocabulary->familiar, &more->familiar);
    for (size_t i = 0; i < more->group_count; i++)
        add_group(vocabulary, &more->groups[i]);
}

void vocabulary_clear(struct vocabulary *vocabulary)
{
    scenario_words_clear(&vocabulary->subject);
    scenario_words_clear(&vocabulary->hints);
    scenario_words_clear(&vocabulary->foreign);
    scenario_words_clear(&vocabulary->familiar);
    for (size_t i = 0; i < vocabulary->group_count; i++) {
        scenario_words_clear(&vocabulary->groups[i].phrases);
        free(vocabulary->groups[i].name);
        free(vocabulary->groups[i].hop);
    }
    free(vocabulary->groups);
    *vocabulary = (struct vocabulary){0};
}
