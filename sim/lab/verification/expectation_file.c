/* SPDX-License-Identifier: MIT */
/* Reads expectations from a file that follows expectations.rng. */
#include "expectation.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "scenario/scenario.h"
#include "scenario/validate.h"
#include "xml/xml.h"

#include <string.h>

enum { FILE_LIMIT = 1 << 20 };

/* "user_agent_matches" of <user-agent-matches>. */
static char *member_of(const xmlNode *node)
{
    char *member = text_copy((const char *)node->name);

    for (char *hyphen; (hyphen = strchr(member, '-'));)
        *hyphen = '_';
    return member;
}

static bool is_number(const char *member)
{
    return strcmp(member, "at_least") == 0 || strcmp(member, "at_most") == 0 || strcmp(member, "exactly") == 0;
}

static bool is_list(const char *member)
{
    return strncmp(member, "header", 6) == 0 || strcmp(member, "no_header") == 0 || strcmp(member, "before") == 0;
}

static void add_member(json_t *request, const xmlNode *node)
{
    CLEANUP(cleanup_string) char *member = member_of(node);
    CLEANUP(cleanup_string) char *value = xml_text(node);

    if (is_number(member)) {
        json_object_set_new(request, member, json_integer(strtol(value, NULL, 10)));
    } else if (is_list(member)) {
        if (!json_object_get(request, member))
            json_object_set_new(request, member, json_array());
        json_array_append_new(json_object_get(request, member), json_string(value));
    } else {
        json_object_set_new(request, member, json_string(value));
    }
}

static json_t *read_request(const xmlNode *node)
{
    json_t *request = json_object();
    xmlChar *id = xmlGetProp(node, (const xmlChar *)"id");

    if (id)
        json_object_set_new(request, "id", json_string((const char *)id));
    xmlFree(id);
    for (const xmlNode *child = xml_first(node); child; child = xml_next(child, NULL))
        add_member(request, child);
    return request;
}

static void free_expectation_list(json_t **list)
{
    json_decref(*list);
    *list = NULL;
}

/* What the schema cannot say is said of the request it stands in: "expectation 2: ..." becomes the place of the second. */
static bool check(const struct source_file *source, const xmlNode *root, const json_t *list, struct error *error)
{
    struct error complaint;
    CLEANUP(expectations_free) struct expectations *expectations = expectations_from_json(list, &complaint);
    const xmlNode *node = xml_first(root);
    const char *sentence = complaint.text;

    if (expectations)
        return true;
    if (text_starts(sentence, "expectation ")) {
        char *end;
        for (unsigned long number = strtoul(sentence + strlen("expectation "), &end, 10); number > 1; number--)
            node = xml_next(node, NULL);
        sentence = *end == ':' ? end + 2 : sentence;
    }
    return source_refuse(source, node ? node : root, error, "%s", sentence);
}

static struct grammar *load_schema(struct error *error)
{
    CLEANUP(cleanup_string) char *path = text_format("%s/expectations.rng", library_folder());

    return grammar_load(path, error);
}

json_t *expectations_file_read(const char *path, struct error *error)
{
    CLEANUP(grammar_free) struct grammar *grammar = load_schema(error);
    size_t length = 0;
    CLEANUP(cleanup_string) char *text = grammar ? file_read(path, FILE_LIMIT, &length, error) : NULL;
    CLEANUP(xml_free) xmlDoc *document = text ? xml_parse(text, length, path, error) : NULL;
    CLEANUP(free_expectation_list) json_t *list = json_array();
    const struct source_file source = {.path = path, .text = text};

    if (!document || !grammar_check(grammar, document, &source, error))
        return NULL;
    for (const xmlNode *node = xml_first(xmlDocGetRootElement(document)); node; node = xml_next(node, NULL))
        json_array_append_new(list, read_request(node));
    return check(&source, xmlDocGetRootElement(document), list, error) ? TAKE(list) : NULL;
}
