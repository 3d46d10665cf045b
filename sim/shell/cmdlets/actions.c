/* SPDX-License-Identifier: MIT */
/* Actions found by number and by name. */
#include "actions.h"

#include "action_rows.h"
#include "base/cleanup.h"
#include "base/text.h"

#define ADDRESS(name) &action_##name,

static const struct cmdlet_action *const actions[] = {ACTIONS(ADDRESS)};

bool action_at(size_t index, struct cmdlet *cmdlet)
{
    if (index >= ARRAY_SIZE(actions))
        return false;
    *cmdlet = (struct cmdlet){.verb = &actions[index]->verb, .noun = &actions[index]->noun};
    return true;
}

bool action_find(const char *name, struct cmdlet *cmdlet)
{
    struct cmdlet action;

    for (size_t i = 0; action_at(i, &action); i++) {
        CLEANUP(cleanup_string) char *whole = text_format("%s-%s", action.verb->name, action.noun->name);
        if (text_equal(whole, name)) {
            *cmdlet = action;
            return true;
        }
    }
    return false;
}
