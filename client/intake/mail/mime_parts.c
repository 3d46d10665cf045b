/* SPDX-License-Identifier: MIT */
/* Multiparts are walked by their boundaries, leniently: mails are cut, pasted and forwarded before they come here. That is why
 * this is ours. GMime (LGPL) was weighed: it reads whole mails alone, does not say in which line of the file a part begins, and
 * brings GLib and GPGME into every start of the program. */
#include "mime_parts.h"

#include "base/base64.h"
#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/text_lines.h"
#include "intake/common/encoding.h"
#include "mime_head.h"
#include "quoted_printable.h"
#include "uuencode.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_DEPTH = 30, MOST_PARTS = 10000 };

struct mime_walk {
    const char *text;
    mime_part_function *take;
    void *context;
    size_t parts;
};

/* What a head says. */
struct mime_said {
    char *type, *boundary, *charset, *coding, *name;
    bool attached;
};

static void mime_said_clear(struct mime_said *said)
{
    free(said->type);
    free(said->boundary);
    free(said->charset);
    free(said->coding);
    free(said->name);
}

/* The first word of a header's value, in small letters. */
static char *word(char *field)
{
    char *text = NULL;

    if (field) {
        const char *const start = field + strspn(field, " \t");
        text = text_copy_part(start, strcspn(start, "; \t\r\n("));
        for (char *at = text; *at; at++)
            *at = (char)tolower((unsigned char)*at);
    }
    return text;
}

static char *file_name(const char *disposition, const char *type)
{
    CLEANUP(cleanup_string) char *name = mime_parameter(disposition, "filename") ?: mime_parameter(type, "name");

    return name && *name ? mime_words(name) : NULL;
}

static struct mime_said read_head(const char *head, size_t length)
{
    CLEANUP(cleanup_string) char *type = mime_field(head, length, "Content-Type");
    CLEANUP(cleanup_string) char *coding = mime_field(head, length, "Content-Transfer-Encoding");
    CLEANUP(cleanup_string) char *disposition = mime_field(head, length, "Content-Disposition");
    CLEANUP(cleanup_string) char *placed = word(disposition);

    return (struct mime_said){.type = word(type),
                              .boundary = mime_parameter(type, "boundary"),
                              .charset = mime_parameter(type, "charset"),
                              .coding = word(coding),
                              .name = file_name(disposition, type),
                              .attached = text_equal(placed, "attachment")};
}

static void walk_entity(struct mime_walk *walk, size_t at, size_t end, bool other_form, unsigned depth);

/* Does the line open or close the boundary? */
static bool is_boundary(struct line line, const char *boundary, bool *last)
{
    const size_t length = strlen(boundary);

    if (line.length < length + 2 || memcmp(line.text, "--", 2) != 0 || memcmp(line.text + 2, boundary, length) != 0)
        return false;
    *last = line.length >= length + 4 && memcmp(line.text + 2 + length, "--", 2) == 0;
    return *last || strspn(line.text + 2 + length, " \t\r\n") + length + 2 >= line.length;
}

/* Behind the last line end before it, which belongs to the boundary. */
static size_t before_boundary(const char *text, size_t start, size_t at)
{
    at -= at > start && text[at - 1] == '\n';
    at -= at > start && text[at - 1] == '\r';
    return at;
}

static void walk_multipart(struct mime_walk *walk, size_t at, size_t end, const struct mime_said *said, unsigned depth)
{
    const bool alternative = text_equal(said->type, "multipart/alternative");
    size_t start = 0;
    bool open = false, last = false, second = false;

    for (; at < end && !last; at = line_next(walk->text, end, at)) {
        if (!is_boundary(line_at(walk->text, end, at), said->boundary, &last))
            continue;
        if (open)
            walk_entity(walk, start, before_boundary(walk->text, start, at), alternative && second, depth + 1);
        second = open;
        open = !last;
        start = line_next(walk->text, end, at);
    }
    if (open && start < end)
        walk_entity(walk, start, end, alternative && second, depth + 1);
}

