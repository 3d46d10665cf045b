/* SPDX-License-Identifier: MIT */
/* Points, the write-up, oddities that meant nothing, the trainee's own way, sources, and a question. */
#include "debrief_page.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "hint_page.h"
#include "terminal/paragraph.h"

#include <string.h>

static void print_head(const struct display *display, const struct lesson *lesson)
{
    const struct exercise *const exercise = lesson_exercise(lesson);
    const struct scenario *const scenario = exercise_plan(exercise)->scenario;
    const bool solved = lesson_outcome(lesson) == PROGRESS_SOLVED;
    CLEANUP(cleanup_string)
    char *head = solved ? text_format("Solved: %u points", exercise_points(exercise)) : text_copy("Not solved");

    fputc('\n', display->output);
    display_put(display, solved ? STYLE_GOOD : STYLE_BAD, head);
    fprintf(display->output, "\n%s  %s\n\n", scenario->id, scenario->title);
}

static void print_decoys(const struct display *display, const struct drawn_ticket *drawn)
{
    for (size_t i = 0; i < drawn->decoy_count; i++)
        paragraph_labelled(display, i ? "" : "harmless", drawn->decoys[i]->says);
}

struct deeds {
    const struct display *display;
    int64_t began;
};

static bool print_deed(void *context, const struct progress_event *event)
{
    struct deeds *const deeds = context;
    const int64_t seconds = event->at - deeds->began;
    CLEANUP(cleanup_string) char *line = text_format("%s%s%s", event->kind, *event->text ? " " : "", event->text);

    for (char *tab = line; (tab = strchr(tab, '\t'));)
        *tab = ' ';
    CLEANUP(cleanup_string)
    char *time = text_format("+%lld:%02lld", (long long)(seconds / 60), (long long)(seconds % 60));
    paragraph_command(deeds->display, time, strcmp(event->kind, "command") == 0 ? line + strlen("command ") : line);
    return true;
}

static bool take_first(void *context, const struct progress_event *event)
{
    *(int64_t *)context = event->at;
    return false;
}

static void print_way(const struct display *display, const struct lesson *lesson)
{
    struct deeds deeds = {.display = display};

    fputs("\nYour way\n", display->output);
    (void)lesson_deeds(lesson, take_first, &deeds.began, NULL);
    (void)lesson_deeds(lesson, print_deed, &deeds, NULL);
}

static void print_solution(const struct display *display, const struct lesson *lesson)
{
    struct exercise *const exercise = lesson_exercise(lesson);
    const struct ticket *const ticket = &exercise_ticket(exercise)->ticket;

    if (lesson_outcome(lesson) != PROGRESS_SOLVED && ticket->hint_count)
        hint_page_print(display, exercise, &ticket->hints[ticket->hint_count - 1]);
}

void debrief_page_print(const struct display *display, const struct lesson *lesson)
{
    const struct exercise *const exercise = lesson_exercise(lesson);
    const struct drawn_ticket *const drawn = exercise_ticket(exercise);
    const struct scenario *const scenario = exercise_plan(exercise)->scenario;

    print_head(display, lesson);
    for (size_t i = 0; i < drawn->ticket.debrief.count; i++) {
        paragraph_print(display, "  ", 2, drawn->ticket.debrief.items[i]);
        fputc('\n', display->output);
    }
    print_solution(display, lesson);
    print_decoys(display, drawn);
    for (size_t i = 0; i < scenario->sources.count; i++)
        paragraph_labelled(display, i ? "" : "sources", scenario->sources.items[i]);
    print_way(display, lesson);
    if (drawn->ticket.asks) {
        fputc('\n', display->output);
        paragraph_print(display, "", 0, drawn->ticket.asks);
    }
    paragraph_print(display, "", 0,
                    "explain WORDS keeps your answer and shows ours; next is the next ticket; quit leaves.");
}

void debrief_page_print_answer(const struct display *display, const struct lesson *lesson)
{
    const char *const answers = exercise_ticket(lesson_exercise(lesson))->ticket.answers;

    paragraph_print(display, "", 0, answers ? answers : "This ticket asks nothing.");
}
