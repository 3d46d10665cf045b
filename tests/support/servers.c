/* SPDX-License-Identifier: MIT */
/* Servers on threads that answer what a test says. */
#include "servers.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "evidence/evidence.h"
#include "exchange/common/soap.h"
#include "exchange/ews/availability/user_availability.h"
#include "exchange/ews/ews.h"
#include "origin/origin.h"
#include "vocabulary/exchange_names.h"
#include "xml/xml.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define VIEW                                                                                                           \
    "<m:FreeBusyView xmlns:m=\"" NS_MESSAGES "\" xmlns:t=\"" NS_TYPES "\"><t:FreeBusyViewType>DetailedMerged"          \
    "</t:FreeBusyViewType><t:MergedFreeBusy>02</t:MergedFreeBusy><t:CalendarEventArray><t:CalendarEvent><t:StartTime>" \
    "2026-01-05T09:00:00</t:StartTime><t:EndTime>2026-01-05T10:00:00Z</t:EndTime><t:BusyType>Busy</t:BusyType>"        \
    "<t:CalendarEventDetails><t:Subject>Far &amp; away</t:Subject><t:IsMeeting>true</t:IsMeeting><t:IsRecurring>false" \
    "</t:IsRecurring><t:IsException>false</t:IsException><t:IsReminderSet>false</t:IsReminderSet><t:IsPrivate>false"   \
    "</t:IsPrivate></t:CalendarEventDetails></t:CalendarEvent></t:CalendarEventArray></m:FreeBusyView>"

static struct lookup *ask(void *context, const struct snapshot *snapshot, const char *scope,
                          const struct asked_look_up *asked)
{
    struct servers *servers = context;
    struct lookup *lookup = lookup_new(asked->requester, asked->target);

    (void)snapshot;
    snprintf(servers->asked, sizeof servers->asked, "%s %s %s %s %s", scope, asked->requester, asked->target,
             asked->start, asked->end);
    servers->asked_count++;
    lookup->ok = !servers->verdict;
    if (lookup->ok) {
        evidence_set(&lookup->view, VIEW);
        return lookup;
    }
    evidence_set(&lookup->error_text, servers->verdict);
    evidence_set(&lookup->exception_class,
                 "Microsoft.Exchange.InfoWorker.Common.Availability.ProxyWebRequestProcessingException");
    evidence_set(&lookup->response_code, "ErrorProxyRequestProcessingFailed");
    evidence_set(&lookup->response_source, "https://mail.contoso.com/EWS/Exchange.asmx");
    lookup->exception_code = 5016;
    lookup->lid = 43532;
    return lookup;
}

static char *message_text(const struct lookup *lookup, const char *server)
{
    return text_format("%s: %s. Name of the server where exception originated: %s. LID: %d.", lookup->exception_class,
                       lookup->error_text, server, lookup->lid);
}

static const char *asking(void *context)
{
    return ((struct servers *)context)->asking;
}

/* Every occurrence of `from`; the caller frees the result. */
static char *replace(const char *text, const char *from, const char *to)
{
    char *result = NULL;
    size_t length;
    FILE *output = open_memstream(&result, &length);

    for (const char *hit; (hit = strstr(text, from)); text = hit + strlen(from))
        fprintf(output, "%.*s%s", (int)(hit - text), text, to);
    fputs(text, output);
    fclose(output);
    return result;
}

static char *load(const char *const *changes)
{
    struct error error = {""};
    char *text = file_read(FBLAB_SOURCE "/scenarios/organizations.xml", 4u << 20, NULL, &error);

    for (; text && changes && *changes; changes += 2) {
        char *changed = replace(text, changes[0], changes[1]);
        free(text);
        text = changed;
    }
    if (!text)
        fprintf(stderr, "%s\n", error.text);
    return text ? text : strdup("");
}

void servers_start(struct servers *servers, const char *const *changes)
{
    CLEANUP(cleanup_string) char *text = load(changes);
    struct error error = {""};

    *servers = (struct servers){.asking = "exo"};
    servers->setup = (struct exchange_setup){.seed = 1,
                                             .user = SERVERS_USER,
                                             .password = SERVERS_PASSWORD,
                                             .context = servers,
                                             .ask = ask,
                                             .message_text = message_text,
                                             .asking = asking};
    servers->snapshot = snapshot_parse(text, strlen(text), "organizations.xml", &error);
    servers->exchange = exchange_new(&servers->setup);
    if (!servers->snapshot) {
        fprintf(stderr, "%s\n", error.text);
        abort();
    }
}

