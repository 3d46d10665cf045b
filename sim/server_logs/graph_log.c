/* SPDX-License-Identifier: MIT */
/* Requests at Microsoft Graph, a JSON object a line, by the names of the tenant's MicrosoftGraphActivityLogs. */
#include "log_entry.h"
#include "log_kind.h"

#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/text.h"
#include "vocabulary/party_names.h"

#include <string.h>

static bool has_graph(const json_t *entry)
{
    return log_entry_is_request(entry) && log_entry_is(entry, "party", PARTY_GRAPH);
}

static char *graph_path(const json_t *entry)
{
    (void)entry;
    return text_copy("EntraID/MicrosoftGraphActivityLogs.jsonl");
}

static void write_line(FILE *output, const json_t *entry)
{
    const char *const client = log_entry_text(entry, "client");
    CLEANUP(cleanup_string) char *address = text_copy_part(client, strcspn(client, ":"));
    CLEANUP(cleanup_string)
    char *url = text_format("https://%s%s", log_entry_text(entry, "host"), log_entry_text(entry, "path"));
    CLEANUP(json_release)
    json_t *line = json_pack(
        "{s:s, s:o, s:o, s:o, s:i, s:o}", "TimeGenerated", log_entry_text(entry, "time"), "IPAddress",
        json_text(address), "RequestMethod", json_text(log_entry_text(entry, "method")), "RequestUri", json_text(url),
        "ResponseStatusCode", log_entry_status(entry), "UserAgent", json_text(log_entry_text(entry, "user_agent")));

    json_dumpf(line, output, JSON_COMPACT);
    fputc('\n', output);
}

const struct log_kind log_graph = {has_graph, graph_path, NULL, .write_line = write_line};
