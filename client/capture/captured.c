/* SPDX-License-Identifier: MIT */
#include "captured.h"

#include "base/cleanup.h"
#include "base/text.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

bool head_is_status_line(const char *line)
{
    return strncmp(line, "HTTP/1.", 7) == 0 && (line[7] == '0' || line[7] == '1') && line[8] == ' ' && line[9] >= '2' &&
           line[9] <= '5' && isdigit((unsigned char)line[10]) && isdigit((unsigned char)line[11]) &&
           (line[12] == '\0' || isspace((unsigned char)line[12]));
}

int head_status(const char *head)
{
    return head_is_status_line(head) ? atoi(head + strlen("HTTP/1.1 ")) : 0;
}

char *head_value(const char *head, const char *name)
{
    const size_t length = strlen(name);

    for (const char *line = strchr(head, '\n'); line && line[1]; line = strchr(line + 1, '\n'))
        if (strncasecmp(line + 1, name, length) == 0 && line[1 + length] == ':') {
            const char *value = line + length + 2;
            size_t size = strcspn(value, "\r\n");
            for (; size && isblank((unsigned char)*value); size--)
                value++;
            while (size && isblank((unsigned char)value[size - 1]))
                size--;
            return text_format("%.*s", (int)size, value);
        }
    return NULL;
}

struct framing head_framing(const char *head, size_t body_length)
{
    CLEANUP(cleanup_string) char *announced = head_value(head, "Content-Length");
    CLEANUP(cleanup_string) char *coding = head_value(head, "Transfer-Encoding");
    CLEANUP(cleanup_string) char *connection = head_value(head, "Connection");
    struct framing framing = {.bare = head_status(head) == 204 || head_status(head) == 304,
                              .chunked = coding && strcasestr(coding, "chunked"),
                              .announced = announced != NULL,
                              .length = announced ? strtoull(announced, NULL, 10) : 0};

    framing.closes = (connection && strcasestr(connection, "close")) || strncmp(head, "HTTP/1.0", 8) == 0 ||
                     (!framing.bare && !framing.chunked && (!framing.announced || framing.length != body_length));
    return framing;
}

static char *frame(const char *body, size_t length, bool chunked, size_t *framed)
{
    const char *end = !chunked ? "" : length ? "\r\n0\r\n\r\n" : "0\r\n\r\n";
    char start[32] = "", *bytes;

    if (chunked && length)
        snprintf(start, sizeof start, "%zx\r\n", length);
    *framed = strlen(start) + length + strlen(end);
    bytes = malloc(*framed + 1);
    if (!bytes)
        abort();
    strcpy(mempcpy(stpcpy(bytes, start), body, length), end);
    return bytes;
}

void answer_captured(struct answer *answer, const char *head, const char *body, size_t length)
{
    const struct framing framing = head_framing(head, length);
    size_t framed = 0;
    char *bytes = frame(body, length, framing.chunked, &framed);

    answer_take(answer, head_status(head), NULL, bytes, framed);
    free(answer->head);
    answer->head = text_copy(head);
    if (framing.closes)
        headers_set(&answer->headers, "Connection", "close");
}
