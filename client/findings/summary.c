/* SPDX-License-Identifier: MIT */
/* Failures, hosts and hours as JSON and as bars. */
#include "summary.h"

#include "base/cleanup.h"
#include "base/date_time.h"
#include "base/json_text.h"
#include "base/memory.h"
#include "base/text.h"
#include "counts.h"
#include "terminal/paragraph.h"
#include "unnamed.h"

#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define NAME_COLUMNS 48
#define BAR_COLUMNS 18

enum { ROWS, HOSTS, HOURS, UNNAMED, LIST_COUNT };

#define UNREAD_KEPT 1000

/* The hour that was put in words last. */
struct known_hour {
    int64_t number; /* since 1970 */
    char text[32];  /* "": none was */
};

struct summary {
    size_t count;
    struct seen_time first, last;
    struct counts lists[LIST_COUNT];
    struct known_hour hour;
    json_t *unread; /* the first of them */
};

static const struct summary_list {
    const char *name, *member, *title, *unknown;
    enum counts_order order;
    bool timed;    /* says when its items were first and last seen */
    bool optional; /* left out if it is empty */
} lists[LIST_COUNT] = {
    [ROWS] = {"rows", "id", "by failure", "", COUNTS_MOST_FIRST, true},
    [HOSTS] = {"hosts", "host", "by host", "host not known", COUNTS_MOST_FIRST, false},
    [HOURS] = {"hours", "hour", "by hour", "time not known", COUNTS_BY_NAME, false},
    [UNNAMED] = {"unnamed", "status", "no documented failure", "", COUNTS_MOST_FIRST, true, .optional = true},
};

struct summary *summary_new(void)
{
    struct summary *const summary = memory_new(sizeof *summary);

    summary->unread = json_array();
    return summary;
}

void summary_free(struct summary **summary)
{
    for (size_t i = 0; *summary && i < LIST_COUNT; i++)
        counts_clear(&(*summary)->lists[i]);
    if (*summary)
        json_decref((*summary)->unread);
    free(*summary);
    *summary = NULL;
}

/* A count to be added is copied, and changes nothing. */
static char *lent(const char *text)
{
    return (char *)(uintptr_t)text;
}

/* Text, number, and what else a member of a summary has to be. */
static bool check(bool right, const char *list, const char *member, const char *must, struct error *error)
{
    return right || error_set(error, "\"%s%s%s\" must be %s", list, *list && *member ? "." : "", member, must);
}

/* A number that counts. */
static bool read_count(const json_t *object, const char *list, size_t *count, struct error *error)
{
    const json_t *const number = json_object_get(object, "count");

    if (!check(json_is_integer(number) && json_integer_value(number) >= 0, list, "count", "a number from 0 on", error))
        return false;
    *count = (size_t)json_integer_value(number);
    return true;
}

static bool read_item(struct summary *summary, size_t list, const json_t *object, struct error *error)
{
    const char *const name = json_string_value(json_object_get(object, lists[list].member));
    const char *const title = json_string_value(json_object_get(object, "title"));
    struct count count = {.name = lent(name),
                          .title = lent(title),
                          .first = seen_time_of(json_string_value(json_object_get(object, "first"))),
                          .last = seen_time_of(json_string_value(json_object_get(object, "last")))};

    if (!check(name, lists[list].name, lists[list].member, "a text", error) ||
        !read_count(object, lists[list].name, &count.count, error))
        return false;
    counts_add(&summary->lists[list], &count);
    return true;
}

static bool read_list(struct summary *summary, size_t list, const json_t *json, struct error *error)
{
    const json_t *const array = json_object_get(json, lists[list].name);
    size_t index;
    json_t *object;

    if (!array && lists[list].optional)
        return true;
    if (!check(json_is_array(array), lists[list].name, "", "a list", error))
        return false;
    json_array_foreach(array, index, object) if (!read_item(summary, list, object, error)) return false;
    return true;
}

