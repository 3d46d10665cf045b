/* SPDX-License-Identifier: MIT */
/* The names that templates may have, and where each value comes from. */
#include "template.h"
#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "evidence/entities.h"
#include "vocabulary/exchange_names.h"
#include "wire_text.h"
#include "xml/xml.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

struct template_source {
    const struct lookup *lookup;
    const struct evidence *evidence;
    FILE *output;
};

static void fill(const char *template, const struct template_source *source);

static void put(const struct template_source *source, const char *text)
{
    fputs(text ? text : "", source->output);
}

static void put_type(const struct template_source *source)
{
    put(source, wire_text(source->evidence)->type);
}

static void put_message(const struct template_source *source)
{
    fill(wire_text(source->evidence)->message, source);
}

static void put_inner(const struct template_source *source)
{
    fill(wire_text(source->evidence)->inner, source);
}

static void put_email(const struct template_source *source)
{
    put(source, source->lookup->target);
}

static void put_party(const struct template_source *source)
{
    put(source, source->evidence->party);
}

/* .NET prints the host of the URL; the record's party is that host, without a port. */
static void put_host(const struct template_source *source)
{
    const char *const party = source->evidence->party ? source->evidence->party : "";

    fprintf(source->output, "%.*s", (int)strcspn(party, ":"), party);
}

/* The port that the URL names: one asks an address there, whatever a lab or a NAT makes of it on the way. */
static const char *port_asked(const char *url)
{
    const char *host = url ? strstr(url, "://") : NULL, *end, *port;

    if (!host)
        return "443";
    host += strlen("://");
    end = host + strcspn(host, "/?#");
    port = memrchr(host, ':', (size_t)(end - host));
    if (port && port > (const char *)memrchr(host, ']', (size_t)(end - host)))
        return port + 1;
    return text_starts(url, "http:") ? "80" : "443";
}

static void put_address(const struct template_source *source)
{
    const char *const address = source->evidence->address, *const colon = address ? strrchr(address, ':') : NULL;
    const char *const port = port_asked(source->evidence->url);

    if (colon)
        fprintf(source->output, "%.*s:%.*s", (int)(colon - address), address, (int)strcspn(port, "/?#"), port);
}

static void put_url(const struct template_source *source)
{
    put(source, source->evidence->url);
}

static void put_status(const struct template_source *source)
{
    fprintf(source->output, "%d", source->evidence->http_status);
}

static void put_status_name(const struct template_source *source)
{
    put(source, status_name(source->evidence));
}

/* Runs of blanks print as one, as in the published texts; the record itself keeps the phrase byte for byte. */
static void put_reason(const struct template_source *source)
{
    const char *const reason = source->evidence->reason ? source->evidence->reason : "";

    for (const char *at = reason; *at; at++)
        if (!isspace((unsigned char)*at) || !isspace((unsigned char)at[1]))
            fputc(*at, source->output);
}

static void put_diagnostics(const struct template_source *source)
{
    put(source, evidence_header(source->evidence, HEADER_DIAGNOSTICS));
}

/* Texts of services end in line breaks that nobody prints. */
static void put_fault(const struct template_source *source)
{
    const char *const text = source->evidence->fault_text ? source->evidence->fault_text : "";
    size_t length = strlen(text);

    while (length > 0 && isspace((unsigned char)text[length - 1]))
        length--;
    fwrite(text, 1, length, source->output);
}

/* The texts of the gateway end in CR LF; as published, the CR is not to be seen. */
static void put_without_returns(const struct template_source *source, const char *xml)
{
    static const char mark[] = "&#13;";

    for (const char *end; (end = strstr(xml, mark)); xml = end + strlen(mark))
        fprintf(source->output, "%.*s", (int)(end - xml), xml);
    put(source, xml);
}

/* The whole S:Fault, as .NET shows what it was given; its text where that is no XML any more. */
static void put_fault_xml(const struct template_source *source)
{
    const char *const body = source->evidence->body ? source->evidence->body : "";
    CLEANUP(xml_free) xmlDoc *document = xml_parse(body, strlen(body), "fault", NULL);
    xmlNode *const fault = document ? xml_find(xmlDocGetRootElement(document), "Body/Fault") : NULL;
    CLEANUP(cleanup_string) char *xml = fault ? xml_dump(fault) : NULL;

    if (!xml)
        put_fault(source);
    else
        put_without_returns(source, xml);
}

static void put_code(const struct template_source *source)
{
    put(source, source->evidence->fault_code);
}

/* An error of the user as a whole keeps the service from giving the one setting that was asked for. */
static void put_setting(const struct template_source *source)
{
    put(source, source->evidence->fault_setting ? source->evidence->fault_setting : "ExternalEwsUrl");
}

static void put_content_type(const struct template_source *source)
{
    put(source, evidence_header(source->evidence, "Content-Type"));
}

static void put_body(const struct template_source *source)
{
    const char *const body = source->evidence->body ? source->evidence->body : "";
    CLEANUP(cleanup_string) char *decoded = entities_decode(body, strlen(body));

    put(source, decoded);
}

static const struct name_row {
    const char *name;
    void (*put)(const struct template_source *source);
} names[] = {
    {"{class}", put_type},       {"{message}", put_message}, {"{inner}", put_inner},
    {"{email}", put_email},      {"{party}", put_party},     {"{host}", put_host},
    {"{address}", put_address},  {"{url}", put_url},         {"{status}", put_status},
    {"{name}", put_status_name}, {"{reason}", put_reason},   {"{fault-xml}", put_fault_xml},
    {"{fault}", put_fault},      {"{code}", put_code},       {"{diagnostics}", put_diagnostics},
    {"{setting}", put_setting},  {"{body}", put_body},       {"{type}", put_content_type},
};

static const struct name_row *name_at(const char *text)
{
    for (size_t i = 0; i < ARRAY_SIZE(names); i++)
        if (strncmp(text, names[i].name, strlen(names[i].name)) == 0)
            return &names[i];
    return NULL;
}

static void fill(const char *template, const struct template_source *source)
{
    while (*template) {
        const struct name_row *const row = *template == '{' ? name_at(template) : NULL;
        if (row)
            row->put(source);
        else
            fputc(*template, source->output);
        template += row ? strlen(row->name) : 1;
    }
}

char *template_fill(const char *template, const struct lookup *lookup, const struct evidence *evidence)
{
    char *text = NULL;
    size_t size = 0;
    const struct template_source source = {lookup, evidence, text_stream(&text, &size)};

    fill(template, &source);
    text_stream_close(source.output);
    return text;
}
