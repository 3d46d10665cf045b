/* SPDX-License-Identifier: MIT */
/* Each answer of a trace becomes a <reply>. */
#include "trace_scenario.h"

#include "base/base64.h"
#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/unicode.h"
#include "capture/http_head.h"
#include "host_names.h"
#include "scenario/scenario.h"
#include "xml/xml.h"

#include <ctype.h>
#include <libxml/xmlstring.h>
#include <string.h>

enum { LARGEST_INSIDE = 32 * 1024, MOST_INSIDE = 512 * 1024, LONGEST_ID = 13 };

struct writing {
    const struct trace_scenario *scenario;
    const struct host_names *names;
    FILE *output;
    size_t inside; /* bytes of bodies in the file itself */
    char id[LONGEST_ID + 1];
};

static const char *file_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}

static bool set_id(struct writing *writing, struct error *error)
{
    const char *name = file_name(writing->scenario->path);
    const size_t length = strcspn(name, "-.");

    if (!isalpha((unsigned char)*name) || length > LONGEST_ID || !text_ends(name, ".xml"))
        return error_set(
            error,
            "%s cannot be the name of a scenario: it begins with an id of at most %d letters and digits, the "
            "first a letter, and ends with .xml (xCustomer.xml)",
            writing->scenario->path, LONGEST_ID);
    for (size_t i = 0; i < length; i++)
        if (!isalnum((unsigned char)name[i]))
            return error_set(error, "%s cannot be the name of a scenario: \"%.*s\" is no id", writing->scenario->path,
                             (int)length, name);
    snprintf(writing->id, sizeof writing->id, "%.*s", (int)length, name);
    return true;
}

static void put_element(FILE *output, const char *name, const char *text)
{
    fprintf(output, "    <%s>", name);
    xml_put(output, text);
    fprintf(output, "</%s>\n", name);
}

/* Would XML give the same characters back? It knows no control characters; a carriage return goes out as a reference. */
static bool is_plain(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)text[i] < ' ' && !strchr("\t\r\n", text[i]))
            return false;
    return unicode_is_valid(text, length) && !strstr(text, "\xEF\xBF\xBE") && !strstr(text, "\xEF\xBF\xBF");
}

static void put_base64(FILE *output, const char *bytes, size_t length)
{
    CLEANUP(cleanup_string) char *text = base64_encode(bytes, length);

    fputs("    <body-base64>\n", output);
    for (const char *line = text; *line; line += strnlen(line, 96))
        fprintf(output, "      %.96s\n", line);
    fputs("    </body-base64>\n", output);
}

static bool put_file(struct writing *writing, const struct recorded_answer *recorded, size_t number,
                     struct error *error)
{
    const char *path = writing->scenario->path;
    CLEANUP(cleanup_string) char *name = text_format("%s-%zu.body", writing->id, number);
    CLEANUP(cleanup_string)
    char *beside = text_format("%.*s%s", (int)(file_name(path) - path), path, name);

    put_element(writing->output, "body-file", name);
    return file_write(beside, recorded->body, recorded->body_length, 0600, error);
}

static bool put_body(struct writing *writing, const struct recorded_answer *recorded, size_t number,
                     struct error *error)
{
    if (recorded->body_length == 0)
        return true;
    if (recorded->body_length > LARGEST_INSIDE || writing->inside + recorded->body_length > MOST_INSIDE)
        return put_file(writing, recorded, number, error);
    writing->inside += recorded->body_length;
    if (strlen(recorded->body) == recorded->body_length && is_plain(recorded->body, recorded->body_length))
        put_element(writing->output, "body", recorded->body);
    else
        put_base64(writing->output, recorded->body, recorded->body_length);
    return true;
}

/* What is no header, or cannot stand in XML, is left out: a line without a colon, a continued line. */
static void put_head(FILE *output, const char *head)
{
    const char *element = "status-line";

    for (const char *line = head; *line && *line != '\r'; line = strchr(line, '\n') + 1) {
        CLEANUP(cleanup_string) char *text = text_format("%.*s", (int)strcspn(line, "\r\n"), line);
        const char *colon = strchr(text, ':');
        if (line == head || (colon && colon > text && !isblank((unsigned char)*text) && is_plain(text, strlen(text))))
            put_element(output, element, text);
        element = "header";
    }
}

