/* SPDX-License-Identifier: MIT */
/* Failures, hosts and hours as JSON and as bars. */
#include "summary.h"

#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/memory.h"
#include "base/text.h"
#include "counts.h"
#include "terminal/paragraph.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define NAME_COLUMNS 48
#define BAR_COLUMNS 18

enum { ROWS, HOSTS, HOURS, LIST_COUNT };

struct summary {
    size_t count;
    struct counts lists[LIST_COUNT];
};

static const struct summary_list {
    const char *name, *member, *title, *unknown;
    enum counts_order order;
} lists[LIST_COUNT] = {
    [ROWS] = {"rows", "id", "by failure", "", COUNTS_MOST_FIRST},
    [HOSTS] = {"hosts", "host", "by host", "host not known", COUNTS_MOST_FIRST},
    [HOURS] = {"hours", "hour", "by hour", "time not known", COUNTS_BY_NAME},
};

struct summary *summary_new(void)
{
    return memory_new(sizeof(struct summary));
}

void summary_free(struct summary **summary)
{
    for (size_t i = 0; *summary && i < LIST_COUNT; i++)
        counts_clear(&(*summary)->lists[i]);
    free(*summary);
    *summary = NULL;
}

/* "2026-11-22 09" of "2026-11-22T09:15:01Z"; of other times what stands before the first colon. The caller frees it. */
static char *hour_of(const char *time)
{
    char *const hour = time ? text_format("%.*s", (int)strcspn(time, ":"), time) : NULL;
    char *const letter = hour && strlen(hour) > 10 ? strchr(hour, 'T') : NULL;

    if (letter)
        *letter = ' ';
    return hour;
}

void summary_add(struct summary *summary, const struct diagnosis *best, const struct item *item)
{
    CLEANUP(cleanup_string) char *hour = hour_of(item->time);

    summary->count++;
    counts_add(&summary->lists[ROWS], best->id, best->title, 1);
    counts_add(&summary->lists[HOSTS], item->host ? item->host : lists[HOSTS].unknown, NULL, 1);
    counts_add(&summary->lists[HOURS], hour ? hour : lists[HOURS].unknown, NULL, 1);
}

void summary_join(struct summary *summary, const struct summary *other)
{
    summary->count += other->count;
    for (size_t i = 0; i < LIST_COUNT; i++)
        for (size_t k = 0; k < other->lists[i].count; k++) {
            const struct count *const count = &other->lists[i].items[k];
            counts_add(&summary->lists[i], count->name, count->title, count->count);
        }
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
        json_array_append_new(array, object);
    }
    counts_clear(&sorted);
    return array;
}

json_t *summary_to_json(const struct summary *summary)
{
    json_t *const object = json_pack("{s:I}", "count", (json_int_t)summary->count);

    for (size_t i = 0; i < LIST_COUNT; i++)
        json_object_set_new(object, lists[i].name, list_to_json(&summary->lists[i], &lists[i]));
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
    for (size_t i = 0; summary->count > 0 && i < LIST_COUNT; i++)
        print_list(&summary->lists[i], &lists[i], display);
    if (summary->count == 0)
        fputs("No documented failure found.\n", display->output);
}
