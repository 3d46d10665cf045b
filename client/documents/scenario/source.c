/* SPDX-License-Identifier: MIT */
/* Finds the column of a node, which libxml2 does not keep, for file:line:column. */
#include "source.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "xml/xml.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static bool is_twin(const xmlNode *one, const xmlNode *other)
{
    return xmlGetLineNo(one) == xmlGetLineNo(other) && xmlStrEqual(one->name, other->name);
}

/* Counts the elements before `node` that bear its name on its line; true when `node` has been reached. */
static bool count_before(const xmlNode *from, const xmlNode *node, size_t *count)
{
    if (from == node)
        return true;
    *count += is_twin(from, node);
    for (const xmlNode *child = xml_first(from); child; child = xml_next(child, NULL))
        if (count_before(child, node, count))
            return true;
    return false;
}

static const char *line_of(const char *text, long line)
{
    while (text && --line > 0) {
        text = strchr(text, '\n');
        text = text ? text + 1 : NULL;
    }
    return text;
}

static char *tag_of(const xmlNode *node)
{
    const bool prefixed = node->ns && node->ns->prefix;

    return text_format("<%s%s%s", prefixed ? (const char *)node->ns->prefix : "", prefixed ? ":" : "",
                       (const char *)node->name);
}

/* libxml2 keeps no columns, so the tag is looked up in the line. */
static long column_of(const struct source_file *source, const xmlNode *node)
{
    const char *line = line_of(source->text, xmlGetLineNo(node));
    const char *end = line ? line + strcspn(line, "\n") : NULL;
    CLEANUP(cleanup_string) char *tag = tag_of(node);
    size_t before = 0;

    count_before(xmlDocGetRootElement(node->doc), node, &before);
    for (const char *at = line; at && (at = strstr(at, tag)) && at < end; at++)
        if (strchr(" \t\r\n/>", at[strlen(tag)]) && before-- == 0)
            return at - line + 1;
    return 1;
}

bool source_refuse(const struct source_file *source, const xmlNode *node, struct error *error, const char *format, ...)
{
    char sentence[sizeof error->text];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(sentence, sizeof sentence, format, arguments);
    va_end(arguments);
    return error_set(error, "%s:%ld:%ld: %s", source->path, xmlGetLineNo(node), column_of(source, node), sentence);
}
