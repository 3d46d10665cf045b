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

static void print_diagnosis(const struct diagnosis *diagnosis, FILE *output, bool colour)
{
    print_title(diagnosis, output, colour);
    print_words(&diagnosis->because, "because", output, paragraph_print);
    if (diagnosis->hop)
        print_where(diagnosis, output);
    if (diagnosis->cause)
        paragraph_print(output, "cause", diagnosis->cause);
    print_words(&diagnosis->repair, "repair", output, paragraph_command);
    print_tell_apart(diagnosis, output);
    print_words(&diagnosis->next, "next", output, paragraph_print);
}

void diagnoses_print(const struct diagnoses *diagnoses, FILE *output, bool colour)
{
    for (size_t i = 0; i < diagnoses->count; i++) {
        if (i > 0)
            fputc('\n', output);
        print_diagnosis(&diagnoses->items[i], output, colour);
    }
    if (diagnoses->count == 0)
        fputs("No documented failure fits what was seen.\n", output);
}
