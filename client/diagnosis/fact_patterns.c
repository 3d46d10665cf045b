/* SPDX-License-Identifier: MIT */
/* What the text of an error tells about the organizations in it. */
#include "base/cleanup.h"
#include "base/memory.h"
#include "base/pattern.h"
#include "base/text.h"

#include "facts.h"
#include <string.h>

#include <stdlib.h>

#define ADDRESS "[A-Za-z0-9._%+'-]+@[A-Za-z0-9.-]+\\.[A-Za-z]{2,}"
#define HOST "[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\\.[A-Za-z0-9-]+)+"

/* The first group of the first that is found, in texts that have the word at all (case ignored). */
static const struct {
    const char *fact, *word, *pattern;
} rows[] = {
    {"target", "mail", "(?i)e-?mail address:? (?:SMTP:)?(" ADDRESS ")"},
    {"target", "EmailAddress", "(?i)EmailAddress : (?:SMTP:)?(" ADDRESS ")"},
    {"target-domain", "forest/domain", "(?i)information for forest/domain (" HOST ")"},
    {"asked-domain", "forest/domain", "(?i)information for forest/domain (" HOST ")"},
    {"asked-host", "be resolved", "(?i)name could not be resolved:? '(" HOST ")'"},
    {"asked-host", "http", "(?i)(?:failed to communicate with|service at '?|url : )\\s*https?://(" HOST ")"},
    {"asked-ip", ":443", "\\b((?:[0-9]{1,3}\\.){3}[0-9]{1,3}):443\\b"},
    {"asked-ews-url", "/ews/exchange", "(?i)\\b(https://" HOST "/ews/exchange\\.asmx)"},
    {"asked-autodiscover-url", "/autodiscover/", "(?i)\\b(https://" HOST "/autodiscover/autodiscover\\.(?:svc|xml))"},
    {"own-server", "exception originated", "(?i)server where exception originated: ?([A-Za-z0-9-]{1,15})\\b"},
    {"thumbprint", "thumbprint", "(?i)thumbprint[^']{0,30}'([0-9A-F]{40})'"},
};

/* Who printed it: the servers of Exchange Online have names of one form, and no other server has one. */
static const struct {
    const char *direction, *pattern;
} servers[] = {
    {"cloud-to-on-premises", "(?i)exception originated: ?[0-9A-Z]{2,7}P(?:R[0-9]{2}|[0-9]{3})MB[0-9]{4}\\b"},
    {"on-premises-to-cloud",
     "(?i)exception originated: ?(?![0-9A-Z]{2,7}P(?:RD?)?[0-9]{2,4})[A-Z0-9][A-Z0-9-]{0,14}\\b"},
};

struct fact_patterns {
    struct pattern *items[ARRAY_SIZE(rows)], *servers[ARRAY_SIZE(servers)];
};

void fact_patterns_free(struct fact_patterns **patterns)
{
    for (size_t i = 0; *patterns && i < ARRAY_SIZE(rows); i++)
        pattern_free(&(*patterns)->items[i]);
    for (size_t i = 0; *patterns && i < ARRAY_SIZE(servers); i++)
        pattern_free(&(*patterns)->servers[i]);
    free(*patterns);
    *patterns = NULL;
}

struct fact_patterns *fact_patterns_new(struct error *error)
{
    CLEANUP(fact_patterns_free) struct fact_patterns *patterns = memory_new(sizeof *patterns);

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        if (!(patterns->items[i] = pattern_new_search(rows[i].pattern, error)))
            return NULL;
    for (size_t i = 0; i < ARRAY_SIZE(servers); i++)
        if (!(patterns->servers[i] = pattern_new_search(servers[i].pattern, error)))
            return NULL;
    return TAKE(patterns);
}

static void set_found(struct facts *facts, const char *name, const struct pattern *pattern, const char *text,
                      size_t length)
{
    struct span span;
    size_t next;

    if (pattern_next(pattern, text, length, 0, &span, &next) == FOUND) {
        CLEANUP(cleanup_string) char *value = text_format("%.*s", (int)(span.end - span.start), text + span.start);
        facts_set(facts, name, value);
    }
}

static void set_direction(struct facts *facts, const struct fact_patterns *patterns, const char *text, size_t length)
{
    for (size_t i = 0; !facts->direction && i < ARRAY_SIZE(servers); i++)
        if (pattern_find(patterns->servers[i], text, length) == FOUND)
            facts->direction = text_copy(servers[i].direction);
}

void facts_of_text(struct facts *facts, const struct fact_patterns *patterns, const char *text, size_t length)
{
    const char *target;

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        if (strcasestr(text, rows[i].word))
            set_found(facts, rows[i].fact, patterns->items[i], text, length);
    target = facts_get(facts, "target", sizeof "target" - 1);
    facts_set(facts, "target-domain", target ? text_domain(target) : NULL);
    if (facts->era == ERA_OPEN)
        facts->era = era_of_text(text);
    if (strcasestr(text, "exception originated"))
        set_direction(facts, patterns, text, length);
}
