/* SPDX-License-Identifier: MIT */
/* The prompt, with history and completion by libedit. */
#include "shell_prompt.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "shell_completion.h"

#include <histedit.h>
#include <stdio.h>
#include <wchar.h>

enum { REMEMBERED = 1000 };

struct prompt {
    struct typing *typing;
    EditLine *editor;
    History *history;
    char text[32];
};

static struct prompt *prompt_of(EditLine *editor)
{
    void *prompt = NULL;

    el_get(editor, EL_CLIENTDATA, &prompt);
    return prompt;
}

static char *prompt_text(EditLine *editor)
{
    struct prompt *prompt = prompt_of(editor);

    snprintf(prompt->text, sizeof prompt->text, "[PS %s]> ", prompt->typing->at);
    return prompt->text;
}

static void list(const struct word_list *words)
{
    putchar('\n');
    for (size_t i = 0; i < words->count; i++)
        printf("%s%s", words->items[i], i + 1 < words->count ? "  " : "\n");
    fflush(stdout);
}

/* Puts what is certain in the place of the unfinished word; a word that is whole gets a blank behind it. */
static bool insert(EditLine *editor, size_t typed, const struct word_list *words)
{
    const size_t common = completion_common(words);
    CLEANUP(cleanup_string)
    char *text = text_format("%.*s%s", (int)common, words->items[0], words->count == 1 ? " " : "");

    if (common < typed)
        return false;
    el_deletestr(editor, (int)typed);
    return el_insertstr(editor, text) == 0 && (common > typed || words->count == 1);
}

/* Bound to the tabulator. */
static unsigned char complete(EditLine *editor, int key)
{
    struct prompt *prompt = prompt_of(editor);
    const LineInfo *info = el_line(editor);
    CLEANUP(cleanup_string) char *line = text_format("%.*s", (int)(info->cursor - info->buffer), info->buffer);
    CLEANUP(word_list_clear) struct word_list words = {0};
    const size_t typed = completion_words(prompt->typing, line, &words);

    (void)key;
    if (words.count == 0)
        return CC_ERROR;
    if (insert(editor, typed, &words))
        return CC_REFRESH;
    list(&words);
    return CC_REDISPLAY;
}

static void open_prompt(struct prompt *prompt)
{
    HistEvent event;

    prompt->editor = el_init("fblab", stdin, stdout, stderr);
    prompt->history = history_init();
    if (!prompt->editor || !prompt->history)
        memory_end();
    history(prompt->history, &event, H_SETSIZE, REMEMBERED);
    el_set(prompt->editor, EL_CLIENTDATA, prompt);
    el_set(prompt->editor, EL_PROMPT, prompt_text);
    el_set(prompt->editor, EL_EDITOR, "emacs");
    el_set(prompt->editor, EL_SIGNAL, 1);
    el_set(prompt->editor, EL_HIST, history, prompt->history);
    /* of narrow strings libedit would make copies that it never frees */
    el_wset(prompt->editor, EL_ADDFN, L"complete-word", L"completes the word before the cursor", complete);
    el_set(prompt->editor, EL_BIND, "^I", "complete-word", NULL);
}

static void close_prompt(struct prompt *prompt)
{
    history_end(prompt->history);
    el_end(prompt->editor);
}

static bool read_line(struct prompt *prompt)
{
    HistEvent event;
    int length;
    const char *line = el_gets(prompt->editor, &length);

    if (!line || length <= 0)
        return false;
    if (line[0] != '\n')
        history(prompt->history, &event, H_ENTER, line);
    typing_run(prompt->typing, line);
    fflush(stdout);
    return true;
}

bool prompt_run(struct typing *typing)
{
    CLEANUP(close_prompt) struct prompt prompt = {.typing = typing};

    open_prompt(&prompt);
    puts("The management shell of the lab: the tabulator completes, Enter-PSSession exo changes the place, exit ends.");
    while (!typing->ended && !typing->lost && read_line(&prompt))
        continue;
    return !typing->lost;
}
