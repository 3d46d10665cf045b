/* SPDX-License-Identifier: MIT */
/* Placeholders become what is known, or a name in angle brackets. */
#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "facts.h"
#include "scenario/placeholders.h"
#include "vocabulary/places.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Where Autodiscover of Exchange Online is, and what the cloud has been told of the premises. */
#define CLOUD_DISCOVERY "https://autodiscover-s.outlook.com/autodiscover/autodiscover.svc"
#define OWN_RECORD_OF_PREMISES "(Get-IntraOrganizationConfiguration).OnPremiseDiscoveryEndpoint"

/* Which side asks and which is asked, for each direction. */
static const struct side {
    const char *direction, *asking, *asked, *asking_name, *asked_name;
    const char *discovery; /* of the asked side, as the asking one can read it */
} sides[] = {
    {"cloud-to-on-premises", SCOPE_EXO, SCOPE_ONPREM, "Exchange Online", "On-Premises", OWN_RECORD_OF_PREMISES},
    {"on-premises-to-cloud", SCOPE_ONPREM, SCOPE_EXO, "On-Premises", "Exchange Online", CLOUD_DISCOVERY},
    {"cloud-to-cloud", SCOPE_EXO, SCOPE_EXO, "Exchange Online", "Exchange Online", CLOUD_DISCOVERY},
    {"on-premises-to-on-premises", SCOPE_ONPREM, SCOPE_ONPREM, "On-Premises", "On-Premises", NULL},
};

/* The catalogue's usual direction, where nothing tells. */
static const struct side *side_of(const struct facts *facts, const char *documented)
{
    for (size_t i = 0; i < ARRAY_SIZE(sides); i++)
        if (facts->direction && text_equal(sides[i].direction, facts->direction))
            return &sides[i];
    for (size_t i = 0; i < ARRAY_SIZE(sides); i++)
        if (documented && text_equal(sides[i].direction, documented))
            return &sides[i];
    return &sides[0];
}

/* The asker's own settings say which organization they are of. */
static const char *asking_place(const struct facts *facts, const struct side *side)
{
    static const char scope[] = "own-scope";
    const char *const own = facts_get(facts, scope, strlen(scope));

    return own ? own : side->asking;
}

const char *facts_place(const struct facts *facts, const char *direction, const char *at)
{
    if (text_equal(at, "asking"))
        return asking_place(facts, side_of(facts, direction));
    return text_equal(at, "asked") ? side_of(facts, direction)->asked : at;
}

static bool name_is(const char *name, size_t length, const char *wanted)
{
    return strlen(wanted) == length && memcmp(name, wanted, length) == 0;
}

/* A group of the cause's check fills it, which only whoever types the check knows: it stays as it is. */
static char *unknown(const char *name, size_t length, const struct side *side)
{
    const struct placeholder *const placeholder = placeholder_find(name, length);
    const char *const percent = placeholder ? strstr(placeholder->label, "%s") : NULL;

    if (!placeholder)
        return text_format("{%.*s}", (int)length, name);
    if (percent)
        return text_format("%.*s%s%s", (int)(percent - placeholder->label), placeholder->label, side->asked_name,
                           percent + 2);
    return text_copy(placeholder->label);
}

/* Every mark that means more in a pattern gets a backslash. */
static void put_quoted(FILE *output, const char *text)
{
    for (; *text; text++) {
        if (strchr("\\^$.|?*+()[]{}", *text))
            fputc('\\', output);
        fputc(*text, output);
    }
}

static char *value_of(const struct facts *facts, const char *name, size_t length, const struct side *side)
{
    const struct {
        const char *name, *value;
    } sides_of[] = {{"asking-party", asking_place(facts, side)},
                    {"asked-party", side->asked},
                    {"asking-side", side->asking_name},
                    {"asked-side", side->asked_name},
                    {"proper-discovery-endpoint", side->discovery}};
    const char *const value = facts_get(facts, name, length);

    for (size_t i = 0; i < ARRAY_SIZE(sides_of); i++)
        if (!value && sides_of[i].value && name_is(name, length, sides_of[i].name))
            return text_copy(sides_of[i].value);
    return value ? text_copy(value) : unknown(name, length, side);
}

/* Most texts have no placeholder, and are copied. */
static char *fill(const struct facts *facts, const char *direction, const char *text,
                  void (*put)(FILE *output, const char *value))
{
    const struct side *const side = strchr(text, '{') ? side_of(facts, direction) : NULL;
    char *filled = NULL;
    size_t size, length;
    FILE *output = side ? text_stream(&filled, &size) : NULL;
    const char *name;

    if (!output)
        return text_copy(text);
    for (const char *brace; (brace = placeholder_next(text, &name, &length)); text = name + length + 1) {
        fwrite(text, 1, (size_t)(brace - text), output);
        CLEANUP(cleanup_string) char *value = value_of(facts, name, length, side);
        put(output, value);
    }
    fputs(text, output);
    text_stream_close(output);
    return filled;
}

static void put_plain(FILE *output, const char *value)
{
    fputs(value, output);
}

char *facts_fill(const struct facts *facts, const char *direction, const char *text)
{
    return fill(facts, direction, text, put_plain);
}

char *facts_fill_pattern(const struct facts *facts, const char *direction, const char *pattern)
{
    return fill(facts, direction, pattern, put_quoted);
}
