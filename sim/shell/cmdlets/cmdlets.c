/* SPDX-License-Identifier: MIT */
#include "cmdlets.h"

#include "actions.h"
#include "base/cleanup.h"
#include "base/text.h"
#include "shell/nouns/changes.h"
#include "suggestion.h"

#include <string.h>

static const struct verb verbs[] = {
    {"Get", GET, .show = show_objects},           {"Set", SET, .change = set_objects},
    {"New", NEW, .change = make_object},          {"Add", ADD, .change = make_object},
    {"Remove", REMOVE, .change = remove_objects}, {"Update", UPDATE, .change = set_objects},
};

static bool is_known_at(const struct noun *noun, const char *at)
{
    return noun_is_of_lab(noun) || noun_stands_in(noun, at);
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

/* What else there is of a noun, or where there is what was asked for; else what was perhaps meant. */
static char *advise(const char *name, const char *at, const struct cmdlet *found, bool complete)
{
    if (!found->noun)
        return suggest_cmdlet(name, at);
    if (complete)
        return text_format(" It runs at %s.", found->noun->scopes[0]);
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
