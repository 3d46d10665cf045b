/* SPDX-License-Identifier: MIT */
/* Lines are collected by file. */
#include "log_page.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/pattern.h"
#include "base/text.h"
#include "base/unicode.h"
#include "terminal/grid.h"
#include "terminal/paragraph.h"

#include <stdlib.h>
#include <string.h>

struct shown_log {
    char *path;
    size_t lines; /* all of the file */
    FILE *stream; /* those that are wanted */
    char *text;
    size_t length;
};

struct shown_logs {
    struct shown_log **items; /* each by itself: its stream knows where it is */
    size_t count;
    const char *part; /* of the name or the line; NULL: no line is wanted for it */
    const char *in;   /* part of the name, and the pattern of lines there; NULL: none */
    const struct pattern *marked;
};

static struct shown_log *file_of(struct shown_logs *files, const struct log_line *line)
{
    for (size_t i = 0; i < files->count; i++)
        if (strcmp(files->items[i]->path, line->path) == 0)
            return files->items[i];
    files->items = memory_one_more(files->items, files->count, sizeof *files->items);
    struct shown_log *const file = files->items[files->count++] = memory_new(sizeof *file);
    file->path = text_copy(line->path);
    file->stream = text_stream(&file->text, &file->length);
    if (files->part && strcasestr(line->path, files->part))
        fputs(line->head, file->stream);
    return file;
}

static bool is_wanted(const struct shown_logs *files, const struct log_line *line)
{
    if (files->in)
        return strcasestr(line->path, files->in) &&
               pattern_find(files->marked, line->text, strlen(line->text)) == FOUND;
    return files->part && (strcasestr(line->path, files->part) || strcasestr(line->text, files->part));
}

static void take(void *context, const struct log_line *line)
{
    struct shown_logs *const files = context;
    struct shown_log *const file = file_of(files, line);

    file->lines++;
    if (is_wanted(files, line))
        fputs(line->text, file->stream);
}

static void clear(struct shown_logs *files)
{
    for (size_t i = 0; i < files->count; i++) {
        free(files->items[i]->path);
        free(files->items[i]->text);
        free(files->items[i]);
    }
    free(files->items);
}

static int by_path(const void *a, const void *b)
{
    return strcmp((*(struct shown_log *const *)a)->path, (*(struct shown_log *const *)b)->path);
}

static bool read_files(struct shown_logs *files, struct exercise *exercise, struct error *error)
{
    const bool good = exercise_logs(exercise, take, files, error);

    for (size_t i = 0; i < files->count; i++)
        text_stream_close(files->items[i]->stream);
    if (files->count > 0)
        qsort(files->items, files->count, sizeof *files->items, by_path);
    return good;
}

static void print_list(const struct display *display, const struct shown_logs *files)
{
    static const struct grid_column columns[] = {{"lines", true, 0}, {"file", false, 0}};
    CLEANUP(grid_free) struct grid *grid = grid_new(columns, ARRAY_SIZE(columns), 0);

    for (size_t i = 0; i < files->count; i++) {
        grid_format(grid, STYLE_PLAIN, "%zu", files->items[i]->lines);
        grid_put(grid, STYLE_PLAIN, files->items[i]->path);
    }
    grid_print(grid, display);
    paragraph_print(display, "", 0, "logs TEXT prints the files whose name has the text, and the lines that have it.");
}

static size_t print_lines(const struct display *display, const struct shown_logs *files)
{
    size_t printed = 0;

    for (size_t i = 0; i < files->count; i++) {
        if (files->items[i]->length == 0)
            continue;
        display_put(display, STYLE_STRONG, files->items[i]->path);
        fputc('\n', display->output);
        unicode_put_lines(display->output, files->items[i]->text); /* foreign text: no control reaches the terminal */
        fputc('\n', display->output);
        printed++;
    }
    return printed;
}

bool log_page_print(const struct display *display, struct exercise *exercise, const char *text, struct error *error)
{
    struct shown_logs files = {.part = *text ? text : NULL};
    const bool good = read_files(&files, exercise, error);

    if (good && !files.part)
        print_list(display, &files);
    else if (good && print_lines(display, &files) == 0)
        fprintf(display->output, "No name of the %zu files and none of their lines has \"%s\".\n", files.count, text);
    clear(&files);
    return good;
}

void log_page_print_marked(const struct display *display, struct exercise *exercise, const char *in, const char *marks)
{
    CLEANUP(pattern_free) struct pattern *pattern = pattern_new_search(marks, NULL);
    struct shown_logs files = {.in = in, .marked = pattern};

    if (pattern && read_files(&files, exercise, NULL))
        print_lines(display, &files);
    clear(&files);
}
