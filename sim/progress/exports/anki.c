/* SPDX-License-Identifier: MIT */
/* Notes for Anki as text, one a row of the catalogue; the guid is the row's, so that an import again changes them. */
#include "export_formats.h"

static void put_text(FILE *output, const char *text)
{
    for (; *text; text++)
        fputs(*text == '"' ? "\"\"" : (char[]){*text, '\0'}, output);
}

static bool write_notes(const struct progress_export *what, FILE *output, struct error *error)
{
    (void)error;
    fputs("#separator:tab\n#html:false\n#notetype:Basic\n#deck:fblab\n#tags column:3\n#guid column:4\n", output);
    for (size_t i = 0; i < what->card_count; i++) {
        const struct progress_card *const card = &what->cards[i];
        fputs("\"Which failure prints this, and what is done about it?\n\n", output);
        put_text(output, card->symptom);
        fprintf(output, "\"\t\"%s: ", card->row);
        put_text(output, card->cause);
        fputs("\n\n", output);
        put_text(output, card->repair);
        fprintf(output, "\"\t\"fblab row-%s\"\t\"fblab-%s\"\n", card->row, card->row);
    }
    return true;
}

const struct progress_format format_anki = {"anki", "a deck for Anki", write_notes};
