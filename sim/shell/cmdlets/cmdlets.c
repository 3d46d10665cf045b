/* SPDX-License-Identifier: MIT */
/* The verbs that every noun may have, and cmdlets found by name and place. */
#include "cmdlets.h"

#include "actions.h"
#include "base/cleanup.h"
#include "base/memory.h"
#include "base/nearest.h"
#include "base/text.h"
#include "changes.h"
#include "cmdlet_places.h"

#include <stdlib.h>
#include <string.h>

static const struct verb verbs[] = {
    {"Get", GET, .show = show_objects},           {"Set", SET, .change = set_objects},
    {"New", NEW, .change = make_object},          {"Add", ADD, .change = make_object},
    {"Remove", REMOVE, .change = remove_objects}, {"Update", UPDATE, .change = set_objects},
};

static bool is_known_at(const struct noun *noun, const char *at)
{
    return !at || place_knows_all(at) || noun_is_of_lab(noun) || noun_stands_in(noun, place_of_cmdlets(at));
}

bool cmdlet_runs_at(const struct cmdlet *cmdlet, const char *at)
{
    return is_known_at(cmdlet->noun, at);
}

bool cmdlet_at(const char *at, size_t index, struct cmdlet *cmdlet)
{
    const struct noun *noun;

    for (size_t i = 0; (noun = noun_at(i)); i++)
        for (size_t j = 0; j < ARRAY_SIZE(verbs); j++)
            if ((noun->verbs & verbs[j].flag) && is_known_at(noun, at) && index-- == 0) {
                *cmdlet = (struct cmdlet){.verb = &verbs[j], .noun = noun};
                return true;
            }
    for (size_t i = 0; action_at(i, cmdlet); i++)
        if (is_known_at(cmdlet->noun, at) && index-- == 0)
            return true;
    return false;
}

char *cmdlet_name(const struct cmdlet *cmdlet)
{
    return text_format("%s-%s", cmdlet->verb->name, cmdlet->noun->name);
}

char *cmdlet_nearest(const char *name, const char *at, unsigned *away)
{
    char *nearest = NULL;
    struct cmdlet cmdlet;

    for (size_t i = 0; cmdlet_at(at, i, &cmdlet); i++) {
        CLEANUP(cleanup_string) char *candidate = cmdlet_name(&cmdlet);
        if (nearer(name, candidate, away)) {
            free(nearest);
            nearest = TAKE(candidate);
        }
    }
    return nearest;
}

/* Any place will do. */
static bool find(const char *name, struct cmdlet *cmdlet)
{
    const char *dash = strchr(name, '-');
    CLEANUP(cleanup_string) char *word = dash ? text_format("%.*s", (int)(dash - name), name) : NULL;

    if (action_find(name, cmdlet))
        return true;
    cmdlet->noun = dash ? noun_find(dash + 1) : NULL;
    for (size_t i = 0; cmdlet->noun && i < ARRAY_SIZE(verbs); i++) {
        cmdlet->verb = &verbs[i];
        if (text_equal(verbs[i].name, word) && (cmdlet->noun->verbs & verbs[i].flag))
            return true;
    }
    return false;
}

/* " Did you mean Set-OrganizationRelationship?", or "" where nothing is near. The caller frees it. */
static char *suggest(const char *name, const char *at)
{
    unsigned away = (unsigned)strlen(name) / 4 + 1;
    char *nearest = cmdlet_nearest(name, at, &away);
    char *sentence = nearest ? text_format(" Did you mean %s?", nearest) : text_copy("");

    free(nearest);
    return sentence;
}

/* What else there is of a noun, or where there is what was asked for; else what was perhaps meant. */
static char *advise(const char *name, const char *at, const struct cmdlet *found, bool complete)
{
    if (!found->noun)
        return suggest(name, at);
    if (complete)
        return text_format(" It runs at %s.", noun_scope(found->noun, 0));
    return text_format(" %s has no such verb.", found->noun->name);
}

bool cmdlet_find(const char *name, const char *at, struct cmdlet *cmdlet, struct error *error)
{
    const bool complete = find(name, cmdlet);
    CLEANUP(cleanup_string) char *advice = NULL;

    if (complete && is_known_at(cmdlet->noun, at))
        return true;
    advice = advise(name, at, cmdlet, complete);
    return error_set(error,
                     "The term '%s' is not recognized as the name of a cmdlet, function, script file, or operable "
                     "program.%s",
                     name, advice);
}
