/* SPDX-License-Identifier: MIT */
/* Rules between elements and about file names, one row an element. */
#include "rules.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "cause.h"
#include "names.h"
#include "ticket_reader.h"
#include "xml/xml.h"

#include <string.h>

#define HEALTHY "00"

typedef bool rule(const struct source_file *source, const xmlNode *node, struct error *error);

static char *attribute(const xmlNode *node, const char *name)
{
    return (char *)xmlGetProp(node, (const xmlChar *)name);
}

/* A sign without one would fit everything. */
static bool sign_has_condition(const struct source_file *source, const xmlNode *node, struct error *error)
{
    if (sign_field_from_name((const char *)xml_first(node)->name) != SIGN_FIELD_COUNT)
        return true;
    return source_refuse(source, node, error, "<sign> needs a condition before <confidence>: <%s> to <%s>",
                         sign_field_name(0), sign_field_name(SIGN_FIELD_COUNT - 1));
}

static bool header_has_colon(const struct source_file *source, const xmlNode *node, struct error *error)
{
    CLEANUP(cleanup_string) char *text = xml_text(node);

    if (strchr(text, ':') && *text != ':')
        return true;
    return source_refuse(source, node, error, "<header> cannot be \"%.60s\"; it must be a name, a colon and a value",
                         text);
}

/* Whoever doubts a fact that others published can look it up. */
static bool fact_has_source(const struct source_file *source, const xmlNode *node, struct error *error)
{
    CLEANUP(cleanup_string) char *basis = xml_text(xml_child(node, "basis"));

    if (strcmp(basis, "inferred") == 0 || xml_child(node, "source"))
        return true;
    return source_refuse(source, node, error, "<fact> is %s, but not where; write <source> after <says>", basis);
}

static bool letter_is_new(const struct source_file *source, const xmlNode *node, struct error *error)
{
    CLEANUP(cleanup_string) char *letter = attribute(node, "id");

    for (const xmlNode *other = xml_child(node->parent, "variant"); other != node; other = xml_next(other, "variant")) {
        CLEANUP(cleanup_string) char *taken = attribute(other, "id");
        if (strcmp(taken, letter) == 0)
            return source_refuse(source, node, error,
                                 "variant \"%s\" is there already, in line %ld; give this one another letter", letter,
                                 xmlGetLineNo(other));
    }
    return true;
}

/* Failures are caused, and have a text to be recognised by. */
static bool failure_is_caused(const struct source_file *source, const xmlNode *node, struct error *error)
{
    const xmlNode *root = xmlDocGetRootElement(node->doc);
    CLEANUP(cleanup_string) char *id = xml_text(node);

    if (strcmp(id, HEALTHY) == 0)
        return true;
    if (!xml_child(node->parent, "break") && !xml_child(node->parent, "reply"))
        return source_refuse(source, node, error,
                             "row %s is expected, but nothing is broken; write <break> before <lookup>", id);
    if (!xml_find(root, "documented/error"))
        return source_refuse(source, node, error,
                             "row %s is expected, but no text is known; write <error> after <direction>", id);
    return true;
}

static bool file_is_named_for_id(const struct source_file *source, const xmlNode *node, struct error *error)
{
    const char *slash = strrchr(source->path, '/');
    const char *name = slash ? slash + 1 : source->path;
    CLEANUP(cleanup_string) char *id = attribute(node, "id");

    if (text_starts(name, id) && strchr("-.", name[strlen(id)]))
        return true;
    return source_refuse(source, node, error, "scenario %s is in a file named %s; its name must begin with \"%s-\"", id,
                         name, id);
}

static bool variant_is_fine(const struct source_file *source, const xmlNode *node, struct error *error)
{
    return letter_is_new(source, node, error) && variant_plays_cause(source, node, error);
}

/* A <check> has a pattern, and placeholders like the commands. */
static bool check_is_fine(const struct source_file *source, const xmlNode *node, struct error *error)
{
    return check_has_pattern(source, node, error) && placeholders_are_known(source, node, error);
}

static const struct {
    const char *element;
    rule *holds;
} rules[] = {
    {"sign", sign_has_condition},     {"header", header_has_colon},       {"variant", variant_is_fine},
    {"expect", failure_is_caused},    {"scenario", file_is_named_for_id}, {"fact", fact_has_source},
    {"cause", cause_is_new},          {"check", check_is_fine},           {"command", placeholders_are_known},
    {"says", placeholders_are_known}, {"remedy", placeholders_are_known}, {"look", placeholders_are_known},
    {"ticket", ticket_is_fine},
};

bool rules_hold(const struct source_file *source, const xmlNode *node, struct error *error)
{
    for (const xmlNode *child = xml_first(node); child; child = xml_next(child, NULL))
        if (!rules_hold(source, child, error))
            return false;
    for (size_t i = 0; i < ARRAY_SIZE(rules); i++)
        if (xml_is(node, NULL, rules[i].element) && !rules[i].holds(source, node, error))
            return false;
    return true;
}
