/* SPDX-License-Identifier: MIT */
#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/text.h"
#include "diagnosis/paragraph.h"
#include "tally.h"

#include <string.h>

#define STYLE_WORDS "1;33"

static json_t *found_to_json(const struct finding *found)
{
    json_t *const list = diagnoses_to_json(found->diagnosis, false);
    json_t *const object = json_incref(json_array_get(list, 0));

    json_object_set_new(object, "where", json_text(found->spot.where));
    json_object_set_new(object, "kind", json_string(item_kind_name(found->spot.kind)));
    json_object_set_new(object, "host", json_text(found->spot.host));
    json_object_set_new(object, "time", json_text(found->spot.time));
    if (found->spot.hop)
        json_object_set_new(object, "hop", json_string(found->spot.hop));
    json_object_set_new(object, "words", json_text(found->spot.words));
    json_object_set_new(object, "count", json_integer((json_int_t)found->count));
    json_object_set_new(object, "last", json_text(found->last));
    json_decref(list);
    return object;
}

json_t *tally_to_json(struct tally *tally)
{
    json_t *const array = json_array();

    for (size_t i = 0; i < tally_count(tally); i++)
        json_array_append_new(array, found_to_json(tally_at(tally, i)));
    return array;
}

/* "log.txt:12  iis  mail.contoso.com  2026-11-22T09:15:01Z  3 times, last at log.txt:99" */
static void print_place(const struct finding *found, FILE *output, bool colour)
{
    const struct spot *const spot = &found->spot;
    CLEANUP(cleanup_string)
    char *place = text_format("%s  %s%s%s%s%s%s%s", spot->where, item_kind_name(spot->kind), spot->host ? "  " : "",
                              spot->host ? spot->host : "", spot->time ? "  " : "", spot->time ? spot->time : "",
                              spot->hop ? "  " : "", spot->hop ? spot->hop : "");
    CLEANUP(cleanup_string) char *cell = cell_text(place, 400);

    styled_print(output, STYLE_FAINT, colour, cell);
    if (found->count > 1) {
        CLEANUP(cleanup_string) char *last = cell_text(found->last, 200);
        fprintf(output, "  %zu times, last at %s", found->count, last);
    }
    fputc('\n', output);
}

static void print_words(const struct spot *spot, FILE *output, bool colour)
{
    if (!spot->words)
        return;
    fprintf(output, "    %s", *spot->before ? "..." : "");
    fputs(spot->before, output);
    styled_print(output, STYLE_WORDS, colour, spot->words);
    fputs(spot->after, output);
    fputs(*spot->after ? "...\n" : "\n", output);
}

void tally_print(struct tally *tally, FILE *output, bool colour)
{
    for (size_t i = 0; i < tally_count(tally); i++) {
        const struct finding *const found = tally_at(tally, i);
        if (i > 0)
            fputc('\n', output);
        print_place(found, output, colour);
        print_words(&found->spot, output, colour);
        diagnoses_print(found->diagnosis, false, output, colour);
    }
}
