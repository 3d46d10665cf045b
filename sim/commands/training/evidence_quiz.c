/* SPDX-License-Identifier: MIT */
/* The lab ends when the pack is written; what is right was seen in its own look-up. */
#include "evidence_quiz.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "evidence/evidence.h"
#include "fblab_commands/line_input.h"
#include "fblab_commands/running/evidence_pack.h"
#include "leaving.h"
#include "terminal/paragraph.h"
#include "terminal/status.h"
#include "training/evidence_questions.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void print_question(const struct display *display, const struct evidence_question *question)
{
    fprintf(display->output, "\n%s\n", question->asks);
    for (size_t i = 0; i < question->count; i++)
        paragraph_choice(display, i + 1, question->choices[i]);
}

static const char *prompt(void *context)
{
    (void)context;
    return "answer> ";
}

static size_t no_words(void *context, const char *line, struct word_list *words)
{
    (void)context;
    (void)line;
    (void)words;
    return 0;
}

static void print_verdict(const struct display *display, const struct evidence_question *question, bool right)
{
    display_put(display, right ? STYLE_GOOD : STYLE_BAD, right ? "right" : "wrong");
    fputc('\n', display->output);
    for (size_t i = 0; !right && i < question->count; i++)
        if (question->right[i])
            paragraph_print(display, "  it is: ", 9, question->choices[i]);
}

/* Asks until one of the choices is taken. false: wrong, or nothing more can be read. */
static bool ask(const struct display *display, struct line_input *input, const struct evidence_question *question)
{
    const char *line;

    print_question(display, question);
    while ((line = line_input_read(input))) {
        const unsigned long taken = strtoul(line, NULL, 10);
        if (taken >= 1 && taken <= question->count) {
            print_verdict(display, question, question->right[taken - 1]);
            return question->right[taken - 1];
        }
        fprintf(display->output, "Type a number from 1 to %zu.\n", question->count);
    }
    return false;
}

static int ask_all(const struct drawn_ticket *drawn, const struct lookup *lookup)
{
    struct evidence_question questions[EVIDENCE_QUESTIONS];
    const struct line_habits habits = {.prompt = prompt, .complete = no_words};
    const struct display display = display_of(stdout);
    CLEANUP(line_input_close) struct line_input *input = line_input_open(&habits);
    size_t right = 0;

    evidence_questions(drawn, lookup, questions);
    for (size_t i = 0; i < ARRAY_SIZE(questions); i++)
        right += ask(&display, input, &questions[i]);
    printf("\n%zu of %zu right\n\n", right, ARRAY_SIZE(questions));
    for (size_t i = 0; i < drawn->ticket.debrief.count; i++)
        paragraph_print(&display, "  ", 2, drawn->ticket.debrief.items[i]);
    return right == ARRAY_SIZE(questions) ? STATUS_DONE : STATUS_DIFFERENT;
}

/* The ready file is there for as long as the pack is made. */
static int write_pack(struct exercise *exercise, const struct evidence_quiz *quiz, const char *output)
{
    CLEANUP(cleanup_string) char *ready = text_format("%s/pack-%ld.json", quiz->folder, (long)getpid());
    struct error error = {""};
    int status;

    leaving_remove(exercise_passing_folder(exercise), ready);
    if (!exercise_write_ready_file(exercise, ready, &error))
        return complain(STATUS_UNUSABLE, "%s", error.text);
    status = evidence_pack_write(ready, output);
    (void)unlink(ready);
    return status;
}

int evidence_quiz_run(const struct evidence_quiz *quiz)
{
    const struct exercise_options options = {.plan = quiz->plan};
    struct error error = {""};
    CLEANUP(drawn_ticket_free) struct drawn_ticket *drawn = drawn_ticket_new(&quiz->plan);
    CLEANUP(cleanup_string)
    char *output = quiz->output ? text_copy(quiz->output) : text_format("%s.zip", drawn->number);
    struct exercise *exercise = NULL;
    CLEANUP(lookup_free) struct lookup *lookup = NULL;
    int status = STATUS_UNUSABLE;

    if (!quiz->output && access(output, F_OK) == 0)
        return complain(STATUS_UNUSABLE, "%s is there already; -o FILE names another", output);
    if ((exercise = exercise_start(&options, &error)) && (lookup = exercise_look_up(exercise, &error)))
        status = write_pack(exercise, quiz, output);
    exercise_end(&exercise);
    leaving_forget();
    if (*error.text)
        return complain(STATUS_UNUSABLE, "%s", error.text);
    if (status != STATUS_DONE)
        return status;
    printf("The evidence is in %s; README.txt in it says what each file is.\n", output);
    return ask_all(drawn, lookup);
}
