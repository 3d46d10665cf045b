/* SPDX-License-Identifier: MIT */
/* Words that may stand where the cursor is. */
#include "shell_completion.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "shell/candidates.h"
#include "shell/stages/own_words.h"

#include <ctype.h>
#include <string.h>

/* Where the last pipe's first command, the last command and the last word of an unfinished line begin. */
struct place {
    const char *source, *command, *word;
};

static struct place find_place(const char *line)
{
    struct place place = {line, line, line};
    char quote = 0;

    for (; *line; line++) {
        if (quote) {
            quote = (char)(*line == quote ? 0 : quote);
        } else if (*line == '"' || *line == '\'') {
            quote = *line;
            place.word = line;
        } else if (strchr("|;(=", *line)) {
            place.command = place.word = line + 1;
            place.source = *line == '|' ? place.source : line + 1;
        } else if (strchr(" ,{", *line)) {
            place.word = line + 1;
        }
    }
    place.command += strspn(place.command, " ");
    place.source += strspn(place.source, " ");
    return place;
}

/* Answers of the lab, a line each, that begin as the word does, whose quote is left out. */
static void add_names(const char *answer, const char *word, struct word_list *words)
{
    word += *word == '"' || *word == '\'';
    while (*answer) {
        const size_t length = strcspn(answer, "\n");
        CLEANUP(cleanup_string) char *name = text_format("%.*s", (int)length, answer);
        if (*name && text_starts(name, word))
            word_list_add(words, strpbrk(name, " ,;()'") ? text_format("\"%s\"", name) : TAKE(name));
        answer += length + (answer[length] == '\n');
    }
}

static void add_objects(struct typing *typing, const char *cmdlet, const char *word, struct word_list *words)
{
    CLEANUP(cleanup_string) char *question = candidates_question(typing->at, cmdlet);
    CLEANUP(cleanup_string) char *answer = NULL;
    struct error error;

    if (question && typing->run(typing->context, typing->at, question, &answer, &typing->lost, &error))
        add_names(answer, word, words);
}

/* "-Inbound" before the word: what may stand there, from the tables; false: they do not say. */
static bool add_values(const char *at, const char *cmdlet, const char *line, const char *word, struct word_list *words)
{
    const char *end = word, *start;
    CLEANUP(cleanup_string) char *parameter = NULL;

    while (end > line && end[-1] == ' ')
        end--;
    for (start = end; start > line && start[-1] != ' ';)
        start--;
    if (*start != '-')
        return false;
    parameter = text_format("%.*s", (int)(end - start - 1), start + 1);
    return candidates_values(at, cmdlet, parameter, word, words);
}

/* The word before the one at `end`, without blanks. The caller frees it. */
static char *word_before(const char *start, const char *end)
{
    const char *begin;

    while (end > start && end[-1] == ' ')
        end--;
    for (begin = end; begin > start && !strchr(" {", begin[-1]);)
        begin--;
    return text_copy_part(begin, (size_t)(end - begin));
}

/* "Alias -eq jo": what stands in that property of the objects before the pipe. */
static bool add_compared(struct typing *typing, const struct place *place, struct word_list *words)
{
    CLEANUP(cleanup_string) char *compares = word_before(place->command, place->word);
    const size_t before = (size_t)(place->word - place->command) - strlen(compares);
    CLEANUP(cleanup_string) char *line = text_copy_part(place->command, before > 0 ? before - 1 : 0);
    CLEANUP(cleanup_string) char *property = word_before(line, line + strlen(line));
    const char *const name = text_starts(property, "$_.") ? property + 3 : property;
    CLEANUP(cleanup_string)
    char *question = text_format("(%.*s).%s", (int)strcspn(place->source, "|"), place->source, name);
    CLEANUP(cleanup_string) char *answer = NULL;
    struct error error;

    if (compares[0] != '-' || own_word_find(place->command) != OWN_WHERE)
        return false;
    if (text_starts(place->source, "Get-") &&
        typing->run(typing->context, typing->at, question, &answer, &typing->lost, &error))
        add_names(answer, place->word, words);
    return true;
}

