/* SPDX-License-Identifier: MIT */
/* Completion from the tables of cmdlets, parameters and words. */
#include "candidates.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "shell/cmdlets/cmdlets.h"
#include "shell/cmdlets/parameters.h"
#include "shell/nouns/derived.h"
#include "shell/stages/own_words.h"
#include "shell/stages/wishes.h"

#include <string.h>

static void add(struct word_list *list, char *word, const char *beginning)
{
    if (text_starts(word, beginning))
        word_list_add(list, word);
    else
        free(word);
}

void candidates_cmdlets(const char *at, const char *beginning, struct word_list *list)
{
    struct cmdlet cmdlet;

    for (size_t i = 0; cmdlet_at(at, i, &cmdlet); i++)
        add(list, cmdlet_name(&cmdlet), beginning);
}

void candidates_parameters(const char *at, const char *name, const char *beginning, struct word_list *list)
{
    struct error error;
    struct cmdlet cmdlet;
    struct cmdlet_parameter found;

    if (!cmdlet_find(name, at, &cmdlet, &error))
        return;
    for (size_t i = 0; cmdlet_parameter_at(&cmdlet, i, &found); i++)
        if (cmdlet_parameter_shown(&found))
            add(list, text_format("-%s", found.parameter->name), beginning);
}

bool candidates_values(const char *at, const char *name, const char *parameter, const char *beginning,
                       struct word_list *list)
{
    struct error error;
    struct cmdlet cmdlet;
    struct cmdlet_parameter found = {0};

    if (!cmdlet_find(name, at, &cmdlet, &error) || !cmdlet_parameter_find(&cmdlet, parameter, &found, &error))
        return false;
    if (parameter_typed(found.parameter) == TYPE_FLAG) {
        add(list, text_copy("$true"), beginning);
        add(list, text_copy("$false"), beginning);
    }
    for (size_t i = 0; found.parameter->words && i < found.parameter->words->count; i++)
        add(list, text_copy(found.parameter->words->items[i].name), beginning);
    return parameter_typed(found.parameter) == TYPE_FLAG || found.parameter->words;
}

char *candidates_question(const char *at, const char *name)
{
    struct error error;
    struct cmdlet cmdlet;
    const struct noun *noun;

    if (!cmdlet_find(name, at, &cmdlet, &error))
        return NULL;
    noun = noun_find(cmdlet.noun->name);
    if (!noun || !(noun->verbs & GET) || !noun_identity(noun))
        return NULL;
    return text_format("(Get-%s).%s", noun->name, noun_identity(noun)->name);
}

void candidates_stages(const char *beginning, struct word_list *list)
{
    const char *name;

    for (size_t i = 0; (name = own_word_name(i)); i++)
        if (strlen(name) > 1)
            add(list, text_copy(name), beginning);
}

void candidates_stage_parameters(const char *stage, const char *beginning, struct word_list *list)
{
    const enum own_word word = own_word_find(stage);
    const char *name;

    for (size_t i = 0; (name = wishes_parameter(word, i)); i++)
        add(list, text_format("-%s", name), beginning);
}

void candidates_properties(const char *at, const char *name, const char *beginning, struct word_list *list)
{
    struct error error;
    struct cmdlet cmdlet;
    const struct derived_property *row;
    const struct noun *noun;

    if (!cmdlet_find(name, at, &cmdlet, &error) || !(noun = noun_find(cmdlet.noun->name)) || !(noun->verbs & GET))
        return;
    for (size_t i = 0; i < noun->count; i++)
        if (!(noun->parameters[i].flags & SECRET))
            add(list, text_copy(noun->parameters[i].name), beginning);
    for (size_t i = 0; (row = derived_property(i)); i++)
        if (derived_belongs(row, noun) && noun_parameter(noun, row->name) == noun->count &&
            !word_list_has(list, row->name))
            add(list, text_copy(row->name), beginning);
}
