/* SPDX-License-Identifier: MIT */
/* Looks at the lines of headers; where a body ends request_body knows. */
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
    scanner->announced = strtoull(value, NULL, 10);
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
    scanner->body = request_body_new(scanner->chunked, scanner->announced);
    if (request_body_is_over(&scanner->body))
        return complete(scanner);
    scanner->in_body = true;
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

static unsigned line_ended(struct request_scanner *scanner)
{
    const size_t kept = scanner->length < sizeof scanner->line ? scanner->length : sizeof scanner->line - 1;

    scanner->line[kept] = '\0';
    scanner->line[strcspn(scanner->line, "\r")] = '\0';
    scanner->length = 0;
    return header_line(scanner);
}

unsigned request_scanner_feed(struct request_scanner *scanner, const char *bytes, size_t length)
{
    unsigned completed = 0;

    for (size_t i = 0; i < length;) {
        if (scanner->in_body) {
            i += request_body_skip(&scanner->body, bytes + i, length - i);
            if (request_body_is_over(&scanner->body))
                completed += complete(scanner);
        } else if (bytes[i++] == '\n') {
            completed += line_ended(scanner);
        } else if (scanner->length++ < sizeof scanner->line - 1) {
            scanner->line[scanner->length - 1] = bytes[i - 1];
        }
    }
    return completed;
}
