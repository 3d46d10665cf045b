/* SPDX-License-Identifier: MIT */
/* Diagnoses for people. */
#include "base/cleanup.h"
#include "base/text.h"
#include "diagnosis.h"
#include "terminal/paragraph.h"

/* The label stands before the first only. */
static void print_words(const struct words *words, const char *label, const struct display *display,
                        void (*print)(const struct display *display, const char *label, const char *text))
{
    for (size_t i = 0; i < words->count; i++)
        print(display, i == 0 ? label : "", words->items[i]);
}

static void print_tell_apart(const struct diagnosis *diagnosis, const struct display *display)
{
    for (size_t i = 0; i < diagnosis->tell_apart_count; i++) {
        const struct tell_apart *const other = &diagnosis->tell_apart[i];
        CLEANUP(cleanup_string) char *text = text_format("%s: %s", other->id, other->check);
        paragraph_labelled(display, i == 0 ? "not" : "", text);
    }
}

static void print_title(const struct diagnosis *diagnosis, const struct display *display)
{
    CLEANUP(cleanup_string) char *title = text_format("%-3s %s", diagnosis->id, diagnosis->title);

    display_put(display, STYLE_STRONG, title);
    fprintf(display->output, " (%.0f %%)\n", diagnosis->confidence * 100);
}

static void print_where(const struct diagnosis *diagnosis, const struct display *display)
{
    CLEANUP(cleanup_string) char *text = text_format("%s, %s", diagnosis->hop, diagnosis->direction);

    paragraph_labelled(display, "where", text);
}

static void print_command(const struct display *display, const char *label, const struct advised_command *command,
                          bool lab)
{
    CLEANUP(cleanup_string) char *place = advice_place(command);
    CLEANUP(cleanup_string) char *text = text_format("[%s] %s", place, command->command);

    if (advice_is_for(command->at, command->command, lab))
        paragraph_command(display, label, text);
}

static void print_cause(const struct advised_cause *cause, size_t number, size_t count, bool lab,
                        const struct display *display)
{
    const struct advised_check *const check = advice_check(cause, lab);
    CLEANUP(cleanup_string)
    char *says = count > 1 ? text_format("%zu. %s", number, cause->says) : text_copy(cause->says);

    paragraph_labelled(display, number == 1 ? "cause" : "or", says);
    if (check)
        print_command(display, "check", &(struct advised_command){check->at, check->command, NULL}, lab);
    print_words(&cause->remedies, "repair", display, paragraph_labelled);
    for (size_t i = 0; i < cause->command_count; i++)
        print_command(display, "", &cause->commands[i], lab);
    print_words(&cause->looks, "look", display, paragraph_labelled);
}

static void print_diagnosis(const struct diagnosis *diagnosis, bool lab, const struct display *display)
{
    print_title(diagnosis, display);
    print_words(&diagnosis->because, "because", display, paragraph_labelled);
    if (diagnosis->hop)
        print_where(diagnosis, display);
    for (size_t i = 0; i < diagnosis->cause_count; i++)
        print_cause(&diagnosis->causes[i], i + 1, diagnosis->cause_count, lab, display);
    print_tell_apart(diagnosis, display);
    print_words(&diagnosis->next, "next", display, paragraph_labelled);
}

void diagnoses_print(const struct diagnoses *diagnoses, bool lab, const struct display *display)
{
    for (size_t i = 0; i < diagnoses->count; i++) {
        if (i > 0)
            fputc('\n', display->output);
        print_diagnosis(&diagnoses->items[i], lab, display);
    }
    if (diagnoses->count == 0)
        fputs("No documented failure fits what was seen.\n", display->output);
}