static bool is_text(const char *type)
{
    return !type || text_starts(type, "text/plain") || text_starts(type, "text/html") ||
           text_starts(type, "text/enriched");
}

/* A part of a mail that was cut out of it has a boundary that nobody announced: the line before its headers. */
static char *unannounced_boundary(const char *text, size_t at, size_t end)
{
    for (size_t next; at < end; at = next) {
        const struct line line = line_at(text, end, at);
        next = line_next(text, end, at);
        if (line.length > 2 && line.length <= 72 && memcmp(line.text, "--", 2) == 0 && next < end && end - next > 8 &&
            strncasecmp(text + next, "Content-", 8) == 0)
            return text_copy_part(line.text + 2, line.length - 2);
    }
    return NULL;
}

static void walk_entity(struct mime_walk *walk, size_t at, size_t end, bool other_form, unsigned depth)
{
    const size_t body = at + mime_head_end(walk->text + at, end - at);
    CLEANUP(mime_said_clear) struct mime_said said = read_head(walk->text + at, body - at);

    if (walk->parts++ >= MOST_PARTS)
        return;
    if (!said.boundary && depth == 0 && is_text(said.type))
        said.boundary = unannounced_boundary(walk->text, body, end);
    if (said.boundary && *said.boundary && depth < MOST_DEPTH) {
        walk_multipart(walk, body, end, &said, depth);
        return;
    }
    const struct mime_part part = {.body = body,
                                   .end = end,
                                   .type = said.type,
                                   .charset = said.charset,
                                   .coding = said.coding,
                                   .name = said.name,
                                   .attached = said.attached || said.name || !is_text(said.type),
                                   .other_form = other_form};
    walk->take(walk->context, &part);
}

/* "From ann@contoso.com Mon Nov 23 ...", behind an empty line: the next mail of a mailbox. */
static bool is_separator(const char *text, size_t end, size_t at)
{
    const size_t next = line_next(text, end, at);

    return end - at > 5 && memcmp(text + at, "From ", 5) == 0 && (at == 0 || text[at - 1] == '\n') && next < end &&
           mime_head_begins(text + next, end - next);
}

static size_t next_mail(const char *text, size_t end, size_t at)
{
    while ((at = line_next(text, end, at)) < end)
        if (is_separator(text, end, at))
            break;
    return at;
}

/* What stands before the first headers (a note of whoever pasted the mail) is read as a text where it stands. */
static size_t first_head(const char *text, size_t length)
{
    for (size_t at = 0; at < length; at = line_next(text, length, at))
        if (mime_head_begins(text + at, length - at))
            return at;
    return 0;
}

void mime_parts_each(const char *text, size_t length, mime_part_function *take, void *context)
{
    struct mime_walk walk = {.text = text, .take = take, .context = context};

    for (size_t at = is_separator(text, length, 0) ? 0 : first_head(text, length), next; at < length; at = next) {
        next = next_mail(text, length, at);
        walk_entity(&walk, is_separator(text, length, at) ? line_next(text, length, at) : at, next, false, 0);
    }
}

static char *decode_coding(const char *body, size_t size, const char *coding, size_t *length)
{
    if (text_equal(coding, "base64"))
        return base64_decode(body, size, BASE64_LOOSE, length);
    if (text_equal(coding, "quoted-printable"))
        return quoted_printable_decode(body, size, length);
    if (coding && strstr(coding, "uue")) {
        struct uuencoded file = uuencoded_find(body, size, 0);
        char *const bytes = TAKE(file.bytes);
        *length = file.length;
        uuencoded_clear(&file);
        if (bytes)
            return bytes;
    }
    *length = size;
    return memory_copy(body, size);
}

char *mime_part_decode(const char *text, const struct mime_part *part, size_t *length)
{
    char *const bytes = decode_coding(text + part->body, part->end - part->body, part->coding, length);
    char *const converted = text_starts(part->type, "text/") && !text_starts(part->charset, "utf-16")
                                ? encoding_convert(part->charset, bytes, *length, length)
                                : NULL;

    if (converted)
        free(bytes);
    return converted ? converted : bytes;
}
