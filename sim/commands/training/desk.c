/* SPDX-License-Identifier: MIT */
/* Lines are words of the trainer, or else cmdlets. */
#include "desk.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "fblab_commands/shell_completion.h"
#include "leaving.h"
#include "terminal/status.h"
#include "ticket_page.h"
#include "vocabulary/places.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *prompt(void *context)
{
    struct desk *const desk = context;
    const struct exercise *const exercise = lesson_exercise(desk->lesson);

    if (desk->asks)
        return desk->asks;
    snprintf(desk->prompt, sizeof desk->prompt, "[%s %s]> ", exercise_ticket(exercise)->number, desk->typing.at);
    return desk->prompt;
}

static size_t complete(void *context, const char *line, struct word_list *words)
{
    struct desk *const desk = context;

    if (!strchr(line, ' '))
        desk_words_beginning(line, words);
    return words->count > 0 ? strlen(line) : completion_words(&desk->typing, line, words);
}

/* For typing_run(). The lab lives in this process, so it is never lost. */
static bool run_command(void *context, const char *at, const char *command, char **output, bool *lost,
                        struct error *error)
{
    struct desk *const desk = context;
    char *text = NULL;
    size_t length;
    FILE *const stream = text_stream(&text, &length);
    const bool good = lesson_run(desk->lesson, at, command, stream, error);

    text_stream_close(stream);
    *lost = false;
    *output = text;
    return good;
}

void desk_refuse(struct desk *desk, const struct error *error)
{
    fflush(desk->display.output);
    say_sentence(error->text);
}

static void forget_tool_file(struct desk *desk)
{
    if (desk->tool_file)
        (void)unlink(desk->tool_file);
    free(TAKE(desk->tool_file));
}

static bool give_up_the_desk(struct desk *desk, const struct error *error)
{
    desk->unusable = true;
    desk->typing.ended = true;
    complain(STATUS_UNUSABLE, "%s", error->text);
    return false;
}

bool desk_take_ticket(struct desk *desk)
{
    struct error error = {""};

    forget_tool_file(desk);
    leaving_forget();
    if (!lesson_next(desk->lesson, &error))
        return give_up_the_desk(desk, &error);
    desk->tool_file = text_format("%s/ticket-%lld.json", desk->folder, (long long)lesson_attempt(desk->lesson));
    leaving_remove(exercise_passing_folder(lesson_exercise(desk->lesson)), desk->tool_file);
    if (!exercise_write_tool_file(lesson_exercise(desk->lesson), desk->tool_file, &error))
        return give_up_the_desk(desk, &error);
    desk->typing.at = desk->typing.home = SCOPE_ONPREM;
    ticket_page_print(&desk->display, desk->lesson, desk->tool_file);
    return true;
}

char *desk_ask(struct desk *desk, const char *asks)
{
    desk->asks = asks;
    const char *const line = line_input_read(desk->input);
    desk->asks = NULL;
    if (!line)
        return NULL;
    const char *const begin = line + strspn(line, " \t\r\n");
    size_t length = strlen(begin);
    while (length > 0 && strchr(" \t\r\n", begin[length - 1]))
        length--;
    return text_copy_part(begin, length);
}

static void run_lines(struct desk *desk)
{
    while (!desk->typing.ended && !ferror(desk->display.output)) {
        CLEANUP(cleanup_string) char *line = desk_ask(desk, NULL);
        if (!line)
            return;
        if (*line && !desk_word(desk, line))
            typing_run(&desk->typing, line);
    }
}

static int status_of(const struct desk *desk)
{
    if (desk->unusable)
        return STATUS_UNUSABLE;
    return lesson_outcome(desk->lesson) == PROGRESS_SOLVED ? STATUS_DONE : STATUS_DIFFERENT;
}

int desk_sit_down(struct desk *desk)
{
    const struct line_habits habits = {.prompt = prompt, .complete = complete, .context = desk};

    desk->input = line_input_open(&habits);
    desk->typing = (struct typing){.run = run_command, .context = desk};
    if (desk_take_ticket(desk))
        run_lines(desk);
    if (!desk->unusable && !lesson_is_over(desk->lesson))
        puts("The ticket stays open; `fblab train` goes on with it.");
    forget_tool_file(desk);
    line_input_close(&desk->input);
    return status_of(desk);
}
