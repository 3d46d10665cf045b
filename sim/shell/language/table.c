/* SPDX-License-Identifier: MIT */
/* Columns measured, narrowed and printed. */
#include "table.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/unicode.h"

#include <stdlib.h>
#include <string.h>

#define ELLIPSIS "..."

struct table {
    struct cell *cells; /* row by row */
    size_t columns, rows;
};

void cells_clear(struct cell *cells, size_t count)
{
    for (size_t i = 0; i < count; i++)
        free(cells[i].text);
}

struct table *table_new(void)
{
    return memory_new(sizeof(struct table));
}

void table_free(struct table **table)
{
    if (*table) {
        cells_clear((*table)->cells, (*table)->columns * (*table)->rows);
        free((*table)->cells);
    }
    free(*table);
    *table = NULL;
}

void table_add(struct table *table, struct cell *cells, size_t count)
{
    struct cell *more;

    if (table->rows == 0)
        table->columns = count;
    more = memory_one_more(table->cells, table->rows, table->columns * sizeof *more);
    if (count != table->columns)
        abort();
    memcpy(&more[table->rows++ * count], cells, count * sizeof *cells);
    table->cells = more;
}

static size_t width_of(const char *text)
{
    return text_width(text, strlen(text));
}

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

static void measure(const struct table *table, size_t *widths)
{
    for (size_t i = 0; i < table->columns * table->rows; i++)
        widths[i % table->columns] = larger(widths[i % table->columns],
                                            larger(width_of(table->cells[i].text), width_of(table->cells[i].column)));
}

/* How many columns fit, one blank between them, if each has only its header. */
static size_t fitting(const struct table *table, size_t width)
{
    size_t count = 0;

    for (size_t used = 0; count < table->columns; count++) {
        used += width_of(table->cells[count].column) + (count > 0);
        if (used > width)
            break;
    }
    return count;
}

/* Takes from the widest column that is wider than its header, until all fit. */
static void narrow(const struct table *table, size_t *widths, size_t count, size_t width)
{
    size_t total = count - 1;

    for (size_t i = 0; i < count; i++)
        total += widths[i];
    for (; total > width; total--) {
        size_t widest = count;
        for (size_t i = 0; i < count; i++)
            if (widths[i] > width_of(table->cells[i].column) && (widest == count || widths[i] > widths[widest]))
                widest = i;
        widths[widest]--;
    }
}

/* Nothing is filled up behind the last column. */
static void print_cell(FILE *output, const char *text, size_t width, bool right, bool last)
{
    const size_t length = width_of(text);
    const size_t kept = length <= width ? length : width > strlen(ELLIPSIS) ? width - strlen(ELLIPSIS) : width;
    const char *const end = kept < length && width > strlen(ELLIPSIS) ? ELLIPSIS : "";
    const size_t bytes = text_width_fit(text, strlen(text), kept), taken = text_width(text, bytes) + strlen(end);
    const int blanks = taken < width ? (int)(width - taken) : 0;

    fprintf(output, "%*s%.*s%s", right ? blanks : 0, "", (int)bytes, text, end);
    if (!last)
        fprintf(output, "%*s ", right ? 0 : blanks, "");
}

static void print_header(FILE *output, const struct table *table, const size_t *widths, size_t count, bool dashes)
{
    for (size_t i = 0; i < count; i++) {
        char line[TABLE_WIDTH + 1] = "";
        const char *name = table->cells[i].column;
        if (dashes)
            memset(line, '-', width_of(name));
        print_cell(output, dashes ? line : name, widths[i], table->cells[i].right, i + 1 == count);
    }
    fputc('\n', output);
}

void table_print(FILE *output, const struct table *table, size_t width)
{
    const size_t count = table->rows > 0 ? fitting(table, width < TABLE_WIDTH ? width : TABLE_WIDTH) : 0;
    size_t *widths;

    if (count == 0)
        return;
    widths = memory_array(table->columns, sizeof *widths);
    measure(table, widths);
    narrow(table, widths, count, width);
    fputc('\n', output);
    print_header(output, table, widths, count, false);
    print_header(output, table, widths, count, true);
    for (size_t row = 0; row < table->rows; row++) {
        for (size_t i = 0; i < count; i++)
            print_cell(output, table->cells[row * table->columns + i].text, widths[i],
                       table->cells[row * table->columns + i].right, i + 1 == count);
        fputc('\n', output);
    }
    fputc('\n', output);
    free(widths);
}

void list_print(FILE *output, const struct cell *cells, size_t count)
{
    size_t width = 0;

    for (size_t i = 0; i < count; i++)
        width = larger(width, strlen(cells[i].column));
    fputc('\n', output);
    for (size_t i = 0; i < count; i++) {
        fprintf(output, "%-*s : ", (int)width, cells[i].column);
        for (const char *next = cells[i].text; *next; next++)
            if (*next == '\n')
                fprintf(output, "\n%*s", (int)width + 3, "");
            else if (*next != '\r')
                fputc(*next, output);
        fputc('\n', output);
    }
}
