/* SPDX-License-Identifier: MIT */
/* What the schema cannot say of causes. */
#include "cause.h"

#include "base/cleanup.h"
#include "base/pattern.h"
#include "base/text.h"
#include "placeholders.h"
#include "sections.h"
#include "xml/xml.h"

#include <string.h>

bool cause_is_new(const struct source_file *source, const xmlNode *cause, struct error *error)
{
    CLEANUP(cleanup_string) char *id = attribute_read(cause, "id");

    for (const xmlNode *other = xml_child(cause->parent, "cause"); other != cause; other = xml_next(other, "cause")) {
        CLEANUP(cleanup_string) char *taken = attribute_read(other, "id");
        if (strcmp(taken, id) == 0)
            return source_refuse(source, cause, error,
                                 "cause \"%s\" is there already, in line %ld; name this one otherwise", id,
                                 xmlGetLineNo(other));
    }
    return true;
}

bool variant_plays_cause(const struct source_file *source, const xmlNode *variant, struct error *error)
{
    const xmlNode *const documented = xml_child(xmlDocGetRootElement(variant->doc), "documented");
    CLEANUP(cleanup_string) char *plays = attribute_read(variant, "plays");
    bool found = !*plays;

    for (const xmlNode *node = xml_child(documented, "cause"); node && !found; node = xml_next(node, "cause")) {
        CLEANUP(cleanup_string) char *id = attribute_read(node, "id");
        found = strcmp(id, plays) == 0;
    }
    return found || source_refuse(source, variant, error, "plays=\"%.60s\" names no <cause> of this file", plays);
}

bool check_has_pattern(const struct source_file *source, const xmlNode *check, struct error *error)
{
    CLEANUP(cleanup_string) char *confirms = attribute_read(check, "confirms");
    struct error why;
    CLEANUP(pattern_free) struct pattern *pattern = pattern_new_search(confirms, &why);

    return pattern || source_refuse(source, check, error, "confirms=\"%.60s\" is no pattern: %s", confirms, why.text);
}

/* "{asked-server}" is filled by the group (?<asked_server>...) of the cause's check. */
static bool named_by_check(const xmlNode *element, const char *name, size_t length)
{
    CLEANUP(cleanup_string) char *group = text_format("(?<%.*s>", (int)length, name);
    bool named = false;

    for (char *at = group; (at = strchr(at, '-'));)
        *at = '_';
    for (const xmlNode *check = xml_child(element->parent, "check"); check && !named;
         check = xml_next(check, "check")) {
        CLEANUP(cleanup_string) char *confirms = attribute_read(check, "confirms");
        named = strstr(confirms, group);
    }
    return named;
}

bool placeholders_are_known(const struct source_file *source, const xmlNode *element, struct error *error)
{
    CLEANUP(cleanup_string) char *text = xml_text(element);
    const char *name;
    size_t length;

    if (!xml_is(element->parent, NULL, "cause")) /* what breaks and repairs a lab has none */
        return true;
    for (const char *at = text; placeholder_next(at, &name, &length); at = name)
        if (!placeholder_find(name, length) && !named_by_check(element, name, length))
            return source_refuse(
                source, element, error,
                "{%.*s} is no placeholder, and no group (?<%.*s>...) of the check fills it; scenarios/README.md "
                "lists them",
                (int)length, name, (int)length, name);
    return true;
}