/* Behind a word of PowerShell's own: its parameters, properties, and what is compared with them. */
static void add_of_stage(struct typing *typing, const struct place *place, struct word_list *words)
{
    CLEANUP(cleanup_string) char *source = text_copy_part(place->source, strcspn(place->source, " |"));
    const bool of_this = text_starts(place->word, "$_.");
    struct word_list names = {0};

    if (*place->word == '-')
        candidates_stage_parameters(place->command, place->word, words);
    else if (!add_compared(typing, place, words))
        candidates_properties(typing->at, source, of_this ? place->word + 3 : place->word, &names);
    for (size_t i = 0; i < names.count; i++)
        word_list_add(words, text_format("%s%s", of_this ? "$_." : "", names.items[i]));
    word_list_clear(&names);
}

static void add_commands(struct typing *typing, const struct place *place, struct word_list *words)
{
    candidates_cmdlets(typing->at, place->command, words);
    if (place->source != place->command)
        candidates_stages(place->command, words);
}

static bool is_name(char character)
{
    return isalnum((unsigned char)character) || character == '_';
}

/* What an unfinished ".Name" at the end of a line belongs to: "$r" or "(Get-Mailbox joe)". */
struct owner {
    const char *begin, *dot;
};

static bool find_owner(const char *line, struct owner *owner)
{
    const char *next = line + strlen(line);
    unsigned depth = 0;

    while (next > line && is_name(next[-1]))
        next--;
    if (next == line || *--next != '.')
        return false;
    owner->dot = next;
    if (next > line && next[-1] == ')') {
        do {
            next--;
            depth += *next == ')';
            depth -= *next == '(';
        } while (depth > 0 && next > line);
        owner->begin = next;
        return depth == 0;
    }
    while (next > line && is_name(next[-1]))
        next--;
    owner->begin = next - 1;
    return next > line && next[-1] == '$' && owner->begin + 1 < owner->dot && !text_starts(owner->begin, "$_.");
}

/* Of objects that a cmdlet finds the tables know the properties; what a variable holds knows the lab. */
static void add_members(struct typing *typing, const struct owner *owner, struct word_list *words)
{
    CLEANUP(cleanup_string) char *object = text_copy_part(owner->begin, (size_t)(owner->dot - owner->begin));
    CLEANUP(cleanup_string) char *cmdlet = text_copy_part(object + 1, strcspn(object + 1, " )|"));
    CLEANUP(cleanup_string) char *question = text_format("%s | Get-Member | ForEach-Object Name", object);
    CLEANUP(cleanup_string) char *answer = NULL;
    struct error error;

    if (*object == '(')
        candidates_properties(typing->at, cmdlet, owner->dot + 1, words);
    else if (typing->run(typing->context, typing->at, question, &answer, &typing->lost, &error))
        add_names(answer, owner->dot + 1, words);
}

size_t completion_words(struct typing *typing, const char *line, struct word_list *words)
{
    const struct place place = find_place(line);
    CLEANUP(cleanup_string) char *cmdlet = text_copy_part(place.command, strcspn(place.command, " "));
    struct owner owner;

    if (find_owner(line, &owner)) {
        add_members(typing, &owner, words);
        return strlen(owner.dot + 1);
    }
    if (place.word <= place.command)
        add_commands(typing, &place, words);
    else if (place.source != place.command && own_word_find(place.command) != OWN_NONE)
        add_of_stage(typing, &place, words);
    else if (text_equal(cmdlet, "Enter-PSSession"))
        typing_places(place.word, words);
    else if (*place.word == '-')
        candidates_parameters(typing->at, cmdlet, place.word, words);
    else if (!add_values(typing->at, cmdlet, place.command, place.word, words))
        add_objects(typing, cmdlet, place.word, words);
    return strlen(place.word <= place.command ? place.command : place.word);
}

size_t completion_common(const struct word_list *words)
{
    size_t length = words->count > 0 ? strlen(words->items[0]) : 0;

    for (size_t i = 1; i < words->count; i++) {
        size_t same = 0;
        while (same < length &&
               tolower((unsigned char)words->items[i][same]) == tolower((unsigned char)words->items[0][same]))
            same++;
        length = same;
    }
    return length;
}
