/* SPDX-License-Identifier: MIT */
/* Gathers the lines of the lab's logs by file, and translates paths. */
#include "log_files.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"

#include <string.h>

#define EXCHANGE_FOLDER "Program Files/Microsoft/Exchange Server/V15/"

/* "EX02" of "\\EX02\C$\..."; the local one where there is none. The caller frees it. */
static char *server_of(const char *path, const char *local)
{
    return text_starts(path, "\\\\") ? text_copy_part(path + 2, strcspn(path + 2, "\\")) : text_copy(local);
}

static void turn_slashes(char *path)
{
    for (; *path; path++)
        if (*path == '\\')
            *path = '/';
}

char *log_files_inner(const char *path)
{
    CLEANUP(cleanup_string) char *turned = text_copy(path);
    const char *inner = turned;
    size_t length;

    turn_slashes(turned);
    if (text_starts(inner, "//"))
        inner += 2 + strcspn(inner + 2, "/");
    inner += strspn(inner, "/");
    if (inner[0] && (inner[1] == ':' || inner[1] == '$'))
        inner += 2;
    inner += strspn(inner, "/");
    if (text_starts(inner, EXCHANGE_FOLDER))
        inner += strlen(EXCHANGE_FOLDER);
    length = strlen(inner);
    return text_copy_part(inner, length > 0 && inner[length - 1] == '/' ? length - 1 : length);
}

char *log_files_name(const char *inner)
{
    char *const name = text_format("C:\\%s%s", text_starts(inner, "Logging/") ? EXCHANGE_FOLDER : "", inner);

    for (char *at = name; *at; at++)
        if (*at == '/')
            *at = '\\';
    return name;
}

static struct log_file *file_of(struct log_files *files, const char *path)
{
    for (size_t i = 0; i < files->count; i++)
        if (strcmp(files->items[i].path, path) == 0)
            return &files->items[i];
    files->items = memory_one_more(files->items, files->count, sizeof *files->items);
    files->items[files->count] = (struct log_file){.path = text_copy(path)};
    return &files->items[files->count++];
}

static void add_lines(struct log_file *file, const char *text)
{
    while (*text) {
        const size_t length = strcspn(text, "\r\n");

        file->lines = memory_one_more(file->lines, file->count, sizeof *file->lines);
        file->lines[file->count++] = text_copy_part(text, length);
        text += length;
        text += *text == '\r';
        text += *text == '\n';
    }
}

static void take(void *to, const char *path, const char *head, const char *line)
{
    struct log_files *const files = to;
    const size_t length = strlen(files->server);
    struct log_file *file;

    if (!text_starts(path, files->server) || path[length] != '/')
        return;
    file = file_of(files, path + length + 1);
    if (file->count == 0) {
        add_lines(file, head);
        file->bytes += strlen(head);
    }
    add_lines(file, line);
    file->bytes += strlen(line);
}

void log_files_read(struct log_files *files, const struct shell_services *services, const char *local, const char *path)
{
    *files = (struct log_files){.server = server_of(path, local)};
    services->read_logs(services->context, take, files);
}

void log_files_clear(struct log_files *files)
{
    for (size_t i = 0; i < files->count; i++) {
        for (size_t j = 0; j < files->items[i].count; j++)
            free(files->items[i].lines[j]);
        free(files->items[i].lines);
        free(files->items[i].path);
    }
    free(files->items);
    free(files->server);
    *files = (struct log_files){0};
}
