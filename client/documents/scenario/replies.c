/* SPDX-License-Identifier: MIT */
/* Builds the bytes of captured answers, and refuses those no client could read. */
#include "replies.h"

#include "base/base64.h"
#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "capture/http_head.h"
#include "members.h"
#include "xml/xml.h"

#include <ctype.h>
#include <libgen.h>
#include <string.h>

enum { BODY_LIMIT = 4 << 20, LONGEST_DELAY = 600000 };

static const struct xml_member reply_members[] = {
    {"party", MEMBER_TEXT, offsetof(struct scenario_reply, party)},
    {"method", MEMBER_TEXT, offsetof(struct scenario_reply, method)},
    {"path", MEMBER_TEXT, offsetof(struct scenario_reply, path)},
    {"operation", MEMBER_TEXT, offsetof(struct scenario_reply, operation)},
    {"delay", MEMBER_NUMBER, offsetof(struct scenario_reply, delay)},
};

/* Not trimmed: every blank counts. The caller frees it. */
static char *verbatim(const xmlNode *node)
{
    xmlChar *content = xmlNodeGetContent((xmlNode *)node);
    char *text = text_copy((const char *)content);

    xmlFree(content);
    return text;
}

static bool put_line(FILE *head, const struct source_file *source, const xmlNode *node, struct error *error)
{
    CLEANUP(cleanup_string) char *line = verbatim(node);

    if (strpbrk(line, "\r\n"))
        return source_refuse(source, node, error, "<%s> must be one line", node->name);
    if (xml_is(node, NULL, "status-line") && !http_head_is_status_line(line))
        return source_refuse(
            source, node, error,
            "<status-line> cannot be \"%.60s\"; it must be as on the wire, with a final status: HTTP/1.1 "
            "401 Unauthorized",
            line);
    fprintf(head, "%s\r\n", line);
    return true;
}

static bool read_head(const struct source_file *source, const xmlNode *node, struct scenario_reply *reply,
                      struct error *error)
{
    size_t size;
    FILE *head = text_stream(&reply->head, &size);
    const xmlNode *status = xml_child(node, "status-line");
    bool done = put_line(head, source, status, error);

    for (const xmlNode *line = xml_child(node, "header"); done && line; line = xml_next(line, "header"))
        done = put_line(head, source, line, error);
    fputs("\r\n", head);
    text_stream_close(head);
    return done;
}

static bool decode(const struct source_file *source, const xmlNode *node, struct scenario_reply *reply,
                   struct error *error)
{
    CLEANUP(cleanup_string) char *text = verbatim(node);

    reply->body = base64_decode(text, strlen(text), BASE64_LINES, &reply->body_length);
    if (reply->body)
        return true;
    reply->body = memory_copy("", 0);
    return source_refuse(source, node, error, "<body-base64> is not Base64");
}

/* Beside the scenario and nowhere else: a file that somebody sends you must not read yours. */
static bool read_file(const struct source_file *source, const xmlNode *node, struct scenario_reply *reply,
                      struct error *error)
{
    CLEANUP(cleanup_string) char *name = xml_text(node);
    CLEANUP(cleanup_string) char *scenario = text_copy(source->path);
    CLEANUP(cleanup_string) char *path = text_format("%s/%s", dirname(scenario), name);

    if (strchr(name, '/') || *name == '.')
        return source_refuse(
            source, node, error,
            "<body-file> cannot be \"%.60s\"; it must be the name of a file in the scenario's own folder", name);
    reply->body = file_read(path, BODY_LIMIT, &reply->body_length, NULL);
    return reply->body ||
           source_refuse(source, node, error,
                         "%.60s cannot be read, or has more than %d bytes; it belongs beside the scenario", name,
                         BODY_LIMIT);
}

static bool read_body(const struct source_file *source, const xmlNode *node, struct scenario_reply *reply,
                      struct error *error)
{
    const xmlNode *body = xml_child(node, "body");

    if (xml_child(node, "body-base64"))
        return decode(source, xml_child(node, "body-base64"), reply, error);
    if (xml_child(node, "body-file"))
        return read_file(source, xml_child(node, "body-file"), reply, error);
    reply->body = body ? verbatim(body) : text_copy("");
    reply->body_length = strlen(reply->body);
    return true;
}

/* Where the client will see the end of the body; what is behind that would be read as the next answer. */
static bool check_framing(const struct source_file *source, const xmlNode *node, const struct scenario_reply *reply,
                          struct error *error)
{
    const struct http_framing framing = http_head_framing(reply->head, reply->body_length);

    if (framing.bare && reply->body_length > 0)
        return source_refuse(source, node, error, "an answer with status %d has no body",
                             http_head_status(reply->head));
    if (framing.announced && !framing.chunked && !framing.bare && framing.length < reply->body_length)
        return source_refuse(source, node, error, "Content-Length is %llu, but the body has %zu bytes", framing.length,
                             reply->body_length);
    return true;
}

static bool read_reply(const struct source_file *source, const xmlNode *node, struct scenario_reply *reply,
                       struct error *error)
{
    members_read(reply_members, ARRAY_SIZE(reply_members), node, reply);
    reply->line = (int)xmlGetLineNo(node);
    if (reply->delay > LONGEST_DELAY)
        return source_refuse(source, xml_child(node, "delay"), error, "<delay> is at most %d milliseconds",
                             LONGEST_DELAY);
    return read_head(source, node, reply, error) && read_body(source, node, reply, error) &&
           check_framing(source, node, reply, error);
}

static bool read_variant(const struct source_file *source, const xmlNode *section, struct variant *variant,
                         struct error *error)
{
    for (const xmlNode *node = xml_child(section, "reply"); node; node = xml_next(node, "reply")) {
        variant->replies = array_grow(variant->replies, &variant->reply_count, sizeof *variant->replies);
        if (!read_reply(source, node, &variant->replies[variant->reply_count - 1], error))
            return false;
    }
    return true;
}

/* What is in the catalogue has a cause, and is caused. */
static bool is_own(const struct source_file *source, const xmlNode *root, const struct scenario *scenario,
                   struct error *error)
{
    const xmlNode *reply = xml_below(root, "reply");

    if (!reply || !isdigit((unsigned char)*scenario->id))
        return true;
    return source_refuse(
        source, reply, error,
        "row %s is caused by commands; a captured answer belongs into a file of your own, whose id begins "
        "with a letter",
        scenario->id);
}

bool replies_read(const struct source_file *source, const xmlNode *root, struct scenario *scenario, struct error *error)
{
    const xmlNode *section = xml_child(root, "variant");

    if (!is_own(source, root, scenario, error))
        return false;
    if (!section)
        return read_variant(source, root, scenario->variants, error);
    for (size_t i = 0; section; section = xml_next(section, "variant"), i++)
        if (!read_variant(source, section, &scenario->variants[i], error))
            return false;
    return true;
}

void replies_free(struct variant *variant)
{
    for (size_t i = 0; i < variant->reply_count; i++) {
        members_free(reply_members, ARRAY_SIZE(reply_members), &variant->replies[i]);
        free(variant->replies[i].head);
        free(variant->replies[i].body);
    }
    free(variant->replies);
}
