/* SPDX-License-Identifier: MIT */
/* The firewalls in front of the parties: which connections they ended, swallowed, or let nobody make. UTC. Firewalls write what
 * their makers please; this is the form "name=value" of many. */
#include "log_columns.h"
#include "log_entry.h"
#include "log_kind.h"

#include "base/cleanup.h"
#include "base/text.h"

#include <string.h>

/* What the device does, by the word of the wire for it: what it writes, and when it struck. */
static const struct firewall_action {
    const char *fault, *action, *stage;
} actions[] = {
    {"drop", "drop", "syn"},
    {"refuse", "reset", "syn"},
    {"reset-on-accept", "reset", "established"},
    {"reset-in-handshake", "reset", "tls-client-hello"},
    {"close-in-handshake", "close", "tls-client-hello"},
    {"reset-after-request", "reset", "request"},
    {"close-after-request", "close", "request"},
    {"reset-in-response", "reset", "response"},
    {"cut", "close", "response"},
    {"silence", "drop", "request"},
    {"silent-handshake", "drop", "tls-client-hello"},
};

static const struct firewall_action *action_of(const json_t *entry)
{
    for (size_t i = 0; i < ARRAY_SIZE(actions); i++)
        if (log_entry_is(entry, "detail", actions[i].fault))
            return &actions[i];
    return NULL;
}

static bool has(const json_t *entry)
{
    return (log_entry_is(entry, "kind", "connection") || log_entry_is(entry, "kind", "attempt")) && action_of(entry);
}

static char *path(const json_t *entry)
{
    (void)entry;
    return text_copy("FW01/firewall.log");
}

/* Whose rule it was, and for which direction: "onprem-in". */
static void write_rule(FILE *output, const json_t *entry)
{
    fprintf(output, " rule=%s-%s", log_entry_text(entry, "party"),
            log_entry_is(entry, "operation", "out") ? "out" : "in");
}

static void write_line(FILE *output, const json_t *entry)
{
    const struct firewall_action *const action = action_of(entry);

    fprintf(output, "%s FW01 action=%s stage=%s proto=tcp src=", log_entry_text(entry, "time"),
            action ? action->action : "", action ? action->stage : "");
    log_write_client_address(output, entry);
    if (strchr(log_entry_text(entry, "client"), ':')) { /* of a connection that never stood nobody knows the port */
        fputs(" spt=", output);
        log_write_client_port(output, entry);
    }
    fputs(" dst=", output);
    log_write_server_address(output, entry);
    fputs(" dpt=", output);
    log_write_server_port(output, entry);
    write_rule(output, entry);
    fputs(" host=", output);
    log_value_w3c(output, log_entry_text(entry, "host"));
    fputc('\n', output);
}

const struct log_kind log_firewall = {has, path, NULL, .write_line = write_line};
