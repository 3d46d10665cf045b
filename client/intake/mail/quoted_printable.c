/* SPDX-License-Identifier: MIT */
/* Bodies in quoted-printable are decoded where they stand. */
#include "quoted_printable.h"

#include "base/hex.h"
#include "base/memory.h"
#include "base/text_lines.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define CODING "Content-Transfer-Encoding:"
#define QUOTED "quoted-printable"

/* What was read of a mail so far. */
struct plain_mail {
    struct line boundary; /* the last one; text NULL: none */
    bool headers, quoted; /* among headers that say so; in such a body */
    char *out;
    size_t length;
};

static bool starts(struct line line, const char *start)
{
    return line.length >= strlen(start) && strncasecmp(line.text, start, strlen(start)) == 0;
}

static bool names_the_coding(struct line line)
{
    const size_t skip = strlen(CODING);

    if (!starts(line, CODING))
        return false;
    for (line.text += skip, line.length -= skip; line.length > 0 && *line.text == ' '; line.text++)
        line.length--;
    return starts(line, QUOTED);
}

static void put(struct plain_mail *mail, const char *text, size_t length)
{
    memcpy(mail->out + mail->length, text, length);
    mail->length += length;
}

/* "=C3=A9", and "=" where a line goes on in the next. */
static void put_meant(struct plain_mail *mail, struct line line)
{
    for (size_t i = 0; i < line.length; i++) {
        const char *const at = line.text + i;
        unsigned char byte = (unsigned char)*at;
        if (*at == '=' && i + 1 == line.length)
            continue;
        if (*at == '=' && hex_octet(at + 1, line.length - i - 1, &byte))
            i += 2;
        put(mail, (const char *)&byte, 1);
    }
}

static bool is_boundary(const struct plain_mail *mail, struct line line)
{
    const struct line *const boundary = &mail->boundary;

    return boundary->text && line.length >= boundary->length &&
           memcmp(line.text, boundary->text, boundary->length) == 0;
}

static void read_line(struct plain_mail *mail, struct line line)
{
    if (mail->quoted && is_boundary(mail, line))
        mail->quoted = false;
    if (mail->quoted) {
        put_meant(mail, line);
        return;
    }
    put(mail, line.text, line.length);
    if (starts(line, "--"))
        mail->boundary = line;
    mail->headers = line.length > 0 && (mail->headers || names_the_coding(line));
}

char *quoted_printable_read(const char *text, size_t length, size_t *read)
{
    struct plain_mail mail = {0};

    if (!memmem(text, length, QUOTED, strlen(QUOTED)))
        return NULL;
    mail.out = memory_room(length + 1); /* nothing is written longer than it was */
    for (size_t at = 0; at < length;) {
        const struct line line = line_at(text, length, at);
        const size_t next = line_next(text, length, at), end = at + line.length;
        const bool body = mail.headers && line.length == 0;
        read_line(&mail, line);
        mail.quoted = mail.quoted || body;
        put(&mail, text + end, next - end);
        at = next;
    }
    mail.out[mail.length] = '\0';
    *read = mail.length;
    return mail.out;
}

static char *decode(const char *text, size_t length, bool joined, size_t *decoded)
{
    struct plain_mail mail = {.out = memory_room(length + 1)};

    for (size_t at = 0; at < length;) {
        struct line line = line_at(text, length, at);
        const size_t next = line_next(text, length, at), end = at + line.length;
        while (line.length > 0 && strchr(" \t", line.text[line.length - 1]))
            line.length--; /* added on the way */
        put_meant(&mail, line);
        if (!joined || line.length == 0 || line.text[line.length - 1] != '=')
            put(&mail, text + end, next - end);
        at = next;
    }
    mail.out[mail.length] = '\0';
    *decoded = mail.length;
    return mail.out;
}

char *quoted_printable_decode(const char *text, size_t length, size_t *decoded)
{
    return decode(text, length, true, decoded);
}

char *quoted_printable_in_place(const char *text, size_t length, size_t *decoded)
{
    return decode(text, length, false, decoded);
}