static bool put_reply(struct writing *writing, const struct recorded_answer *recorded, size_t number,
                      struct error *error)
{
    const bool known = host_names_have(writing->names, recorded->host);

    fputs("  <reply>\n", writing->output);
    put_element(writing->output, "party", known ? recorded->host : writing->scenario->party);
    put_element(writing->output, "method", recorded->method);
    put_element(writing->output, "path", recorded->path);
    if (recorded->operation)
        put_element(writing->output, "operation", recorded->operation);
    put_head(writing->output, recorded->head);
    if (!put_body(writing, recorded, number, error))
        return false;
    fputs("  </reply>\n", writing->output);
    return true;
}

/* The status line of the last answer that is none of success, or of the last. */
static char *error_text(const struct trace *trace)
{
    const char *head = trace->items[trace->count - 1].head;

    for (size_t i = 0; i < trace->count; i++)
        if (http_head_status(trace->items[i].head) >= 300)
            head = trace->items[i].head;
    return text_format("%.*s", (int)strcspn(head, "\r\n"), head);
}

static void put_beginning(const struct writing *writing, const struct trace *trace)
{
    CLEANUP(cleanup_string) char *error = error_text(trace);
    FILE *output = writing->output;

    fprintf(
        output,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<!-- Written by fblab from a trace. Put the text your tool should print into <error>, and what you find out\n"
        "     into <cause> and <remedy>. -->\n"
        "<scenario id=\"%s\" xmlns=\"urn:fblab:scenario\">\n  <documented>\n",
        writing->id);
    put_element(output, "title", writing->scenario->source);
    put_element(output, "direction", "both");
    put_element(output, "error", error);
    put_element(output, "event", "As captured; see the replies.");
    fputs("    <cause id=\"unknown\">\n      <says>Not known.</says>\n"
          "      <remedy>Not known; the repair puts the captured answers away.</remedy>\n    </cause>\n",
          output);
    fputs("  </documented>\n  <signs/>\n", output);
}

static bool put_scenario(struct writing *writing, const struct trace *trace, struct error *error)
{
    put_beginning(writing, trace);
    for (size_t i = 0; i < trace->count; i++)
        if (!put_reply(writing, &trace->items[i], i + 1, error))
            return false;
    fprintf(writing->output,
            "  <lookup><requester>ann@contoso.com</requester><target>joe@contoso.com</target></lookup>\n"
            "  <expect>%s</expect>\n</scenario>\n",
            writing->id);
    return true;
}

static bool is_party(const struct writing *writing, struct error *error)
{
    return host_names_are_party(writing->names, writing->scenario->party) ||
           error_set(error, "\"%s\" is no party of the lab: name a host of it, or onprem, exo, front-door ...",
                     writing->scenario->party);
}

static bool write_text(struct writing *writing, const struct trace *trace, struct error *error)
{
    char *text = NULL;
    size_t length;
    bool done;

    writing->output = text_stream(&text, &length);
    done = put_scenario(writing, trace, error);
    text_stream_close(writing->output);
    done = done && file_write(writing->scenario->path, text, length, 0600, error);
    free(text);
    return done;
}

bool trace_scenario_write(const struct trace *trace, const struct trace_scenario *scenario, struct error *error)
{
    CLEANUP(host_names_free) struct host_names *names = host_names_load(error);
    struct writing writing = {.scenario = scenario, .names = names};
    CLEANUP(scenario_free) struct scenario *read = NULL;

    if (!names || !set_id(&writing, error) || !is_party(&writing, error))
        return false;
    if (trace->count == 0)
        return error_set(error, "there is no answer to write%s%s", trace->why ? ": " : "",
                         trace->why ? trace->why : "");
    if (!write_text(&writing, trace, error))
        return false;
    read = scenario_load(scenario->path, error);
    return read != NULL;
}
