/* SPDX-License-Identifier: MIT */
/* Parses and validates a file. */
#include "course_document.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "scenario/grammar.h"
#include "scenario/scenario.h"
#include "scenario/validate.h"
#include "xml/xml.h"

#define COURSE_LIMIT (1u << 20)

xmlDoc *course_document_read(const char *path, const char *schema, char **text, struct error *error)
{
    CLEANUP(cleanup_string) char *schema_path = text_format("%s/%s", library_folder(), schema);
    CLEANUP(grammar_free) struct grammar *grammar = grammar_load(schema_path, error);
    size_t length = 0;

    *text = grammar ? file_read(path, COURSE_LIMIT, &length, error) : NULL;
    if (!*text)
        return NULL;
    CLEANUP(xml_free) xmlDoc *document = xml_parse(*text, length, path, error);
    const struct source_file source = {.path = path, .text = *text};

    return document && grammar_check(grammar, document, &source, error) ? TAKE(document) : NULL;
}
