/* SPDX-License-Identifier: MIT */
/* Lines that are typed, at a place of the lab. */
#include "shell_session.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "confirmation.h"
#include "fblab_commands.h"
#include "shell/language/statements.h"
#include "shell/stages/pieces.h"
#include "terminal/status.h"
#include "vocabulary/places.h"
#include "written_file.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

const char *typing_place(const char *name, struct error *error)
{
    const size_t index = terms_index(&places, name);
    CLEANUP(cleanup_string) char *known = NULL;

    if (index < places.count)
        return places.items[index].name;
    known = terms_list(&places, "and");
    error_set(error, "\"%s\" is no place of the lab: there are %s.", name, known);
    return NULL;
}

void typing_places(const char *beginning, struct word_list *list)
{
    for (size_t i = 0; i < places.count; i++)
        if (text_starts(places.items[i].name, beginning))
            word_list_add(list, text_copy(places.items[i].name));
}

const char *typing_prompt(struct typing *typing)
{
    if (typing->question)
        return typing->question;
    snprintf(typing->prompt, sizeof typing->prompt, "[PS %s]> ", typing->at);
    return typing->prompt;
}

static void refuse(struct typing *typing, const struct error *error)
{
    typing->failed = true;
    fflush(stdout);
    say_sentence(error->text);
}

static void enter(struct typing *typing, const char *name)
{
    struct error error = {""};
    const char *place = typing_place(name, &error);

    if (place)
        typing->at = place;
    else
        refuse(typing, &error);
}

static void leave(struct typing *typing, const char *name)
{
    (void)name;
    typing->at = typing->home;
}

static void end(struct typing *typing, const char *name)
{
    (void)name;
    typing->ended = true;
}

/* "-Noun Mailbox" and "-Verb Get": the pattern of the names that they mean. The caller frees it. */
static char *topic_of(const char *rest)
{
    const char *const name = rest + strcspn(rest, " \t");
    CLEANUP(cleanup_string)
    char *word = text_copy_part(name + strspn(name, " \t"), strcspn(name + strspn(name, " \t"), " \t"));

    if (text_starts(rest, "-Noun "))
        return text_format("*-%s", word);
    if (text_starts(rest, "-Verb "))
        return text_format("%s-*", word);
    return *rest == '-' ? TAKE(word) : text_copy_part(rest, strcspn(rest, " \t"));
}

/* The page of what stands behind "-Name" or alone; of all cmdlets where nothing does. */
static void help(struct typing *typing, const char *name)
{
    CLEANUP(cleanup_string) char *topic = topic_of(name);
    CLEANUP(cleanup_string) char *near = NULL;
    struct error error;

    if (help_print_topic(*topic ? topic : "cmdlets"))
        return;
    near = help_near_topic(topic);
    error_set(&error, "There is no help on '%s'%s%s%s.", topic, near ? ", but on " : "", near ? near : "",
              near ? "" : ": Get-Command *Mailbox* lists cmdlets by name");
    refuse(typing, &error);
}

/* As a terminal clears its screen; nothing where nobody looks at one. */
static void clear(struct typing *typing, const char *name)
{
    (void)typing, (void)name;
    if (isatty(STDOUT_FILENO))
        fputs("\033[H\033[2J", stdout);
}

/* What is about the session and not about the lab. */
static const struct word {
    const char *name;
    void (*run)(struct typing *typing, const char *rest);
    bool whole; /* gets all that is behind it, names of parameters, too */
} words[] = {
    {"Enter-PSSession", enter, false},
    {"etsn", enter, false},
    {"Exit-PSSession", leave, false},
    {"exsn", leave, false},
    {"exit", end, false},
    {"quit", end, false},
    {"help", help, true},
    {"?", help, true},
    {"Get-Help", help, true},
    {"man", help, true},
    {"Get-Command", help, true},
    {"gcm", help, true},
    {"cls", clear, false},
    {"clear", clear, false},
    {"Clear-Host", clear, false},
};

/* "Enter-PSSession -ComputerName exo" */
static const char *operand(const struct word *word, const char *rest)
{
    rest += strspn(rest, " \t");
    if (*rest == '-' && !word->whole) {
        rest += strcspn(rest, " \t");
        rest += strspn(rest, " \t");
    }
    return rest;
}

static const struct word *find_word(const char *command)
{
    const size_t length = strcspn(command, " \t");

    for (size_t i = 0; i < ARRAY_SIZE(words); i++)
        if (strlen(words[i].name) == length && text_starts(command, words[i].name))
            return &words[i];
    return NULL;
}

static void run_command(struct typing *typing, const char *command)
{
    const struct word *word = find_word(command);
    CLEANUP(cleanup_string) char *output = NULL;
    CLEANUP(written_file_clear) struct written_file file = {0};
    struct error error = {""};

    if (word) {
        word->run(typing, operand(word, command + strlen(word->name)));
        return;
    }
    if (!confirmed(typing, command))
        return;
    if (!written_file_read(&file, command, &error) ||
        !typing->run(typing->context, typing->at, file.path ? file.command : command, &output, &typing->lost, &error) ||
        !(file.path ? written_file_write(&file, output, &error) : fputs(output, stdout) >= 0))
        refuse(typing, &error);
}

/* An error ends a line, as it ends a text that the interpreter gets. */
void typing_run(struct typing *typing, const char *typed)
{
    CLEANUP(cleanup_string) char *joined = statement_joined(typed);
    const char *text = joined;

    while (*text && !typing->ended && !typing->lost) {
        const bool failed = typing->failed;
        size_t length = statement_length(text, true);
        CLEANUP(cleanup_string) char *command = text_trimmed(text, length);
        typing->failed = false;
        if (*command)
            run_command(typing, command);
        if (typing->failed)
            length = strcspn(text, "\n");
        typing->failed = typing->failed || failed;
        text += length;
        text += *text != '\0';
    }
}
