/* SPDX-License-Identifier: MIT */
/* Placeholders become what is known, or a name in angle brackets. */
#include "base/cleanup.h"
#include "base/text.h"
#include "facts.h"
#include "scenario/placeholders.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Which side asks and which is asked, for each direction. */
static const struct side {
    const char *direction, *asking, *asked, *asking_name, *asked_name;
} sides[] = {
    {"cloud-to-on-premises", "exo", "onprem", "Exchange Online", "On-Premises"},
    {"on-premises-to-cloud", "onprem", "exo", "On-Premises", "Exchange Online"},
    {"cloud-to-cloud", "exo", "exo", "Exchange Online", "Exchange Online"},
    {"on-premises-to-on-premises", "onprem", "onprem", "On-Premises", "On-Premises"},
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
static void put_unknown(FILE *output, const char *name, size_t length, const struct side *side)
{
    const struct placeholder *const placeholder = placeholder_find(name, length);
    const char *const percent = placeholder ? strstr(placeholder->label, "%s") : NULL;

    if (!placeholder)
        fprintf(output, "{%.*s}", (int)length, name);
    else if (percent)
        fprintf(output, "%.*s%s%s", (int)(percent - placeholder->label), placeholder->label, side->asked_name,
                percent + 2);
    else
        fputs(placeholder->label, output);
}

static void put_placeholder(FILE *output, const struct facts *facts, const char *name, size_t length,
                            const struct side *side)
{
    const char *const value = facts_get(facts, name, length);

    if (name_is(name, length, "asking-party"))
        fputs(asking_place(facts, side), output);
    else if (name_is(name, length, "asked-party"))
        fputs(side->asked, output);
    else if (name_is(name, length, "asking-side"))
        fputs(side->asking_name, output);
    else if (name_is(name, length, "asked-side"))
        fputs(side->asked_name, output);
    else if (value)
        fputs(value, output);
    else
        put_unknown(output, name, length, side);
}

char *facts_fill(const struct facts *facts, const char *direction, const char *text)
{
    const struct side *const side = side_of(facts, direction);
    char *filled = NULL;
    size_t size, length;
    FILE *output = open_memstream(&filled, &size);
    const char *name;

    if (!output)
        abort();
    for (const char *brace; (brace = placeholder_next(text, &name, &length)); text = name + length + 1) {
        fwrite(text, 1, (size_t)(brace - text), output);
        put_placeholder(output, facts, name, length, side);
    }
    fputs(text, output);
    fclose(output);
    return filled;
}
