/* SPDX-License-Identifier: MIT */
#include "candidates.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "shell/cmdlets/cmdlets.h"
#include "shell/nouns/command.h"

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
        add(list, text_format("%s-%s", cmdlet.verb->name, cmdlet.noun->name), beginning);
}

void candidates_parameters(const char *at, const char *name, const char *beginning, struct word_list *list)
{
    struct error error;
    struct cmdlet cmdlet;
    const char *parameter;

    if (!cmdlet_find(name, at, &cmdlet, &error))
        return;
    for (size_t i = 0; command_parameter_at(&cmdlet, i, &parameter); i++)
        if (parameter)
            add(list, text_format("-%s", parameter), beginning);
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
