/* SPDX-License-Identifier: MIT */
/* What can be typed at a ticket, beside cmdlets. */
#include "answer_dialog.h"
#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "checks_page.h"
#include "debrief_page.h"
#include "desk.h"
#include "evidence/evidence.h"
#include "fblab_commands/fblab_commands.h"
#include "hint_page.h"
#include "log_page.h"
#include "look_up_page.h"
#include "terminal/grid.h"
#include "ticket_page.h"

#include <string.h>

static void read_mail(struct desk *desk, const char *rest)
{
    (void)rest;
    ticket_page_print(&desk->display, desk->lesson, desk->tool_file);
}

static void look_up(struct desk *desk, const char *rest)
{
    struct error error = {""};
    CLEANUP(lookup_free) struct lookup *lookup = lesson_look_up(desk->lesson, &error);

    (void)rest;
    if (lookup)
        look_up_page_print(&desk->display, lookup);
    else
        desk_refuse(desk, &error);
}

static void read_logs(struct desk *desk, const char *rest)
{
    struct error error = {""};

    if (!log_page_print(&desk->display, lesson_exercise(desk->lesson), rest, &error))
        desk_refuse(desk, &error);
}

static void look_at_checks(struct desk *desk, const char *rest)
{
    struct exercise_checks checks = {0};
    struct error error = {""};
    bool solved = false;

    (void)rest;
    if (!lesson_checks(desk->lesson, &checks, &solved, &error))
        desk_refuse(desk, &error);
    checks_page_print(&desk->display, &checks, lesson_exercise(desk->lesson));
    exercise_checks_clear(&checks);
    if (solved)
        debrief_page_print(&desk->display, desk->lesson);
}

static void take_hint(struct desk *desk, const char *rest)
{
    struct error error = {""};
    const struct ticket_hint *const hint = lesson_hint(desk->lesson, &error);

    (void)rest;
    if (hint)
        hint_page_print(&desk->display, lesson_exercise(desk->lesson), hint);
    else
        desk_refuse(desk, &error);
}

static void give_up(struct desk *desk, const char *rest)
{
    struct error error = {""};

    (void)rest;
    if (lesson_give_up(desk->lesson, &error))
        debrief_page_print(&desk->display, desk->lesson);
    else
        desk_refuse(desk, &error);
}

static void explain(struct desk *desk, const char *rest)
{
    struct error error = {""};

    if (!lesson_is_over(desk->lesson))
        error_set(&error, "the question comes when the ticket is solved or given up");
    else if (lesson_explain(desk->lesson, rest, &error))
        debrief_page_print_answer(&desk->display, desk->lesson);
    if (*error.text)
        desk_refuse(desk, &error);
}

static void take_next(struct desk *desk, const char *rest)
{
    struct error error = {""};

    (void)rest;
    if (lesson_is_over(desk->lesson)) {
        desk_take_ticket(desk);
        return;
    }
    error_set(&error, "this ticket is neither solved nor given up; give-up ends it, quit leaves it open");
    desk_refuse(desk, &error);
}

static void leave(struct desk *desk, const char *rest)
{
    (void)rest;
    desk->typing.ended = true;
}

static void help(struct desk *desk, const char *rest);

static const struct word {
    const char *name, *arguments, *says;
    void (*run)(struct desk *desk, const char *rest);
} words[] = {
    {"mail", "", "the ticket again", read_mail},
    {"look", "", "look up as the user of the ticket does: what is seen, hop by hop", look_up},
    {"logs", "[TEXT]", "what servers and devices have written; TEXT: part of a file's name, or of lines", read_logs},
    {"checks", "", "what has to hold in the end, and does it now?", look_at_checks},
    {"hint", "", "the next hint; it costs points", take_hint},
    {"answer", "[ROW HOP REFUTATION]", "which failure it is, at which hop, what would refute it", answer_dialog},
    {"explain", "[WORDS]", "after the ticket: your own words, and then ours", explain},
    {"give-up", "", "end the ticket unsolved, and read its solution", give_up},
    {"next", "", "the next ticket", take_next},
    {"help", "[CMDLET]", "this; or a cmdlet", help},
    {"quit", "", "leave; the ticket stays open", leave},
};

static void help(struct desk *desk, const char *rest)
{
    static const struct grid_column columns[] = {{0}, {0}, {0}};
    CLEANUP(grid_free) struct grid *grid = NULL;
    struct error error = {""};

    if (*rest) {
        if (!help_print_topic(rest)) {
            error_set(&error, "there is no cmdlet %.80s; help cmdlets lists them", rest);
            desk_refuse(desk, &error);
        }
        return;
    }
    grid = grid_new(columns, ARRAY_SIZE(columns), 2);
    for (size_t i = 0; i < ARRAY_SIZE(words); i++) {
        grid_put(grid, STYLE_STRONG, words[i].name);
        grid_put(grid, STYLE_PLAIN, words[i].arguments);
        grid_put(grid, STYLE_PLAIN, words[i].says);
    }
    grid_print(grid, &desk->display);
}

bool desk_word(struct desk *desk, const char *line)
{
    const size_t length = strcspn(line, " \t");

    for (size_t i = 0; i < ARRAY_SIZE(words); i++)
        if (strlen(words[i].name) == length && text_starts(line, words[i].name)) {
            words[i].run(desk, line + length + strspn(line + length, " \t"));
            return true;
        }
    return false;
}

void desk_words_beginning(const char *beginning, struct word_list *list)
{
    for (size_t i = 0; i < ARRAY_SIZE(words); i++)
        if (text_starts(words[i].name, beginning))
            word_list_add(list, text_copy(words[i].name));
}
