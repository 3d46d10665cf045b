/* SPDX-License-Identifier: MIT */
/* Each answer of a trace becomes a <reply>. */
#include "trace_scenario.h"

#include "base/base64.h"
#include "base/cleanup.h"
#include "base/file_draft.h"
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
#include <unistd.h>

/* A scenario may have a megabyte; behind half of it bodies go into files of their own, so that all heads find room. */
enum { LARGEST_INSIDE = 32 * 1024, MOST_INSIDE = 512 * 1024, LARGEST_SCENARIO = 1000 * 1000, LONGEST_ID = 13 };

struct writing {
    const struct trace_scenario *scenario;
    const struct host_names *names;
    FILE *output;
    char *text;    /* what went into output */
    size_t length; /* as far as it was flushed */
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

/* "xCustomer-12.body"; the caller frees it. */
static char *body_name(const struct writing *writing, size_t number)
{
    return text_format("%s-%zu.body", writing->id, number);
}

/* Of a file in the folder of the scenario; the caller frees it. */
static char *path_beside(const struct writing *writing, const char *name)
{
    const char *path = writing->scenario->path;

    return text_format("%.*s%s", (int)(file_name(path) - path), path, name);
}

static bool write_file(const struct writing *writing, const char *path, const char *text, size_t length,
                       struct error *error)
{
    struct file_draft *draft = file_draft_new(path, text, length, 0600, error);

    return draft && file_draft_commit(&draft, writing->scenario->replace, error);
}

static bool stands_inside(const struct writing *writing, const struct recorded_answer *recorded)
{
    return recorded->body_length <= LARGEST_INSIDE && writing->length + recorded->body_length <= MOST_INSIDE;
}

static void put_body(const struct writing *writing, FILE *output, const struct recorded_answer *recorded,
                     const char *file)
{
    if (recorded->body_length == 0)
        return;
    if (!stands_inside(writing, recorded))
        put_element(output, "body-file", file);
    else if (strlen(recorded->body) == recorded->body_length && is_plain(recorded->body, recorded->body_length))
        put_element(output, "body", recorded->body);
    else
        put_base64(output, recorded->body, recorded->body_length);
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

/* The caller frees it. */
static char *reply_text(const struct writing *writing, const struct recorded_answer *recorded, const char *file)
{
    const bool known = host_names_have(writing->names, recorded->host);
    char *text = NULL;
    size_t length;
    FILE *output = text_stream(&text, &length);

    fputs("  <reply>\n", output);
    put_element(output, "party", known ? recorded->host : writing->scenario->party);
    put_element(output, "method", recorded->method);
    put_element(output, "path", recorded->path);
    if (recorded->operation)
        put_element(output, "operation", recorded->operation);
    put_head(output, recorded->head);
    put_body(writing, output, recorded, file);
    fputs("  </reply>\n", output);
    text_stream_close(output);
    return text;
}

/* The others are worth having without it. */
static void leave_out(struct trace *trace, const struct recorded_answer *recorded)
{
    trace->without_room++;
    if (recorded->body_length > TRACE_BODY_LIMIT)
        trace_skip(trace, "the answer to %s %s has more than %d megabytes", recorded->method, recorded->path,
                   TRACE_BODY_LIMIT >> 20);
    else
        trace_skip(trace, "the heads of all answers are more than a scenario can hold");
}

static bool put_reply(struct writing *writing, struct trace *trace, size_t index, struct error *error)
{
    const struct recorded_answer *recorded = &trace->items[index];
    CLEANUP(cleanup_string) char *file = body_name(writing, index + 1);
    CLEANUP(cleanup_string) char *text = reply_text(writing, recorded, file);
    CLEANUP(cleanup_string) char *beside = path_beside(writing, file);
    const bool inside = stands_inside(writing, recorded);

    if (recorded->body_length > TRACE_BODY_LIMIT || writing->length + strlen(text) > LARGEST_SCENARIO) {
        leave_out(trace, recorded);
        return true;
    }
    fputs(text, writing->output);
    fflush(writing->output);
    return inside || write_file(writing, beside, recorded->body, recorded->body_length, error);
}

static bool refuse_nothing(const struct trace *trace, struct error *error)
{
    return error_set(error, "there is no answer to write%s%s", trace->why ? ": " : "", trace->why ? trace->why : "");
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

static bool put_scenario(struct writing *writing, struct trace *trace, struct error *error)
{
    put_beginning(writing, trace);
    fflush(writing->output);
    for (size_t i = 0; i < trace->count; i++)
        if (!put_reply(writing, trace, i, error))
            return false;
    fprintf(writing->output,
            "  <lookup><requester>ann@contoso.com</requester><target>joe@contoso.com</target></lookup>\n"
            "  <expect>%s</expect>\n</scenario>\n",
            writing->id);
    return trace->without_room < trace->count || refuse_nothing(trace, error);
}

static bool is_party(const struct writing *writing, struct error *error)
{
    return host_names_are_party(writing->names, writing->scenario->party) ||
           error_set(error, "\"%s\" is no party of the lab: name a host of it, or onprem, exo, front-door ...",
                     writing->scenario->party);
}

static bool write_text(struct writing *writing, struct trace *trace, struct error *error)
{
    bool done;

    trace->without_room = 0;
    writing->output = text_stream(&writing->text, &writing->length);
    done = put_scenario(writing, trace, error);
    text_stream_close(writing->output);
    done = done && write_file(writing, writing->scenario->path, writing->text, writing->length, error);
    free(writing->text);
    return done;
}

/* Files of an earlier recording with the same id: they are answers, too. */
static bool check_bodies(const struct writing *writing, struct error *error)
{
    for (size_t number = 1; number <= TRACE_MOST; number++) {
        CLEANUP(cleanup_string) char *name = body_name(writing, number);
        CLEANUP(cleanup_string) char *path = path_beside(writing, name);
        if (access(path, F_OK) == 0 && !file_target_check(path, writing->scenario->replace, error))
            return false;
    }
    return true;
}

bool trace_scenario_is_named(const struct trace_scenario *scenario, struct error *error)
{
    CLEANUP(host_names_free) struct host_names *names = host_names_load(error);
    struct writing writing = {.scenario = scenario, .names = names};

    return names && set_id(&writing, error) && is_party(&writing, error);
}

bool trace_scenario_has_room(const struct trace_scenario *scenario, struct error *error)
{
    struct writing writing = {.scenario = scenario};

    return set_id(&writing, error) && file_target_check(scenario->path, scenario->replace, error) &&
           check_bodies(&writing, error);
}

bool trace_scenario_write(struct trace *trace, const struct trace_scenario *scenario, struct error *error)
{
    CLEANUP(host_names_free) struct host_names *names = host_names_load(error);
    struct writing writing = {.scenario = scenario, .names = names};
    CLEANUP(scenario_free) struct scenario *read = NULL;

    if (!names || !set_id(&writing, error) || !is_party(&writing, error))
        return false;
    if (trace->count == 0)
        return refuse_nothing(trace, error);
    if (!write_text(&writing, trace, error))
        return false;
    read = scenario_load(scenario->path, error);
    return read != NULL;
}
