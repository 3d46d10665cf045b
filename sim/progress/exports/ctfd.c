/* SPDX-License-Identifier: MIT */
/* Challenges for CTFd, a YAML document each (challenge.yml 0.1): the symptom is shown, the row is the flag. */
#include "export_formats.h"

#include "base/cleanup.h"
#include "base/guid.h"
#include "base/text.h"
#include "base/unicode.h"

#include <string.h>

enum { MOST_ATTEMPTS = 3, FIRST_COST = 5, MOST_COST = 50 };

/* Characters that YAML does not take as they are. */
static bool needs_escape(int32_t character)
{
    return character < ' ' || character == '"' || character == '\\' || (character >= 0x7F && character < 0xA0) ||
           character == 0x2028 || character == 0x2029 || character == 0xFEFF || (character & 0xFFFE) == 0xFFFE;
}

/* A scalar in double quotes. */
static void put_scalar(FILE *output, const char *text)
{
    const size_t length = strlen(text);

    fputc('"', output);
    for (size_t at = 0, size = 0; at < length; at += size) {
        int32_t character = 0;
        if ((size = unicode_read(text + at, length - at, &character)) == 0) {
            fputs(UNICODE_REPLACEMENT, output);
            size = 1;
        } else if (needs_escape(character)) {
            fprintf(output, "\\U%08X", (unsigned)character);
        } else {
            fwrite(text + at, 1, size, output);
        }
    }
    fputs("\"\n", output);
}

static void put_member(FILE *output, const char *name, const char *text)
{
    fprintf(output, "%s: ", name);
    put_scalar(output, text);
}

static void put_hints(FILE *output, const struct progress_card *card)
{
    unsigned cost = FIRST_COST;

    fputs(card->hint_count ? "hints:\n" : "", output);
    for (size_t i = 0; i < card->hint_count; i++) {
        put_member(output, "  - content", card->hints[i]);
        fprintf(output, "    cost: %u\n", cost);
        cost = cost * 2 < MOST_COST ? cost * 2 : MOST_COST;
    }
}

/* Any of them is right. */
static void put_flag(FILE *output, const char *row)
{
    fputs("  - type: static\n    data: case_insensitive\n", output);
    put_member(output, "    content", row);
}

static void put_flags(FILE *output, const struct progress_card *card)
{
    fputs("flags:\n", output);
    put_flag(output, card->row);
    for (size_t i = 0; i < card->fit_count; i++)
        put_flag(output, card->fits[i]);
}

/* The name says nothing of the row, and stays the same. */
static void put_challenge(FILE *output, const struct progress_card *card)
{
    char guid[GUID_SIZE], name[64];

    snprintf(name, sizeof name, "Free/busy ticket %.8s", guid_of_text(card->row, guid));
    fputs("---\n", output);
    put_member(output, "name", name);
    put_member(output, "author", "fblab");
    put_member(output, "category", "Free/busy");
    fprintf(output, "description: ");
    CLEANUP(cleanup_string)
    char *asked = text_format("A look-up fails with this text. Which row of the catalogue is it?\n\n%s", card->symptom);
    put_scalar(output, asked);
    fprintf(output, "value: %d\ntype: standard\nattempts: %d\n", PROGRESS_MOST_POINTS, MOST_ATTEMPTS);
    put_flags(output, card);
    put_hints(output, card);
    fputs("tags:\n  - fblab\nstate: visible\nversion: \"0.1\"\n", output);
}

static bool write_challenges(const struct progress_export *what, FILE *output, struct error *error)
{
    (void)error;
    for (size_t i = 0; i < what->card_count; i++)
        put_challenge(output, &what->cards[i]);
    return true;
}

const struct progress_format format_ctfd = {"ctfd", "challenges for CTFd", write_challenges};
