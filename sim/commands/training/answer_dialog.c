/* SPDX-License-Identifier: MIT */
/* Row, hop, refutation; then what was right. */
#include "answer_dialog.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "evidence/evidence.h"
#include "terminal/paragraph.h"

#include <stdlib.h>
#include <string.h>

static void print_choices(const struct display *display, const char *title, const struct drawn_choice *choices,
                          size_t count)
{
    fprintf(display->output, "\n%s\n", title);
    for (size_t i = 0; i < count; i++)
        paragraph_choice(display, i + 1, choices[i].text);
}

static void print_check_list(const struct desk *desk)
{
    const struct words *const questions = &desk->common->questions;

    fputs("Before you answer, ask yourself\n", desk->display.output);
    for (size_t i = 0; i < questions->count; i++)
        paragraph_print(&desk->display, "  - ", 4, questions->items[i]);
}

static void print_hops(const struct display *display)
{
    fputs("\nAt which hop does the look-up fail?\n", display->output);
    for (int hop = 0; hop < HOP_COUNT; hop++)
        fprintf(display->output, "  %s", hop_name((enum hop)hop));
    fputc('\n', display->output);
}

/* A number from 1, as a place from 0; what is no number is a place that does not exist. */
static size_t place(const char *text)
{
    char *end;
    const unsigned long number = strtoul(text, &end, 10);

    return end == text || *end || *text == '-' || number == 0 ? SIZE_MAX : number - 1;
}

/* The three words of an answer, asked for one by one. false: nothing more can be read, or nothing was said. */
static bool ask(struct desk *desk, const struct drawn_ticket *drawn, char *said[3])
{
    print_check_list(desk);
    print_choices(&desk->display, "Which failure is it?", drawn->rows, drawn->row_count);
    said[0] = desk_ask(desk, "failure> ");
    if (!said[0] || !*said[0])
        return false;
    print_hops(&desk->display);
    said[1] = desk_ask(desk, "hop> ");
    if (!said[1] || !*said[1])
        return false;
    print_choices(&desk->display, "What would you have to see if you were wrong?", drawn->refutations,
                  drawn->refutation_count);
    said[2] = desk_ask(desk, "refuted by> ");
    return said[2] && *said[2];
}

static bool split(const char *rest, char *said[3])
{
    for (int i = 0; i < 3; i++) {
        const size_t length = strcspn(rest, " \t");
        if (length == 0)
            return false;
        said[i] = text_copy_part(rest, length);
        rest += length + strspn(rest + length, " \t");
    }
    return !*rest;
}

static void print_part(const struct display *display, const char *part, bool right, const char *why)
{
    CLEANUP(cleanup_string) char *first = text_format("  %-11s", part);

    fputs(first, display->output);
    display_put(display, right ? STYLE_GOOD : STYLE_BAD, right ? "right" : "wrong");
    fputc('\n', display->output);
    if (why)
        paragraph_print(display, "             ", 13, why);
}

static void print_judgement(const struct desk *desk, const struct exercise_judgement *judgement)
{
    const struct display *const display = &desk->display;

    fputc('\n', display->output);
    print_part(display, "failure", judgement->row, judgement->told);
    print_part(display, "hop", judgement->hop, judgement->hop ? NULL : "look again at where the look-up ended");
    print_part(display, "refuted by", judgement->refutation, judgement->why_not);
    fputc('\n', display->output);
    if (lesson_is_over(desk->lesson))
        return;
    paragraph_print(display, "", 0,
                    judgement->row && judgement->hop
                        ? "Now repair it, in the shell; checks says when it is healed."
                        : "Look for what tells them apart, and answer again. Each wrong answer costs points.");
}

void answer_dialog(struct desk *desk, const char *rest)
{
    const struct drawn_ticket *const drawn = exercise_ticket(lesson_exercise(desk->lesson));
    char *said[3] = {NULL};
    const bool whole = *rest ? split(rest, said) : ask(desk, drawn, said);
    struct exercise_judgement judgement;
    struct error error = {""};

    if (whole) {
        const struct exercise_answer answer = {place(said[0]), place(said[2]), said[1]};
        if (lesson_answer(desk->lesson, &answer, &judgement, &error))
            print_judgement(desk, &judgement);
    } else {
        error_set(&error, "no answer was given; it is answer ROW HOP REFUTATION, or answer alone to be asked");
    }
    if (*error.text)
        desk_refuse(desk, &error);
    for (int i = 0; i < 3; i++)
        free(said[i]);
}
