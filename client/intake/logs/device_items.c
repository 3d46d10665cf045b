/* SPDX-License-Identifier: MIT */
/* What a line says was done, and at which hop a client meets that. Whose request it was no such line tells, unless the name is
 * that of who issues tokens. */
#include "device_items.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "intake/requests/slices.h"
#include "vocabulary/exchange_names.h"

#include <ctype.h>
#include <string.h>

/* hop HOP_COUNT: of a request that is not known, for it is inside TLS. */
static const struct firewall_deed {
    const char *action, *stage;
    enum hop hop;
    enum outcome outcome;
} deeds[] = {
    {"drop", "syn", HOP_CONNECT, OUTCOME_CONNECT_TIMEOUT},
    {"reset", "syn", HOP_CONNECT, OUTCOME_CONNECTION_REFUSED},
    {"reset", "established", HOP_TLS, OUTCOME_RESET_IN_HANDSHAKE},
    {"reset", "tls-client-hello", HOP_TLS, OUTCOME_RESET_IN_HANDSHAKE},
    {"close", "tls-client-hello", HOP_TLS, OUTCOME_CLOSED_IN_HANDSHAKE},
    {"drop", "tls-client-hello", HOP_TLS, OUTCOME_TIMEOUT},
    {"reset", "request", HOP_COUNT, OUTCOME_CONNECTION_RESET},
    {"close", "request", HOP_COUNT, OUTCOME_CONNECTION_CLOSED},
    {"drop", "request", HOP_COUNT, OUTCOME_TIMEOUT},
    {"reset", "response", HOP_COUNT, OUTCOME_RESPONSE_RESET},
    {"close", "response", HOP_COUNT, OUTCOME_RESPONSE_CUT},
};

/* Who issues tokens, and the ways that lead to him. */
static const struct issuer {
    const char *host;
    enum way ways[2];
} issuers[] = {
    {"login.microsoftonline.com", {WAY_DAUTH, WAY_OAUTH}},
    {TOKEN_SERVICE_HOST, {WAY_OAUTH, WAY_NONE}},
    {"login.windows.net", {WAY_OAUTH, WAY_NONE}},
};

/* With what the names of availability services begin, and those of tokens; a DNS server is asked for many others. */
static const char *const beginnings[] = {"autodiscover", "mail.",    "webmail.", "owa.",      "ews.",   "exchange.",
                                         "hybrid.",      "outlook.", "login.",   "accounts.", "legacy."};
static const char agent_suffix[] = ".msappproxy.net";

static struct slice value_of(const struct slices *words, const char *name)
{
    const size_t length = strlen(name);

    for (size_t i = 0; i < words->count; i++)
        if (slice_starts(words->items[i], name))
            return slice_from(words->items[i], length);
    return (struct slice){"", 0};
}

static const struct firewall_deed *deed_of(const struct slices *words)
{
    const struct slice action = value_of(words, "action="), stage = value_of(words, "stage=");

    for (size_t i = 0; i < ARRAY_SIZE(deeds); i++)
        if (slice_is(action, deeds[i].action) && slice_is(stage, deeds[i].stage))
            return &deeds[i];
    return NULL;
}

bool device_is_firewall(const char *line, size_t length)
{
    struct slices words;

    slices_read_blanks(&words, line, length);
    return deed_of(&words) && value_of(&words, "dst=").length > 0;
}

bool device_is_dns(const char *line, size_t length)
{
    const struct slice whole = {line, length};

    return slice_has(whole, " PACKET ") && slice_has(whole, "] ") && slice_has(whole, "(0)");
}

/* What the line tells, and where it stands. */
struct device_line {
    const struct log_source *source;
    struct item item;
    const char *host; /* "": not told */
    enum hop hop;
    enum outcome outcome;
};

