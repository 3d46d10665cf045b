/* SPDX-License-Identifier: MIT */
/* What the schema cannot say of tickets: that patterns are patterns, that names exist, and that nothing is missing in the end. */
#include "base/cleanup.h"
#include "base/pattern.h"
#include "base/text.h"
#include "sections.h"
#include "ticket_reader.h"
#include "xml/xml.h"

#include <stdlib.h>
#include <string.h>

#define PLACEHOLDERS "asker-name asker asked-name asked asking-company asked-company colleague day time ticket-number"
#define HOPS "route resolve connect tls token autodiscover availability"

enum { FEWEST_HINTS = 3, FEWEST_WRONG_CHOICES = 3, FEWEST_WRONG_REFUTATIONS = 2 };

/* Is the name one of those, which blanks separate? */
static bool is_one_of(const char *names, const char *name, size_t length)
{
    for (const char *at = names; *at; at += strcspn(at, " "), at += *at == ' ')
        if (length > 0 && strcspn(at, " ") == length && strncmp(at, name, length) == 0)
            return true;
    return false;
}

static bool hops_exist(const struct source_file *source, const xmlNode *ticket, struct error *error)
{
    for (const xmlNode *hop = xml_child(ticket, "hop"); hop; hop = xml_next(hop, "hop")) {
        CLEANUP(cleanup_string) char *name = xml_text(hop);
        if (!is_one_of(HOPS, name, strlen(name)))
            return source_refuse(source, hop, error, "\"%.40s\" is no hop of a look-up; these are: %s", name, HOPS);
    }
    return true;
}

static bool is_pattern(const struct source_file *source, const xmlNode *node, const char *name, struct error *error)
{
    CLEANUP(cleanup_string) char *text = attribute_read(node, name);
    struct error why;
    CLEANUP(pattern_free) struct pattern *pattern = *text ? pattern_new_search(text, &why) : NULL;

    return pattern || !*text ||
           source_refuse(source, node, error, "%s=\"%.60s\" is no pattern: %s", name, text, why.text);
}

static bool patterns_are_patterns(const struct source_file *source, const xmlNode *ticket, struct error *error)
{
    static const char *const names[] = {"marks", "expects", "refuses"};

    for (const xmlNode *part = xml_first(ticket); part; part = xml_next(part, NULL))
        for (size_t i = 0; i < ARRAY_SIZE(names); i++)
            if (!is_pattern(source, part, names[i], error))
                return false;
    return true;
}

/* A state that neither expects nor refuses anything could not fail. */
static bool states_say_something(const struct source_file *source, const xmlNode *ticket, struct error *error)
{
    for (const xmlNode *part = xml_first(ticket); part; part = xml_next(part, NULL))
        if ((xml_is(part, NULL, "goal") || xml_is(part, NULL, "forbidden")) &&
            !xmlHasProp((xmlNode *)part, (const xmlChar *)"expects") &&
            !xmlHasProp((xmlNode *)part, (const xmlChar *)"refuses"))
            return source_refuse(source, part, error,
                                 "<%s> is always right; give it expects=\"PATTERN\" or refuses=\"PATTERN\"",
                                 (const char *)part->name);
    return true;
}

static bool words_have_no_strange_braces(const struct source_file *source, const xmlNode *node, struct error *error)
{
    CLEANUP(cleanup_string) char *text = xml_text(node);

    for (const char *open = strchr(text, '{'); open; open = strchr(open + 1, '{'))
        if (!is_one_of(PLACEHOLDERS, open + 1, strcspn(open + 1, "}")))
            return source_refuse(source, node, error, "{%.*s} is no placeholder of a mail; these are: %s",
                                 (int)strcspn(open + 1, "}"), open + 1, PLACEHOLDERS);
    return true;
}

static bool mails_are_fillable(const struct source_file *source, const xmlNode *ticket, struct error *error)
{
    for (const xmlNode *mail = xml_child(ticket, "mail"); mail; mail = xml_next(mail, "mail"))
        for (const xmlNode *words = xml_first(mail); words; words = xml_next(words, NULL))
            if (!words_have_no_strange_braces(source, words, error))
                return false;
    return true;
}

bool ticket_is_fine(const struct source_file *source, const xmlNode *ticket, struct error *error)
{
    return hops_exist(source, ticket, error) && patterns_are_patterns(source, ticket, error) &&
           states_say_something(source, ticket, error) && mails_are_fillable(source, ticket, error);
}

static bool is_fit(const struct ticket *ticket, const char *id)
{
    for (size_t i = 0; i < ticket->fit_count; i++)
        if (strcmp(ticket->fits[i].id, id) == 0)
            return true;
    return false;
}

size_t ticket_wrong_choices(const struct scenario *scenario, const struct ticket *ticket, struct ticket_row *rows)
{
    size_t count = 0;

    for (size_t i = 0; i < ticket->choice_count; i++)
        if (!is_fit(ticket, ticket->choices[i].id))
            rows[count++] = ticket->choices[i];
    for (size_t i = 0; i < scenario->look_alike_count && count < TICKET_MOST_CHOICES; i++) {
        const struct look_alike *const other = &scenario->look_alikes[i];
        bool is_new = !is_fit(ticket, other->id);

        for (size_t j = 0; j < count && is_new; j++)
            is_new = strcmp(rows[j].id, other->id) != 0;
        if (is_new)
            rows[count++] = (struct ticket_row){other->id, other->check};
    }
    return count;
}

static bool is_whole(const struct scenario *scenario, const struct variant *variant, struct error *error)
{
    const struct ticket ticket = ticket_of(scenario, variant);
    struct ticket_row wrong[TICKET_MOST_CHOICES];
    const struct {
        bool there;
        const char *wanted;
    } parts[] = {
        {ticket.choice_count <= TICKET_MOST_CHOICES, "at most 16 <choice>"},
        {ticket.mail_count > 0, "a <mail>"},
        {ticket.hops.count > 0, "a <hop>"},
        {ticket.choice_count > TICKET_MOST_CHOICES ||
             ticket_wrong_choices(scenario, &ticket, wrong) >= FEWEST_WRONG_CHOICES,
         "three wrong rows to choose from (a <choice>, or a <look-alike> of the signs)"},
        {ticket.refutes.count > 0, "what <refutes> the answer"},
        {ticket.wrong_count >= FEWEST_WRONG_REFUTATIONS, "two <does-not-refute>"},
        {ticket.hint_count >= FEWEST_HINTS, "three <hint>"},
        {ticket.debrief.count > 0, "a <debrief>"},
        {ticket.asks, "a <question>"},
    };
    char id[32];

    for (size_t i = 0; i < ARRAY_SIZE(parts); i++)
        if (!parts[i].there)
            return error_set(error, "%s:%d:1: the ticket of %s needs %s", scenario->file, ticket.line,
                             variant_id(scenario, variant, id), parts[i].wanted);
    return true;
}

bool tickets_are_whole(const struct scenario *scenario, struct error *error)
{
    bool any = scenario->ticket;

    for (size_t i = 0; i < scenario->variant_count; i++)
        any |= scenario->variants[i].ticket != NULL;
    for (size_t i = 0; any && i < scenario->variant_count; i++)
        if (!is_whole(scenario, &scenario->variants[i], error))
            return false;
    return true;
}
