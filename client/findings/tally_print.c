/* SPDX-License-Identifier: MIT */
/* Failures with their places, as JSON and for people. */
#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/text.h"
#include "base/unicode.h"
#include "tally.h"
#include "terminal/paragraph.h"

#include <string.h>

static json_t *found_to_json(const struct seen_failure *found)
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
static void print_place(const struct seen_failure *found, const struct display *display)
{
    const struct spot *const spot = &found->spot;
    CLEANUP(cleanup_string)
    char *place = text_format("%s  %s%s%s%s%s%s%s", spot->where, item_kind_name(spot->kind), spot->host ? "  " : "",
                              spot->host ? spot->host : "", spot->time ? "  " : "", spot->time ? spot->time : "",
                              spot->hop ? "  " : "", spot->hop ? spot->hop : "");
    CLEANUP(cleanup_string) char *cell = cell_text(place, 400);

    display_put(display, STYLE_FAINT, cell);
    if (found->count > 1) {
        CLEANUP(cleanup_string) char *last = cell_text(found->last, 200);
        fprintf(display->output, "  %zu times, last at %s", found->count, last);
    }
    fputc('\n', display->output);
}

static void print_words(const struct spot *spot, const struct display *display)
{
    if (!spot->words)
        return;
    fprintf(display->output, "    %s", *spot->before ? "..." : "");
    unicode_put_lines(display->output, spot->before);
    display_put(display, STYLE_WORDS, spot->words);
    unicode_put_lines(display->output, spot->after);
    fputs(*spot->after ? "...\n" : "\n", display->output);
}

void tally_print(struct tally *tally, const struct display *display)
{
    for (size_t i = 0; i < tally_count(tally); i++) {
        const struct seen_failure *const found = tally_at(tally, i);
        if (i > 0)
            fputc('\n', display->output);
        print_place(found, display);
        print_words(&found->spot, display);
        diagnoses_print(found->diagnosis, false, display);
    }
}
