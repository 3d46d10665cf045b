/* SPDX-License-Identifier: MIT */
/* Rows of texts: as wide as their widest cells, the last column as wide as there is room. */
#include "grid.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "paragraph.h"

#include <stdarg.h>
#include <string.h>

enum { GAP = 2, NOTE_INDENT = 8, NARROWEST_LAST = 20 };

struct grid_cell {
    enum style style;
    char *text;
    char *note; /* of the last cell of a row */
};

struct grid {
    const struct grid_column *columns;
    size_t column_count, indent;
    size_t *reserved; /* a width for each column */
    struct grid_cell *cells;
    size_t count, printed; /* printed: of the cells */
    bool has_printed_head;
};

struct grid *grid_new(const struct grid_column *columns, size_t count, size_t indent)
{
    struct grid *const grid = memory_new(sizeof *grid);

    *grid = (struct grid){
        .columns = columns, .column_count = count, .indent = indent, .reserved = memory_array(count, sizeof(size_t))};
    return grid;
}

void grid_free(struct grid **grid)
{
    for (size_t i = 0; *grid && i < (*grid)->count; i++) {
        free((*grid)->cells[i].text);
        free((*grid)->cells[i].note);
    }
    if (*grid) {
        free((*grid)->cells);
        free((*grid)->reserved);
    }
    free(*grid);
    *grid = NULL;
}

void grid_reserve(struct grid *grid, size_t column, size_t width)
{
    if (grid->reserved[column] < width)
        grid->reserved[column] = width;
}

void grid_put(struct grid *grid, enum style style, const char *text)
{
    const size_t most = grid->columns[grid->count % grid->column_count].most;
    struct grid_cell *const cells = memory_one_more(grid->cells, grid->count, sizeof *cells);

    grid->cells = cells;
    cells[grid->count++] = (struct grid_cell){style, cell_text(text ? text : "", most ? most : SIZE_MAX), NULL};
}

void grid_format(struct grid *grid, enum style style, const char *format, ...)
{
    CLEANUP(cleanup_string) char *text = NULL;
    va_list arguments;

    va_start(arguments, format);
    text = text_format_list(format, arguments);
    va_end(arguments);
    grid_put(grid, style, text);
}

void grid_note(struct grid *grid, const char *sentence)
{
    char **const note = grid->count > 0 ? &grid->cells[grid->count - 1].note : NULL;

    if (note) {
        free(*note);
        *note = text_copy(sentence);
    }
}

static const char *title_of(const struct grid *grid, size_t column)
{
    return grid->columns[column].title ? grid->columns[column].title : "";
}

static bool has_head(const struct grid *grid)
{
    bool titled = false;

    for (size_t i = 0; i < grid->column_count; i++)
        titled = titled || grid->columns[i].title;
    return titled;
}

static size_t width_of(const struct grid *grid, size_t column)
{
    const size_t titled = cell_width(title_of(grid, column));
    size_t width = titled > grid->reserved[column] ? titled : grid->reserved[column];

    for (size_t i = column; i < grid->count; i += grid->column_count) {
        const size_t taken = cell_width(grid->cells[i].text);
        width = taken > width ? taken : width;
    }
    return width;
}

/* Blanks are owed and paid before the next text, so that no line ends in them. */
static void put_cell(const struct grid *grid, const struct display *display, size_t column, size_t width,
                     const struct grid_cell *cell, size_t *owed)
{
    const size_t blanks = width - cell_width(cell->text);

    *owed += grid->columns[column].right ? blanks : 0;
    if (*cell->text) {
        fprintf(display->output, "%*s", (int)*owed, "");
        *owed = 0;
    }
    display_put(display, cell->style, cell->text);
    *owed += (grid->columns[column].right ? 0 : blanks) + GAP;
}

/* The last cell of a row that is too long for a terminal: its lines stand below each other. */
static void put_wrapped(const struct display *display, const struct grid_cell *cell, size_t at, size_t owed)
{
    fprintf(display->output, "%*s", (int)owed, "");
    paragraph_continue(display, display->width, at, at, cell->text);
}

static void put_row(const struct grid *grid, const struct display *display, const size_t *widths,
                    const struct grid_cell *cells)
{
    const size_t last = grid->column_count - 1;
    size_t owed = grid->indent, at = grid->indent;

    for (size_t i = 0; i < last; i++) {
        put_cell(grid, display, i, widths[i], &cells[i], &owed);
        at += widths[i] + GAP;
    }
    if (display->terminal && !grid->columns[last].right && at + NARROWEST_LAST <= display->width &&
        at + cell_width(cells[last].text) > display->width) {
        put_wrapped(display, &cells[last], at, owed);
    } else {
        put_cell(grid, display, last, widths[last], &cells[last], &owed);
        fputc('\n', display->output);
    }
}

static void put_head(const struct grid *grid, const struct display *display, const size_t *widths)
{
    size_t owed = grid->indent;

    for (size_t i = 0; i < grid->column_count; i++)
        put_cell(grid, display, i, widths[i], &(struct grid_cell){STYLE_FAINT, (char *)title_of(grid, i), NULL}, &owed);
    fputc('\n', display->output);
}

static void put_note(const struct display *display, const char *note)
{
    fprintf(display->output, "%*s", NOTE_INDENT, "");
    paragraph_continue(display, display->terminal ? display->width : SIZE_MAX, NOTE_INDENT, NOTE_INDENT, note);
}

void grid_print(struct grid *grid, const struct display *display)
{
    size_t *const widths = memory_array(grid->column_count, sizeof *widths);

    for (size_t i = 0; i < grid->column_count; i++)
        widths[i] = width_of(grid, i);
    if (has_head(grid) && !grid->has_printed_head)
        put_head(grid, display, widths);
    grid->has_printed_head = true;
    for (; grid->printed + grid->column_count <= grid->count; grid->printed += grid->column_count) {
        const struct grid_cell *const row = &grid->cells[grid->printed];
        put_row(grid, display, widths, row);
        if (row[grid->column_count - 1].note)
            put_note(display, row[grid->column_count - 1].note);
    }
    free(widths);
}
