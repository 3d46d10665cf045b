/* SPDX-License-Identifier: MIT */
/* Counts which row was called what, and draws it. */
#include "picture.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "scenario/identifier.h"
#include "xml/xml.h"

#include <string.h>

/* Names, each once, in the order of the catalogue; what is no row comes last. */
struct heads {
    const char **names; /* the strings are borrowed from the results */
    bool *rows;
    size_t count;
};

static bool before(const char *one, bool one_is_row, const char *other, bool other_is_row)
{
    return one_is_row == other_is_row ? identifier_compare(one, other) < 0 : one_is_row;
}

static void heads_add(struct heads *heads, const char *name, bool is_row)
{
    size_t place = 0;

    while (place < heads->count && before(heads->names[place], heads->rows[place], name, is_row))
        place++;
    if (place < heads->count && strcmp(heads->names[place], name) == 0)
        return;
    memmove(heads->names + place + 1, heads->names + place, (heads->count - place) * sizeof *heads->names);
    memmove(heads->rows + place + 1, heads->rows + place, (heads->count - place) * sizeof *heads->rows);
    heads->names[place] = name;
    heads->rows[place] = is_row;
    heads->count++;
}

static struct heads heads_new(size_t most)
{
    struct heads heads = {.names = memory_array(most + 1, sizeof(char *)),
                          .rows = memory_array(most + 1, sizeof(bool))};

    return heads;
}

static void heads_free(struct heads *heads)
{
    free(heads->names);
    free(heads->rows);
}

static const char *said(const struct results_row *row)
{
    return row->verdict.name ? row->verdict.name : "no verdict";
}

/* How often that row was called so; *first is the first of them. */
static size_t count_cell(const struct results *results, const char *expected, const char *name,
                         const struct results_row **first)
{
    size_t count = 0;

    *first = NULL;
    for (size_t i = 0; i < results->count; i++) {
        const struct results_row *row = &results->rows[i];
        if (row->state == RESULTS_SKIPPED || strcmp(row->selected.variant->expect, expected) != 0 ||
            strcmp(said(row), name) != 0)
            continue;
        *first = *first ? *first : row;
        count++;
    }
    return count;
}

static void put_cell(const struct results *results, const char *expected, const char *name, FILE *output)
{
    const struct results_row *first;
    const size_t count = count_cell(results, expected, name, &first);

    if (!first)
        fputs("<td></td>", output);
    else if (!results_is_notable(first))
        fprintf(output, first->state == RESULTS_RIGHT ? "<td class=\"right\">%zu</td>" : "<td>%zu</td>", count);
    else
        fprintf(output, "<td class=\"wrong\"><a href=\"#row-%s\">%zu</a></td>", first->selected.id, count);
}

/* Is one of that row's results to be explained? */
static bool is_notable(const struct results *results, const char *expected)
{
    for (size_t i = 0; i < results->count; i++)
        if (results->rows[i].state != RESULTS_SKIPPED && results_is_notable(&results->rows[i]) &&
            strcmp(results->rows[i].selected.variant->expect, expected) == 0)
            return true;
    return false;
}

static const char *title_of(const struct results *results, const char *expected)
{
    for (size_t i = 0; i < results->count; i++)
        if (strcmp(results->rows[i].selected.scenario->id, expected) == 0)
            return results->rows[i].selected.scenario->title;
    return "";
}

static void put_head(const struct heads *columns, FILE *output)
{
    fputs("<div class=\"frame\"><table class=\"picture\"><thead><tr><th>row \\ verdict</th>", output);
    for (size_t i = 0; i < columns->count; i++) {
        fputs("<th><span>", output);
        xml_put(output, columns->names[i]);
        fputs("</span></th>", output);
    }
    fputs("</tr></thead>\n<tbody>\n", output);
}

static void put_line(const struct results *results, const char *expected, const struct heads *columns, FILE *output)
{
    fputs("<tr><th><b>", output);
    xml_put(output, expected);
    fputs("</b> <span>", output);
    xml_put(output, title_of(results, expected));
    fputs("</span></th>", output);
    for (size_t i = 0; i < columns->count; i++)
        put_cell(results, expected, columns->names[i], output);
    fputs("</tr>\n", output);
}

void report_picture(const struct results *results, FILE *output)
{
    CLEANUP(heads_free) struct heads lines = heads_new(results->count);
    CLEANUP(heads_free) struct heads columns = heads_new(2 * results->count);

    for (size_t i = 0; i < results->count; i++) {
        const struct results_row *row = &results->rows[i];
        if (row->state == RESULTS_SKIPPED)
            continue;
        heads_add(&lines, row->selected.variant->expect, true);
        heads_add(&columns, row->selected.variant->expect, true);
        heads_add(&columns, said(row), row->verdict.name && row->verdict.kind == VERDICT_ROWS);
    }
    put_head(&columns, output);
    for (size_t i = 0; i < 2 * lines.count; i++) /* what failed comes first */
        if (is_notable(results, lines.names[i % lines.count]) == (i < lines.count))
            put_line(results, lines.names[i % lines.count], &columns, output);
    fputs("</tbody></table></div>\n", output);
}
