/* SPDX-License-Identifier: MIT */
/* Counts depth, namespaces, attributes and mistakes. */
#include "bounds.h"

#include <string.h>

/* Shorter documents cannot have so many attributes that it matters. */
enum { SHORT_BYTES = 16 << 10 };

void xml_bounds_begin(struct xml_bounds *bounds, const xmlParserCtxt *parser)
{
    *bounds = (struct xml_bounds){.names = xmlDictSize(parser->dict)};
}

const char *xml_bounds_names(const struct xml_bounds *bounds, const xmlParserCtxt *parser)
{
    return xmlDictSize(parser->dict) - bounds->names > XML_LIMIT_NAMES ? "there are too many different names" : NULL;
}

const char *xml_bounds_enter(struct xml_bounds *bounds, const xmlParserCtxt *parser, unsigned spaces)
{
    if (bounds->depth == XML_LIMIT_DEPTH)
        return "elements are nested too deeply";
    bounds->depth++;
    bounds->spaces[bounds->depth] = bounds->spaces[bounds->depth - 1] + spaces;
    return bounds->spaces[bounds->depth] > XML_LIMIT_NAMESPACES ? "too many namespaces are declared"
                                                                : xml_bounds_names(bounds, parser);
}

void xml_bounds_leave(struct xml_bounds *bounds)
{
    bounds->depth--;
}

bool xml_bounds_forgive(struct xml_bounds *bounds, const xmlError *mistake)
{
    return mistake->level < XML_ERR_FATAL && ++bounds->mistakes < XML_LIMIT_MISTAKES;
}

void xml_stop(xmlParserCtxt *parser)
{
    parser->wellFormed = 0;
    parser->disableSAX = 1;
    parser->instate = XML_PARSER_EOF;
}

/* Behind the quoted value at `quote`, or the end. */
static const char *behind_value(const char *quote, const char *end)
{
    const char *closing = memchr(quote + 1, *quote, (size_t)(end - quote - 1));

    return closing ? closing + 1 : end;
}

/* How many values stand in the tag at `tag`. `*next`: where it ends. */
static unsigned count_values(const char *tag, const char *end, const char **next)
{
    unsigned count = 0;
    const char *at = tag + 1;

    while (at < end && *at != '>' && *at != '<' && count <= XML_LIMIT_ATTRIBUTES)
        if (*at == '"' || *at == '\'') {
            at = behind_value(at, end);
            count++;
        } else {
            at++;
        }
    *next = at;
    return count;
}

static bool is_start_tag(const char *tag, const char *end)
{
    return tag + 1 < end && tag[1] != '!' && tag[1] != '?' && tag[1] != '/';
}

bool xml_attributes_are_few(const char *text, size_t length)
{
    const char *end = text + length, *at = length > SHORT_BYTES ? text : end;

    while (at < end && (at = memchr(at, '<', (size_t)(end - at)))) {
        const char *tag = at++;

        if (is_start_tag(tag, end) && count_values(tag, end, &at) > XML_LIMIT_ATTRIBUTES)
            return false;
    }
    return true;
}
