/* SPDX-License-Identifier: MIT */
/* Standard input: libedit where it is a terminal, getline() where it is not. */
#include "line_input.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "late/edit.h"
#include "shell_completion.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <wchar.h>

enum { REMEMBERED = 1000 };

struct line_input {
    const struct line_habits *habits;
    EditLine *editor; /* NULL: nobody types */
    History *history;
    char prompt[128];
    char *line;
    size_t size;
    bool given_up;
};

static struct line_input *input_of(EditLine *editor)
{
    void *input = NULL;

    el_get(editor, EL_CLIENTDATA, &input);
    return input;
}

static char *prompt_text(EditLine *editor)
{
    struct line_input *input = input_of(editor);

    snprintf(input->prompt, sizeof input->prompt, "%s", input->habits->prompt(input->habits->context));
    return input->prompt;
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
    const struct line_habits *const habits = input_of(editor)->habits;
    const LineInfo *info = el_line(editor);
    CLEANUP(cleanup_string) char *line = text_format("%.*s", (int)(info->cursor - info->buffer), info->buffer);
    CLEANUP(word_list_clear) struct word_list words = {0};
    const size_t typed = habits->complete(habits->context, line, &words);

    (void)key;
    if (words.count == 0)
        return CC_ERROR;
    if (insert(editor, typed, &words))
        return CC_REFRESH;
    list(&words);
    return CC_REDISPLAY;
}

/* Bound to Ctrl-C: what was typed stays to be seen. */
static unsigned char give_up(EditLine *editor, int key)
{
    const LineInfo *info = el_line(editor);

    (void)key;
    el_cursor(editor, (int)(info->lastchar - info->cursor));
    el_deletestr(editor, (int)(info->lastchar - info->buffer));
    input_of(editor)->given_up = true;
    fputs("^C\n", stdout);
    fflush(stdout);
    return CC_NEWLINE;
}

/* A file that is not there yet is made, for nobody else to read. */
static void load_history(struct line_input *input)
{
    HistEvent event = {0};
    const int file = open(input->habits->history, O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);

    if (file < 0)
        return;
    close(file);
    history(input->history, &event, H_LOAD, input->habits->history);
}

static void open_editor(struct line_input *input)
{
    HistEvent event = {0};

    input->editor = el_init("fblab", stdin, stdout, stderr);
    input->history = history_init();
    if (!input->editor || !input->history)
        memory_end();
    history(input->history, &event, H_SETSIZE, REMEMBERED);
    el_set(input->editor, EL_CLIENTDATA, input);
    el_set(input->editor, EL_PROMPT, prompt_text);
    el_set(input->editor, EL_EDITOR, "emacs");
    el_set(input->editor, EL_SIGNAL, 1);
    el_set(input->editor, EL_HIST, LATE_EDIT_FUNCTION(history), input->history);
    /* of narrow strings libedit would make copies that it never frees */
    el_wset(input->editor, EL_ADDFN, L"complete-word", L"completes the word before the cursor", complete);
    el_set(input->editor, EL_BIND, "^I", "complete-word", NULL);
    if (input->habits->gives_up_lines) {
        el_set(input->editor, EL_SETTY, "-d", "-isig", NULL);
        el_wset(input->editor, EL_ADDFN, L"give-up-line", L"ends the line without running it", give_up);
        el_set(input->editor, EL_BIND, "^C", "give-up-line", NULL);
    }
    if (input->habits->history)
        load_history(input);
}

struct line_input *line_input_open(const struct line_habits *habits)
{
    struct line_input *input = memory_new(sizeof *input);

    input->habits = habits;
    if (isatty(STDIN_FILENO))
        open_editor(input);
    return input;
}

void line_input_close(struct line_input **input)
{
    if (*input && (*input)->editor) {
        history_end((*input)->history);
        el_end((*input)->editor);
    }
    if (*input)
        free((*input)->line);
    free(*input);
    *input = NULL;
}

bool line_input_is_typed(const struct line_input *input)
{
    return input->editor;
}

static const char *read_typed(struct line_input *input)
{
    HistEvent event = {0};
    int length = 0;
    const char *line;

    input->given_up = false;
    el_set(input->editor, EL_PREP_TERM, 1); /* before the prompt is there to be answered */
    line = el_gets(input->editor, &length);
    if (input->given_up)
        return "\n";
    if (!line || length <= 0)
        return NULL;
    if (line[0] != '\n')
        history(input->history, &event, H_ENTER, line);
    if (line[0] != '\n' && input->habits->history)
        history(input->history, &event, H_SAVE, input->habits->history);
    return line;
}

bool line_input_given_up(const struct line_input *input)
{
    return input->given_up;
}

const char *line_input_read(struct line_input *input)
{
    fflush(stdout);
    if (input->editor)
        return read_typed(input);
    return getline(&input->line, &input->size, stdin) >= 0 ? input->line : NULL;
}
