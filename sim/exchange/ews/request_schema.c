/* SPDX-License-Identifier: MIT */
/* Walks a request along the tables and words the first violation as .NET does. */
#include "request_schema.h"

#include "base/cleanup.h"
#include "base/date_time.h"
#include "base/memory.h"
#include "base/text.h"
#include "exchange/common/soap.h"
#include "vocabulary/exchange_names.h"
#include "xml/xml.h"

#include <ctype.h>
#include <limits.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#define NS_SCHEMA "http://www.w3.org/2001/XMLSchema"

static bool check(const xmlNode *element, const struct content *content, struct answer *answer);

/* Always false. */
static bool refuse(const xmlNode *element, struct answer *answer, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
static bool refuse(const xmlNode *element, struct answer *answer, const char *format, ...)
{
    char violation[1024];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(violation, sizeof violation, format, arguments);
    va_end(arguments);
    soap_violation(answer, (int)xmlGetLineNo(element), 1, violation);
    return false;
}

static const char *space_of(const xmlNode *node)
{
    return node->ns ? (const char *)node->ns->href : "";
}

static const char *child_space(const struct child *child)
{
    return child->message ? NS_MESSAGES : NS_TYPES;
}

static bool is_whole(const char *value, long minimum, long maximum)
{
    char *end = NULL;
    const long number = strtol(value, &end, 10);

    return *value && !*end && number >= minimum && number <= maximum;
}

static bool is_int(const char *value)
{
    return is_whole(value, INT_MIN, INT_MAX);
}

static bool is_short(const char *value)
{
    return is_whole(value, SHRT_MIN, SHRT_MAX);
}

static bool is_boolean(const char *value)
{
    return strcmp(value, "true") == 0 || strcmp(value, "false") == 0 || strcmp(value, "1") == 0 ||
           strcmp(value, "0") == 0;
}

static bool is_moment(const char *value)
{
    struct date_time parsed;

    return date_time_parse(value, &parsed);
}

static const struct kind {
    bool (*accepts)(const char *value);
    const char *schema, *name; /* in XML Schema and in .NET */
} kinds[TEXT_KIND_COUNT] = {
    [TEXT_INT] = {is_int, "int", "Int32"},
    [TEXT_SHORT] = {is_short, "short", "Int16"},
    [TEXT_BOOLEAN] = {is_boolean, "boolean", "Boolean"},
    [TEXT_DATE_TIME] = {is_moment, "dateTime", "DateTime"},
};

static bool is_word(const struct content *content, const char *value, size_t length)
{
    for (const char *const *word = content->words; *word; word++)
        if (strlen(*word) == length && strncmp(*word, value, length) == 0)
            return true;
    return false;
}

static bool are_words(const struct content *content, const char *value)
{
    if (!content->list)
        return is_word(content, value, strlen(value));
    for (value += strspn(value, " \t\r\n"); *value; value += strspn(value, " \t\r\n")) {
        const size_t length = strcspn(value, " \t\r\n");
        if (!is_word(content, value, length))
            return false;
        value += length;
    }
    return true;
}

static bool check_text(const xmlNode *element, const struct content *content, struct answer *answer)
{
    static const char invalid[] =
        "The '%s:%s' element is invalid - The value '%.100s' is invalid according to its datatype "
        "'%s:%s' - ";
    const struct kind *kind = &kinds[content->text];
    CLEANUP(cleanup_string) char *value = content->text == TEXT_ANY ? NULL : xml_text(element);
    char text[768];

    if (!value || (kind->accepts ? kind->accepts(value) : are_words(content, value)))
        return true;
    snprintf(text, sizeof text, invalid, space_of(element), (const char *)element->name, value,
             kind->accepts ? NS_SCHEMA : NS_TYPES, kind->accepts ? kind->schema : content->type);
    if (!kind->accepts)
        return refuse(element, answer, "%sThe Enumeration constraint failed.", text);
    return refuse(element, answer, "%sThe string '%.100s' is not a valid %s value.", text, value, kind->name);
}

/* "A, B' in namespace 'N": those that might have come next. The caller frees it. */
static char *expected(const struct content *content, const struct child *next)
{
    const char *space = NULL;
    size_t length;
    char *list = NULL;
    FILE *output = text_stream(&list, &length);

    for (const struct child *child = next; child && child->name; child++) {
        if (space && strcmp(space, child_space(child)) != 0)
            fprintf(output, "' in namespace '%s' as well as '", space);
        else if (space)
            fputs(", ", output);
        fputs(child->name, output);
        space = child_space(child);
        if (!content->any_order && !child->optional)
            break;
    }
    if (space)
        fprintf(output, "' in namespace '%s", space);
    text_stream_close(output);
    return list;
}

static bool refuse_child(const xmlNode *element, const xmlNode *found, const struct content *content,
                         const struct child *next, struct answer *answer)
{
    CLEANUP(cleanup_string) char *list = expected(content, next);

    return refuse(found, answer,
                  "The element '%s' in namespace '%s' has invalid child element '%.100s' in namespace '%.200s'.%s%s%s",
                  (const char *)element->name, space_of(element), (const char *)found->name, space_of(found),
                  *list ? " List of possible elements expected: '" : "", list, *list ? "'." : "");
}

static bool refuse_end(const xmlNode *element, const struct content *content, const struct child *next,
                       struct answer *answer)
{
    CLEANUP(cleanup_string) char *list = expected(content, next);

    return refuse(
        element, answer,
        "The element '%s' in namespace '%s' has incomplete content. List of possible elements expected: '%s'.",
        (const char *)element->name, space_of(element), list);
}

/* The row that fits, from `next` on and past none that is needed; NULL: none does. */
static const struct child *find(const struct content *content, const struct child *next, const xmlNode *found)
{
    for (; next && next->name; next++) {
        if (xml_is(found, child_space(next), next->name))
            return next;
        if (!content->any_order && !next->optional)
            return NULL;
    }
    return NULL;
}

static bool check_children(const xmlNode *element, const struct content *content, struct answer *answer)
{
    const struct child *next = content->children;
    bool complete = !content->any_order;

    for (const xmlNode *found = xml_first(element); found; found = xml_next(found, NULL)) {
        const struct child *child = find(content, next, found);
        if (!child)
            return refuse_child(element, found, content, next, answer);
        if (child->content && !check(found, child->content, answer))
            return false;
        if (!content->any_order)
            next = child->repeated ? child : child + 1;
        complete = true;
    }
    for (const struct child *child = next; !content->any_order && child && child->name; child++)
        complete = complete && child->optional;
    return complete || refuse_end(element, content, next, answer);
}

static bool has_text(const xmlNode *element)
{
    for (const xmlNode *node = element->children; node; node = node->next)
        if ((node->type == XML_TEXT_NODE && !xmlIsBlankNode(node)) || node->type == XML_CDATA_SECTION_NODE)
            return true;
    return false;
}

static bool check(const xmlNode *element, const struct content *content, struct answer *answer)
{
    const xmlNode *first = xml_first(element);

    if (content->attribute && !xmlHasProp(element, (const xmlChar *)content->attribute))
        return refuse(element, answer, "The required attribute '%s' is missing.", content->attribute);
    if (content->elements && has_text(element))
        return refuse(element, answer, "The element '%s' in namespace '%s' cannot contain text.",
                      (const char *)element->name, space_of(element));
    if (!content->elements && first)
        return refuse(element, answer,
                      "The element '%s' in namespace '%s' cannot contain child element '%.100s' in namespace '%.200s' "
                      "because the parent element's content model is text only.",
                      (const char *)element->name, space_of(element), (const char *)first->name, space_of(first));
    return content->elements ? check_children(element, content, answer) : check_text(element, content, answer);
}

bool request_schema_holds(const xmlNode *request, const struct content *content, struct answer *answer)
{
    return check(request, content, answer);
}