static void forget_answer(struct servers *servers)
{
    answer_clear(&servers->answer);
    xml_free(&servers->document);
}

void servers_stop(struct servers *servers)
{
    forget_answer(servers);
    exchange_free(&servers->exchange);
    snapshot_release(&servers->snapshot);
}

static void add_line(struct headers *headers, const char *line)
{
    const char *colon = strchr(line, ':');
    CLEANUP(cleanup_string) char *name = text_format("%.*s", (int)(colon - line), line);

    headers_set(headers, name, colon + 2);
}

void servers_send(struct servers *servers, const char *party, const char *method, const char *path, const char *header,
                  const char *body)
{
    const struct origin origin = {.party = party, .client = "127.0.0.1:50000", .tls = true, .connection = 1};
    struct request request = {.origin = &origin,
                              .must_not_wait = servers->must_not_wait,
                              .method = method,
                              .path = path,
                              .query = "",
                              .body = body ? body : "",
                              .body_length = body ? strlen(body) : 0};

    forget_answer(servers);
    headers_add(&request.headers, "Host", strcmp(party, "front-door") == 0 ? "localhost:4443" : "mail.contoso.com");
    if (body)
        headers_add(&request.headers, "Content-Type", CONTENT_TYPE_XML);
    if (header)
        add_line(&request.headers, header);
    exchange_answer(servers->exchange, servers->snapshot, &request, &servers->answer);
    headers_clear(&request.headers);
    if (servers->answer.body_length > 0)
        servers->document = xml_parse(servers->answer.body, servers->answer.body_length, "answer", NULL);
}

void servers_call(struct servers *servers, const char *scope, const struct caller *caller, const char *element)
{
    const struct origin origin = {.party = scope};
    CLEANUP(cleanup_string) char *body = servers_envelope("", element);
    const struct request request = {.origin = &origin, .method = "POST", .path = PATH_EWS, .query = "", .body = body};
    xmlDoc *envelope = xml_parse(body, strlen(body), "request", NULL);
    const struct exchange_call call = {.exchange = servers->exchange,
                                       .setup = &servers->setup,
                                       .snapshot = servers->snapshot,
                                       .scope = scope,
                                       .request = &request,
                                       .envelope = envelope};

    forget_answer(servers);
    availability_answer(&call, caller, soap_body(&call), &servers->answer);
    xml_free(&envelope);
    servers->document = xml_parse(servers->answer.body, servers->answer.body_length, "answer", NULL);
}

char *servers_envelope(const char *headers, const char *element)
{
    return text_format("<?xml version='1.0'?><SOAP-ENV:Envelope xmlns:SOAP-ENV=\"" NS_SOAP11 "\" xmlns:t=\"" NS_TYPES
                       "\" xmlns:m=\"" NS_MESSAGES "\" xmlns:a=\"" NS_AUTODISCOVER "\"><SOAP-ENV:Header>%s"
                       "</SOAP-ENV:Header><SOAP-ENV:Body>%s</SOAP-ENV:Body></SOAP-ENV:Envelope>",
                       headers, element);
}

char *servers_text(const struct servers *servers, const char *name)
{
    const xmlNode *root = servers->document ? xmlDocGetRootElement(servers->document) : NULL;
    char *text = xml_text(root ? xml_below(root, name) : NULL);

    return text ? text : text_copy("");
}

static size_t count_below(const xmlNode *parent, const char *name)
{
    size_t count = 0;

    for (const xmlNode *child = xml_first(parent); child; child = xml_next(child, NULL))
        count += (strcmp((const char *)child->name, name) == 0) + count_below(child, name);
    return count;
}

size_t servers_count(const struct servers *servers, const char *name)
{
    return servers->document ? count_below(xmlDocGetRootElement(servers->document), name) : 0;
}

const char *servers_header(const struct servers *servers, const char *name)
{
    const char *value = headers_get(&servers->answer.headers, name);

    return value ? value : "";
}
