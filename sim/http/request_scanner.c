/* SPDX-License-Identifier: MIT */
/* Counts the bytes of bodies and chunks, and looks at the lines between them. */
#include "request_scanner.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "capture/http_head.h"

#include <stdlib.h>
#include <string.h>

static unsigned complete(struct request_scanner *scanner)
{
    const bool first_report = !scanner->reported;

    *scanner = (struct request_scanner){0};
    return first_report;
}

static void content_length(struct request_scanner *scanner, const char *value)
{
    scanner->left = strtoull(value, NULL, 10);
}

static void transfer_encoding(struct request_scanner *scanner, const char *value)
{
    scanner->chunked = text_contains(value, "chunked");
}

static void expect(struct request_scanner *scanner, const char *value)
{
    scanner->expects = text_contains(value, "100-continue");
}

static const struct {
    const char *name;
    void (*read)(struct request_scanner *scanner, const char *value);
} fields[] = {
    {"Content-Length", content_length},
    {"Transfer-Encoding", transfer_encoding},
    {"Expect", expect},
};

static unsigned header_ended(struct request_scanner *scanner)
{
    if (!scanner->begun) /* blank lines before a request line are allowed */
        return 0;
    if (!scanner->chunked && scanner->left == 0)
        return complete(scanner);
    scanner->state = scanner->chunked ? SCANNER_CHUNK_SIZE : SCANNER_BODY;
    scanner->reported = scanner->expects;
    return scanner->expects;
}

static struct line line_of(const struct request_scanner *scanner)
{
    return (struct line){scanner->line, strlen(scanner->line)};
}

static unsigned header_line(struct request_scanner *scanner)
{
    struct http_header_line header;

    if (!*scanner->line)
        return header_ended(scanner);
    scanner->begun = true;
    for (size_t i = 0; i < ARRAY_SIZE(fields); i++)
        if (text_starts(scanner->line, fields[i].name) && http_read_header_line(line_of(scanner), &header) &&
            header.name.length == strlen(fields[i].name))
            fields[i].read(scanner, header.value.text);
    return 0;
}

static unsigned chunk_line(struct request_scanner *scanner)
{
    if (!http_read_chunk_size(line_of(scanner), &scanner->left))
        scanner->left = 0;
    if (scanner->left == 0) {
        scanner->state = SCANNER_TRAILER;
    } else {
        scanner->state = SCANNER_CHUNK;
        scanner->left += 2; /* CRLF behind the chunk */
    }
    return 0;
}

static unsigned line_ended(struct request_scanner *scanner)
{
    const size_t kept = scanner->length < sizeof scanner->line ? scanner->length : sizeof scanner->line - 1;
    unsigned completed = 0;

    scanner->line[kept] = '\0';
    scanner->line[strcspn(scanner->line, "\r")] = '\0';
    scanner->length = 0;
    if (scanner->state == SCANNER_HEADER)
        completed = header_line(scanner);
    else if (scanner->state == SCANNER_CHUNK_SIZE)
        completed = chunk_line(scanner);
    else if (!*scanner->line)
        completed = complete(scanner);
    return completed;
}

static unsigned counted_ended(struct request_scanner *scanner)
{
    if (scanner->state == SCANNER_BODY)
        return complete(scanner);
    scanner->state = SCANNER_CHUNK_SIZE;
    return 0;
}

/* Passes what belongs to a body or chunk. */
static size_t pass(struct request_scanner *scanner, size_t length)
{
    const size_t passed = length < scanner->left ? length : (size_t)scanner->left;

    scanner->left -= passed;
    return passed;
}

unsigned request_scanner_feed(struct request_scanner *scanner, const char *bytes, size_t length)
{
    unsigned completed = 0;

    for (size_t i = 0; i < length;) {
        if (scanner->state == SCANNER_BODY || scanner->state == SCANNER_CHUNK) {
            i += pass(scanner, length - i);
            if (scanner->left == 0)
                completed += counted_ended(scanner);
        } else if (bytes[i++] == '\n') {
            completed += line_ended(scanner);
        } else if (scanner->length++ < sizeof scanner->line - 1) {
            scanner->line[scanner->length - 1] = bytes[i - 1];
        }
    }
    return completed;
}