static void give_by(struct device_line *line, enum way way, enum hop step)
{
    CLEANUP(lookup_free) struct lookup *lookup = lookup_new(NULL, NULL);
    struct evidence *const record = lookup_add(lookup, line->hop, step);

    lookup->way = way;
    record->headers_unknown = true;
    record->outcome = line->outcome;
    evidence_set(&record->party, *line->host ? line->host : NULL);
    line->item.lookup = lookup;
    line->source->take(line->source->context, &line->item);
}

static void give_line(struct device_line *line)
{
    bool given = false;

    for (size_t i = 0; i < ARRAY_SIZE(issuers); i++)
        for (size_t k = 0; text_equal(line->host, issuers[i].host) && k < 2 && issuers[i].ways[k]; k++) {
            give_by(line, issuers[i].ways[k], HOP_TOKEN);
            given = true;
        }
    if (!given)
        give_by(line, WAY_NONE, line->hop);
}

static struct item item_of(const struct log_source *source, const char *record, size_t length, size_t number)
{
    return (struct item){
        .kind = ITEM_LOG, .text = record, .length = length, .line = number, .entry = source->place->entry};
}

void log_give_firewall(const struct log_source *source, const char *record, size_t length, size_t line)
{
    struct slices words;
    const struct firewall_deed *deed;

    slices_read_blanks(&words, record, length);
    deed = deed_of(&words);
    if (!deed || value_of(&words, "dst=").length == 0)
        return;
    const struct slice name = value_of(&words, "host="), time = slices_at(&words, 0);
    CLEANUP(cleanup_string) char *host = text_copy_part(name.text, slice_is(name, "-") ? 0 : name.length);
    CLEANUP(cleanup_string) char *when = text_copy_part(time.text, time.length);
    struct device_line told = {source, item_of(source, record, length, line), host, deed->hop, deed->outcome};

    told.item.host = *host ? host : NULL;
    told.item.time = when;
    give_line(&told);
}

/* "mail.contoso.com" of "(4)mail(7)contoso(3)com(0)". The caller frees it. */
static char *name_of(struct slice line)
{
    const size_t start = slice_find(line, "] "), first = start + slice_find(slice_from(line, start), "(");
    const struct slice labels = slice_from(line, first);
    char *const name = memory_room(labels.length + 1);
    size_t kept = 0;

    for (size_t i = 0; i < labels.length; i++) {
        const char byte = labels.text[i];
        if (byte == '(') {
            while (i < labels.length && labels.text[i] != ')')
                i++;
            if (kept > 0)
                name[kept++] = '.';
        } else if (isalnum((unsigned char)byte) || byte == '-' || byte == '_') {
            name[kept++] = (char)tolower((unsigned char)byte);
        }
    }
    kept -= kept > 0 && name[kept - 1] == '.';
    name[kept] = '\0';
    return name;
}

static bool is_of_interest(const char *name)
{
    for (size_t i = 0; i < ARRAY_SIZE(beginnings); i++)
        if (text_starts(name, beginnings[i]))
            return true;
    return text_ends(name, agent_suffix);
}

/* Before the number of the thread, which is the last word before the mark. */
static size_t moment_length(struct slice line)
{
    const size_t mark = slice_find(line, " PACKET ");
    const char *const blank = memrchr(line.text, ' ', mark);

    return blank ? (size_t)(blank - line.text) : mark;
}

void log_give_dns(const struct log_source *source, const char *record, size_t length, size_t line)
{
    const struct slice whole = {record, length};
    CLEANUP(cleanup_string) char *name = NULL;
    CLEANUP(cleanup_string) char *time = NULL;

    if (!device_is_dns(record, length) || !slice_has(whole, " Snd ") || !slice_has(whole, "NXDOMAIN] A "))
        return;
    name = name_of(whole);
    time = text_copy_part(record, moment_length(whole));
    struct device_line told = {source, item_of(source, record, length, line), name, HOP_RESOLVE,
                               OUTCOME_NAME_NOT_RESOLVED};
    told.item.host = name;
    told.item.time = time;
    if (is_of_interest(name))
        give_line(&told);
}
