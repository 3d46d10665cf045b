/* SPDX-License-Identifier: MIT */
/* The kinds of logs, and which of them have an entry. */
#include "server_logs.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "log_entry.h"
#include "log_kind.h"

#include <string.h>

static const struct log_kind *const kinds[] = {
    &log_dns,        &log_firewall,      &log_tmg,     &log_proxy,        &log_http_err,  &log_w3svc1,
    &log_http_proxy, &log_w3svc2,        &log_ews,     &log_autodiscover, &log_agent,     &log_domino,
    &log_web_site,   &log_token_service, &log_gateway, &log_graph,        &log_event_xml, &log_event_text,
};

/* The caller frees it. */
static char *written(void (*write)(FILE *output, const json_t *entry), const json_t *entry)
{
    char *text = NULL;
    size_t length;
    FILE *output = text_stream(&text, &length);

    if (write)
        write(output, entry);
    text_stream_close(output);
    return text;
}

/* Nobody outside can begin a line of a log, whatever stands in an entry. */
static void keep_in_one_line(char *text)
{
    size_t length = strlen(text);

    while (length > 0 && strchr("\r\n", text[length - 1]))
        length--;
    for (size_t i = 0; i < length; i++)
        if (strchr("\r\n", text[i]))
            text[i] = '?';
}

static void give(const struct log_kind *kind, const json_t *entry, log_line_function *take, void *context)
{
    CLEANUP(cleanup_string) char *path = kind->path(entry);
    CLEANUP(cleanup_string) char *head = written(kind->write_head, entry);
    CLEANUP(cleanup_string) char *text = written(kind->write_line, entry);
    if (!kind->several_lines)
        keep_in_one_line(text);
    const struct log_line line = {path, log_entry_text(entry, "party"), head, text};

    take(context, &line);
}

void server_logs_of(const json_t *entry, log_line_function *take, void *context)
{
    for (size_t i = 0; i < ARRAY_SIZE(kinds); i++)
        if (kinds[i]->has(entry))
            give(kinds[i], entry, take, context);
}
