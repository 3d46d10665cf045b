/* SPDX-License-Identifier: MIT */
/* Ids of scenarios and variants become rows to run. */
#include "selection.h"

#include "base/memory.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

static void add(struct selection *selection, const struct scenario *scenario, const struct variant *variant)
{
    struct selected *grown = memory_one_more(selection->items, selection->count, sizeof *grown);

    selection->items = grown;
    grown[selection->count] = (struct selected){.scenario = scenario, .variant = variant};
    variant_id(scenario, variant, grown[selection->count++].id);
}

static void add_scenario(struct selection *selection, const struct scenario *scenario)
{
    for (size_t i = 0; i < scenario->variant_count; i++)
        add(selection, scenario, &scenario->variants[i]);
}

/* "06" means every variant, "06b" that one. */
static bool add_id(struct selection *selection, const struct library *library, const char *id, struct error *error)
{
    const struct variant *variant;
    const struct scenario *scenario = library_find(library, id, &variant, error);

    if (!scenario)
        return false;
    if (variant->letter[0] && text_ends(id, variant->letter) && !text_ends(scenario->id, id))
        add(selection, scenario, variant);
    else
        add_scenario(selection, scenario);
    return true;
}

bool selection_make(struct selection *selection, const struct library *library, char *const *ids, size_t count,
                    struct error *error)
{
    *selection = (struct selection){.count = 0};
    for (size_t i = 0; i < count; i++)
        if (!add_id(selection, library, ids[i], error)) {
            selection_clear(selection);
            return false;
        }
    for (size_t i = 0; !count && i < library_count(library); i++)
        add_scenario(selection, library_at(library, i));
    return true;
}

void selection_keep_share(struct selection *selection, unsigned nth, unsigned of)
{
    size_t kept = 0;

    for (size_t i = 0; i < selection->count; i++)
        if (i % of == nth - 1)
            selection->items[kept++] = selection->items[i];
    selection->count = kept;
}

bool selection_has(const struct selection *selection, const char *id)
{
    for (size_t i = 0; i < selection->count; i++)
        if (strcmp(selection->items[i].id, id) == 0)
            return true;
    return false;
}

void selection_clear(struct selection *selection)
{
    free(selection->items);
    *selection = (struct selection){.count = 0};
}

const char *selected_title(const struct selected *selected)
{
    return selected->variant->title ? selected->variant->title : selected->scenario->title;
}
