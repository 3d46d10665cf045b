/* SPDX-License-Identifier: MIT */
/* Sentences made from the rows of cmdlets and parameters. */
#include "description.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"

#include <stdlib.h>

static const struct verb_words {
    unsigned flag;
    const char *does;
} verb_words[] = {
    {GET, "shows"}, {SET, "changes"}, {NEW, "makes"}, {ADD, "makes"}, {REMOVE, "removes"}, {UPDATE, "changes"},
};

static const char *const types[TYPE_COUNT] = {
    [TYPE_TEXT] = "<text>",  [TYPE_FLAG] = "<$true|$false>", [TYPE_NUMBER] = "<number>",
    [TYPE_URL] = "<URL>",    [TYPE_ADDRESS] = "<address>",   [TYPE_PROXY_ADDRESS] = "<SMTP:address>",
    [TYPE_PATH] = "</path>", [TYPE_TIME] = "<hh:mm:ss>",     [TYPE_CHOICE] = "<word>",
    [TYPE_SWITCH] = "",
};

char *describe_purpose(const struct cmdlet *cmdlet)
{
    for (size_t i = 0; i < ARRAY_SIZE(verb_words); i++)
        if (cmdlet->verb->flag == verb_words[i].flag)
            return text_format("%s %s", verb_words[i].does, cmdlet->noun->says);
    return text_copy(cmdlet->noun->says);
}

char *describe_places(const struct cmdlet *cmdlet)
{
    struct term items[PLACE_COUNT];
    struct terms known = {"place", items, 0};
    const char *name;
    CLEANUP(cleanup_string) char *list = NULL;

    for (size_t i = 0; i < PLACE_COUNT && (name = noun_scope(cmdlet->noun, i)); i++)
        items[known.count++] = (struct term){name, NULL};
    list = terms_list(&known, "and");
    return noun_is_of_lab(cmdlet->noun) ? text_format("every place; its objects stand at %s", list) : TAKE(list);
}

const char *describe_type(const struct parameter *parameter)
{
    return types[parameter_typed(parameter)];
}

/* Sentences with semicolons between them. */
struct sentences {
    FILE *memory;
    bool begun;
};

static void say(struct sentences *sentences, const char *sentence)
{
    fprintf(sentences->memory, "%s%s", sentences->begun ? "; " : "", sentence);
    sentences->begun = true;
}

static void say_values(struct sentences *sentences, const struct parameter *parameter)
{
    CLEANUP(cleanup_string) char *words = NULL, *sentence = NULL;

    if (parameter->flags & LIST)
        say(sentences, "several values with commas between them, or @{add=...; remove=...}");
    if (parameter->type != TYPE_CHOICE)
        return;
    if (describe_has_meanings(parameter)) {
        say(sentences, "one of the words below");
        return;
    }
    words = terms_list(parameter->words, "or");
    sentence = text_format("one of %s", words);
    say(sentences, sentence);
}

static void say_delay(struct sentences *sentences, const struct parameter *parameter)
{
    CLEANUP(cleanup_string)
    char *sentence =
        text_format("takes effect on premises after up to %ld seconds, or with iisreset", parameter->delay);

    if (parameter->delay)
        say(sentences, parameter->delay == AFTER_RESTART ? "takes effect on premises with iisreset only" : sentence);
}

char *describe_parameter(const struct cmdlet *cmdlet, const struct cmdlet_parameter *found)
{
    const struct parameter *parameter = found->parameter;
    char *text = NULL;
    size_t length = 0;
    struct sentences sentences = {text_stream(&text, &length), false};

    if (parameter->says)
        say(&sentences, parameter->says);
    if (cmdlet_parameter_is_mandatory(cmdlet, found))
        say(&sentences, "must be given");
    else if (!found->common && (parameter->flags & KEY))
        say(&sentences, "chooses objects");
    say_values(&sentences, parameter);
    if (parameter->initial && (cmdlet->verb->flag & (NEW | ADD)))
        fprintf(sentences.memory, "%sif nothing is said: %s", sentences.begun ? "; " : "", parameter->initial);
    if (cmdlet->verb->flag & (SET | UPDATE))
        say_delay(&sentences, parameter);
    if (parameter->flags & IGNORED)
        say(&sentences, "accepted, and means nothing to the lab");
    text_stream_close(sentences.memory);
    return text;
}

bool describe_has_meanings(const struct parameter *parameter)
{
    return parameter->type == TYPE_CHOICE && parameter->words->items[0].meaning;
}

static void write_in_synopsis(FILE *output, const struct cmdlet *cmdlet, const struct cmdlet_parameter *found)
{
    const struct parameter *const parameter = found->parameter;
    const bool mandatory = cmdlet_parameter_is_mandatory(cmdlet, found);

    fprintf(output, " %s-%s%s%s%s", mandatory ? "" : "[", parameter->name, *describe_type(parameter) ? " " : "",
            describe_type(parameter), mandatory ? "" : "]");
}

char *describe_synopsis(const struct cmdlet *cmdlet)
{
    char *text = NULL;
    size_t length;
    FILE *memory = text_stream(&text, &length);
    CLEANUP(cleanup_string) char *name = text_format("%s-%s", cmdlet->verb->name, cmdlet->noun->name);
    struct cmdlet_parameter found;

    fputs(name, memory);
    for (size_t i = 0; cmdlet_parameter_at(cmdlet, i, &found); i++)
        if (cmdlet_parameter_shown(&found))
            write_in_synopsis(memory, cmdlet, &found);
    text_stream_close(memory);
    return text;
}

char *describe_ignored(void)
{
    char *text = NULL;
    size_t length;
    FILE *memory = text_stream(&text, &length);
    const struct parameter *parameter;

    for (size_t i = 0; (parameter = common_parameter(i)); i++)
        if (parameter->flags & IGNORED)
            fprintf(memory, "%s-%s", length > 0 || ftell(memory) > 0 ? " " : "", parameter->name);
    text_stream_close(memory);
    return text;
}
