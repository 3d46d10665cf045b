/* SPDX-License-Identifier: MIT */
/* From one file to one scenario: parse, validate, rules, read, replies. */
#include "load.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "read.h"
#include "replies.h"
#include "rules.h"
#include "source.h"
#include "ticket_reader.h"
#include "validate.h"
#include "vocabulary.h"
#include "xml/xml.h"

#define SCENARIO_LIMIT (1u << 20)

struct grammar *scenario_grammar(struct error *error)
{
    CLEANUP(cleanup_string) char *path = text_format("%s/scenario.rng", library_folder());

    return grammar_load(path, error);
}

static struct scenario *read_document(const struct grammar *grammar, xmlDoc *document, const struct source_file *source,
                                      struct error *error)
{
    const xmlNode *root = xmlDocGetRootElement(document);

    if (!grammar_check(grammar, document, source, error) || !rules_hold(source, root, error))
        return NULL;
    CLEANUP(scenario_free) struct scenario *scenario = scenario_read(root, source->path);

    return replies_read(source, root, scenario, error) && tickets_are_whole(scenario, error) ? TAKE(scenario) : NULL;
}

bool scenario_load_with(const struct grammar *grammar, const char *path, struct vocabulary *vocabulary,
                        struct scenario **scenario, struct error *error)
{
    size_t length = 0;
    CLEANUP(cleanup_string) char *text = file_read(path, SCENARIO_LIMIT, &length, error);
    CLEANUP(xml_free) xmlDoc *document = text ? xml_parse(text, length, path, error) : NULL;
    const struct source_file source = {.path = path, .text = text};

    *scenario = NULL;
    if (!document)
        return false;
    if (vocabulary && xml_is(xmlDocGetRootElement(document), NULL, "vocabulary"))
        return vocabulary_read(vocabulary, document, path, text, error);
    if (vocabulary && !xml_is(xmlDocGetRootElement(document), NULL, "scenario"))
        return true;
    *scenario = read_document(grammar, document, &source, error);
    return *scenario;
}

struct scenario *scenario_load(const char *path, struct error *error)
{
    CLEANUP(grammar_free) struct grammar *grammar = scenario_grammar(error);
    struct scenario *scenario = NULL;

    if (grammar)
        scenario_load_with(grammar, path, NULL, &scenario, error);
    return scenario;
}