static bool read_unread(struct summary *summary, const json_t *json, struct error *error)
{
    const json_t *const unread = json_object_get(json, "unread");
    size_t index;
    json_t *part;

    if (!check(!unread || json_is_array(unread), "unread", "", "a list", error))
        return false;
    json_array_foreach(unread, index, part) if (!check(json_is_string(json_object_get(part, "why")), "unread", "why",
                                                       "a text", error)) return false;
    summary_add_unread(summary, unread);
    return true;
}

struct summary *summary_from_json(const json_t *json, struct error *error)
{
    CLEANUP(summary_free) struct summary *summary = summary_new();

    if (!read_count(json, "", &summary->count, error) || !read_unread(summary, json, error))
        return NULL;
    for (size_t i = 0; i < LIST_COUNT; i++)
        if (!read_list(summary, i, json, error))
            return NULL;
    summary->first = seen_time_of(json_string_value(json_object_get(json, "first")));
    summary->last = seen_time_of(json_string_value(json_object_get(json, "last")));
    return TAKE(summary);
}

/* "2026-11-22 09": in UTC where a zone is told. Most times are of the same hour as the one before. */
static const char *hour_in_words(struct known_hour *hour, int64_t seconds)
{
    const int64_t number = day_start(seconds) / HOUR + (seconds - day_start(seconds)) / HOUR;

    if (*hour->text && hour->number == number)
        return hour->text;
    clock_iso(seconds, hour->text);
    hour->text[strnlen(hour->text, 13)] = '\0';
    if (strlen(hour->text) > 10)
        hour->text[10] = ' ';
    hour->number = number;
    return hour->text;
}

static void add(struct summary *summary, int list, const struct count *more)
{
    counts_add(&summary->lists[list], more);
}

static void add_total(struct summary *summary, const struct count *more)
{
    summary->count += more->count;
    summary->first = seen_time_earlier(summary->first, more->first);
    summary->last = seen_time_later(summary->last, more->last);
}

void summary_add(struct summary *summary, const struct diagnosis *best, const struct item *item)
{
    const struct seen_time time = seen_time_of(item->time);
    /* of what is no time what stands before the first colon */
    CLEANUP(cleanup_string)
    char *words = item->time && !*time.text ? text_copy_part(item->time, strcspn(item->time, ":")) : NULL;
    const char *const hour = *time.text ? hour_in_words(&summary->hour, time.seconds) : words;
    struct count one = {.name = lent(best->id), .title = lent(best->title), .count = 1, .first = time, .last = time};

    add_total(summary, &one);
    add(summary, ROWS, &one);
    one.title = NULL;
    one.name = lent(item->host ? item->host : lists[HOSTS].unknown);
    add(summary, HOSTS, &one);
    one.name = lent(hour ? hour : lists[HOURS].unknown);
    add(summary, HOURS, &one);
}

void summary_add_unnamed(struct summary *summary, const struct item *item)
{
    const struct seen_time time = seen_time_of(item->time);
    const int status = unnamed_status_of(item);
    char name[12];

    if (status == 0)
        return;
    snprintf(name, sizeof name, "%d", status);
    add(summary, UNNAMED,
        &(struct count){.name = name, .title = lent(unnamed_says(status)), .count = 1, .first = time, .last = time});
}

void summary_join(struct summary *summary, const struct summary *other)
{
    add_total(summary, &(struct count){.count = other->count, .first = other->first, .last = other->last});
    for (size_t i = 0; i < LIST_COUNT; i++)
        for (size_t k = 0; k < other->lists[i].count; k++)
            counts_add(&summary->lists[i], &other->lists[i].items[k]);
    summary_add_unread(summary, other->unread);
}

void summary_add_unread(struct summary *summary, const json_t *unread)
{
    size_t index;
    json_t *part;

    json_array_foreach(unread, index, part) if (json_array_size(summary->unread) < UNREAD_KEPT)
        json_array_append(summary->unread, part);
}

