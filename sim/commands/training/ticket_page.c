/* SPDX-License-Identifier: MIT */
/* The mail; in a worked example also the way from it to the cause. */
#include "ticket_page.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "hint_page.h"
#include "terminal/paragraph.h"

static const char *const modes[] = {
    [PROGRESS_WORKED_EXAMPLE] = "A worked example: you meet this failure for the first time. Every step and the answer "
                                "stand below; look at each "
                                "yourself, type the repair, and then checks.",
    [PROGRESS_LAST_STEP_MISSING] =
        "You have met this failure before. All steps but the last stand below; the answer and the repair are yours.",
    [PROGRESS_ALONE] = NULL,
};

static void print_mail(const struct display *display, const struct drawn_ticket *drawn)
{
    CLEANUP(cleanup_string)
    char *head = text_format("%s  %s from %s", drawn->number, drawn->call ? "call" : "mail", drawn->from);

    fputc('\n', display->output);
    display_put(display, STYLE_STRONG, head);
    fputc('\n', display->output);
    display_put(display, STYLE_STRONG, drawn->subject);
    fputs("\n\n", display->output);
    for (size_t i = 0; i < drawn->paragraphs.count; i++) {
        paragraph_print(display, "  ", 2, drawn->paragraphs.items[i]);
        fputc('\n', display->output);
    }
}

static void print_answer(const struct display *display, const struct drawn_ticket *drawn)
{
    for (size_t i = 0; i < drawn->row_count; i++)
        if (drawn->rows[i].right)
            paragraph_labelled(display, "failure", drawn->rows[i].text);
    paragraph_labelled(display, "hop", drawn->ticket.hops.items[0]);
    for (size_t i = 0; i < drawn->refutation_count; i++)
        if (drawn->refutations[i].right)
            paragraph_labelled(display, "refuted", drawn->refutations[i].text);
    fputc('\n', display->output);
}

static void print_what_is_given(const struct display *display, struct exercise *exercise, enum progress_mode mode)
{
    const struct drawn_ticket *const drawn = exercise_ticket(exercise);

    if (modes[mode]) {
        paragraph_print(display, "", 0, modes[mode]);
        fputc('\n', display->output);
    }
    for (size_t i = 0; i < exercise_hints_taken(exercise); i++)
        hint_page_print(display, exercise, &drawn->ticket.hints[i]);
    if (mode == PROGRESS_WORKED_EXAMPLE)
        print_answer(display, drawn);
}

static void print_tools(const struct display *display, const struct exercise *exercise, const char *tool_file)
{
    const struct words *const offers = exercise_offers(exercise);
    CLEANUP(cleanup_string) char *nouns = NULL;
    size_t length;
    FILE *const stream = text_stream(&nouns, &length);

    for (size_t i = 0; i < offers->count; i++)
        fprintf(stream, "%s%s", i ? ", " : "", offers->items[i]);
    text_stream_close(stream);
    paragraph_print(
        display, "", 0,
        "Begin with look and logs; help lists what can be typed. What is no word of it goes to the management "
        "shell of the premises; Enter-PSSession exo changes the place.");
    paragraph_labelled(display, "lab nouns", offers->count ? nouns : "none may be used here");
    paragraph_labelled(display, "tool file",
                       "for other programs on this machine. fbcheck names failures: that is not "
                       "prevented, and teaches you nothing.");
    paragraph_command(display, "", tool_file);
}

void ticket_page_print(const struct display *display, const struct lesson *lesson, const char *tool_file)
{
    struct exercise *const exercise = lesson_exercise(lesson);

    print_mail(display, exercise_ticket(exercise));
    print_what_is_given(display, exercise, lesson_mode(lesson));
    if (lesson_is_resumed(lesson))
        paragraph_print(display, "", 0, "You have begun this ticket before; what you did then has been done again.");
    print_tools(display, exercise, tool_file);
}
