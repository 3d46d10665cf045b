/* SPDX-License-Identifier: MIT */
#include "base/cleanup.h"
#include "base/text.h"
#include "diagnosis.h"
#include "paragraph.h"

/* The label stands before the first only. */
static void print_words(const struct words *words, const char *label, FILE *output,
                        void (*print)(FILE *output, const char *label, const char *text))
{
    for (size_t i = 0; i < words->count; i++)
        print(output, i == 0 ? label : "", words->items[i]);
}

static void print_tell_apart(const struct diagnosis *diagnosis, FILE *output)
{
    for (size_t i = 0; i < diagnosis->tell_apart_count; i++) {
        const struct tell_apart *const other = &diagnosis->tell_apart[i];
        CLEANUP(cleanup_string) char *text = text_format("%s: %s", other->id, other->check);
        paragraph_print(output, i == 0 ? "not" : "", text);
    }
}

static void print_title(const struct diagnosis *diagnosis, FILE *output, bool colour)
{
    CLEANUP(cleanup_string) char *title = text_format("%-3s %s", diagnosis->id, diagnosis->title);

    styled_print(output, STYLE_STRONG, colour, title);
    fprintf(output, " (%.0f %%)\n", diagnosis->confidence * 100);
}

static void print_where(const struct diagnosis *diagnosis, FILE *output)
{
    CLEANUP(cleanup_string) char *text = text_format("%s, %s", diagnosis->hop, diagnosis->direction);

    paragraph_print(output, "where", text);
}

static void print_command(FILE *output, const char *label, const char *at, const char *command, bool lab)
{
    CLEANUP(cleanup_string) char *text = text_format("[%s] %s", at, command);

    if (lab || !text_equal(at, "lab"))
        paragraph_command(output, label, text);
}

static void print_cause(const struct advised_cause *cause, size_t number, size_t count, bool lab, FILE *output)
{
    CLEANUP(cleanup_string) char *says = count > 1 ? text_format("%zu. %s", number, cause->says) : text_copy(cause->says);

    paragraph_print(output, number == 1 ? "cause" : "or", says);
    if (cause->check.command)
        print_command(output, "check", cause->check.at, cause->check.command, lab);
    print_words(&cause->remedies, "repair", output, paragraph_print);
    for (size_t i = 0; i < cause->command_count; i++)
        print_command(output, "", cause->commands[i].at, cause->commands[i].command, lab);
    print_words(&cause->looks, "look", output, paragraph_print);
}

static void print_diagnosis(const struct diagnosis *diagnosis, bool lab, FILE *output, bool colour)
{
    print_title(diagnosis, output, colour);
    print_words(&diagnosis->because, "because", output, paragraph_print);
    if (diagnosis->hop)
        print_where(diagnosis, output);
    for (size_t i = 0; i < diagnosis->cause_count; i++)
        print_cause(&diagnosis->causes[i], i + 1, diagnosis->cause_count, lab, output);
    print_tell_apart(diagnosis, output);
    print_words(&diagnosis->next, "next", output, paragraph_print);
}

void diagnoses_print(const struct diagnoses *diagnoses, bool lab, FILE *output, bool colour)
{
    for (size_t i = 0; i < diagnoses->count; i++) {
        if (i > 0)
            fputc('\n', output);
        print_diagnosis(&diagnoses->items[i], lab, output, colour);
    }
    if (diagnoses->count == 0)
        fputs("No documented failure fits what was seen.\n", output);
}