bool summary_has_unread(const struct summary *summary)
{
    return json_array_size(summary->unread) > 0;
}

bool summary_say_unread(const struct summary *summary, size_t index, struct error *sentence)
{
    const json_t *const part = json_array_get(summary->unread, index);
    const char *const name = json_string_value(json_object_get(part, "name"));

    if (part)
        error_set(sentence, "%s: %s", name ? name : "-", json_string_value(json_object_get(part, "why")));
    return part;
}

size_t summary_count(const struct summary *summary)
{
    return summary->count;
}

static void set_times(json_t *object, struct seen_time first, struct seen_time last)
{
    if (*first.text)
        json_object_set_new(object, "first", json_text(first.text));
    if (*last.text)
        json_object_set_new(object, "last", json_text(last.text));
}

static json_t *list_to_json(const struct counts *counts, const struct summary_list *list)
{
    struct counts sorted = counts_sorted(counts, list->order);
    json_t *const array = json_array();

    for (size_t i = 0; i < sorted.count; i++) {
        json_t *const object = json_object();
        json_object_set_new(object, list->member, json_text(sorted.items[i].name));
        if (sorted.items[i].title)
            json_object_set_new(object, "title", json_text(sorted.items[i].title));
        json_object_set_new(object, "count", json_integer((json_int_t)sorted.items[i].count));
        if (list->timed)
            set_times(object, sorted.items[i].first, sorted.items[i].last);
        json_array_append_new(array, object);
    }
    counts_clear(&sorted);
    return array;
}

json_t *summary_to_json(const struct summary *summary)
{
    json_t *const object = json_pack("{s:I}", "count", (json_int_t)summary->count);

    set_times(object, summary->first, summary->last);
    for (size_t i = 0; i < LIST_COUNT; i++)
        if (!lists[i].optional || summary->lists[i].count > 0)
            json_object_set_new(object, lists[i].name, list_to_json(&summary->lists[i], &lists[i]));
    if (summary_has_unread(summary))
        json_object_set(object, "unread", summary->unread);
    return object;
}

static void print_bar(FILE *output, size_t count, size_t most)
{
    const size_t length = most > 0 ? (count * BAR_COLUMNS + most - 1) / most : 0;

    fputs("  ", output);
    for (size_t i = 0; i < length; i++)
        fputs("\xE2\x96\x88", output); /* U+2588, a full block */
}

static void print_count(const struct display *display, const struct count *count, size_t most)
{
    CLEANUP(cleanup_string)
    char *name = count->title ? text_format("%-12s %s", count->name, count->title) : text_copy(count->name);
    CLEANUP(cleanup_string) char *cell = cell_text(name, NAME_COLUMNS);

    fprintf(display->output, "  %s%*s %8zu", cell, (int)(NAME_COLUMNS - cell_width(cell)), "", count->count);
    if (display->terminal)
        print_bar(display->output, count->count, most);
    fputc('\n', display->output);
}

static void print_list(const struct counts *counts, const struct summary_list *list, const struct display *display)
{
    struct counts sorted = counts_sorted(counts, list->order);
    size_t most = 0;

    for (size_t i = 0; i < sorted.count; i++)
        most = sorted.items[i].count > most ? sorted.items[i].count : most;
    fprintf(display->output, "%s\n", list->title);
    for (size_t i = 0; i < sorted.count; i++)
        print_count(display, &sorted.items[i], most);
    counts_clear(&sorted);
}

void summary_print(const struct summary *summary, const struct display *display)
{
    for (size_t i = 0; summary->count > 0 && i < UNNAMED; i++)
        print_list(&summary->lists[i], &lists[i], display);
    if (summary->count > 0 && *summary->first.text)
        fprintf(display->output, "from %s to %s\n", summary->first.text, summary->last.text);
    if (summary->count == 0)
        fputs("No documented failure found.\n", display->output);
    if (summary->lists[UNNAMED].count > 0)
        print_list(&summary->lists[UNNAMED], &lists[UNNAMED], display);
}
