/* SPDX-License-Identifier: MIT */
/* What cmdlets of a noun do besides setting properties, and what its directives do: joined to the rows of client/vocabulary
 * by name. */
#ifndef FBLAB_SHELL_BEHAVIOUR_H
#define FBLAB_SHELL_BEHAVIOUR_H

#include "command.h"

#include <libxml/tree.h>

struct noun_behaviour {
    const char *noun;
    /* Called on an object that `command` made or changed: fills in what follows from the rest. NULL: nothing does. */
    void (*complete)(xmlNode *object, const struct noun *noun, const struct command *command);
    /* Called by New- when all else is done. NULL: nothing is left to do. */
    bool (*make)(xmlNode *object, const struct command *command, struct error *error);
    /* Is that another name of the object, which none of its properties holds? NULL: there are none. */
    bool (*is_called)(const xmlNode *object, const char *name);
};

struct directive_behaviour {
    const char *noun, *directive;
    /* Set- and New-, after the properties are set, in the order of the noun's directives. NULL: does nothing. */
    bool (*apply)(xmlNode *object, const struct command *command, const struct value *value, struct error *error);
    /* Get-, Set- and Remove-: is this object meant? NULL: chooses nothing. */
    bool (*chooses)(const xmlNode *object, const struct value *value);
};

/* NULL: there is none. */
const struct noun_behaviour *noun_behaviour(const struct noun *noun);
const struct directive_behaviour *directive_behaviour(const struct noun *noun, const char *directive);

/* The index-th row; NULL: there are no more. */
const struct noun_behaviour *noun_behaviour_at(size_t index);
const struct directive_behaviour *directive_behaviour_at(size_t index);

#endif
