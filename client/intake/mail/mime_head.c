/* SPDX-License-Identifier: MIT */
/* Headers are unfolded, and what stands in them is decoded. */
#include "mime_head.h"

#include "base/base64.h"
#include "base/cleanup.h"
#include "base/hex.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/text_lines.h"
#include "intake/common/encoding.h"
#include "quoted_printable.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

/* "Name:"; 0: the line is no header. */
static size_t name_length(struct line line)
{
    size_t length = 0;

    while (length < line.length && (isalnum((unsigned char)line.text[length]) || line.text[length] == '-'))
        length++;
    return length > 0 && length < line.length && line.text[length] == ':' ? length : 0;
}

static bool is_folded(struct line line)
{
    return line.length > 0 && (*line.text == ' ' || *line.text == '\t');
}

static bool is_name(struct line line, const char *name)
{
    return name_length(line) == strlen(name) && strncasecmp(line.text, name, strlen(name)) == 0;
}

size_t mime_head_end(const char *text, size_t length)
{
    size_t at = 0;

    while (at < length) {
        const struct line line = line_at(text, length, at);
        if (line.length == 0)
            return line_next(text, length, at);
        if (name_length(line) == 0 && !(at > 0 && is_folded(line)))
            return at;
        at = line_next(text, length, at);
    }
    return at;
}

/* Headers of mails; those of HTTP messages count in company. */
static const struct mail_header {
    const char *name;
    unsigned weight, company;
} mail_headers[] = {{"MIME-Version", 2, 0},
                    {"Content-Transfer-Encoding", 2, 0},
                    {"Content-Disposition", 2, 0},
                    {"Return-Path", 2, 0},
                    {"Message-ID", 2, 0},
                    {"Received", 2, 0},
                    {"From", 1, 0},
                    {"To", 1, 0},
                    {"Cc", 1, 0},
                    {"Subject", 1, 0},
                    {"Sent", 1, 0},
                    {"Date", 0, 1},
                    {"Content-Type", 0, 1}};

bool mime_head_begins(const char *text, size_t length)
{
    const size_t end = mime_head_end(text, length);
    unsigned weight = 0, company = 0;

    for (size_t at = 0; at < end; at = line_next(text, length, at)) {
        const struct line line = line_at(text, length, at);
        for (size_t i = 0; i < ARRAY_SIZE(mail_headers); i++) {
            const bool named = is_name(line, mail_headers[i].name);
            weight += named ? mail_headers[i].weight : 0;
            company += named ? mail_headers[i].company : 0;
        }
    }
    return weight > 0 && weight + company >= 2;
}

char *mime_field(const char *head, size_t length, const char *name)
{
    char *value = NULL;
    size_t size;
    FILE *output = NULL;

    for (size_t at = 0; at < length; at = line_next(head, length, at)) {
        const struct line line = line_at(head, length, at);
        const bool begins = !output && is_name(line, name);
        if (!begins && !(output && is_folded(line))) {
            if (output)
                break;
            continue;
        }
        if (begins)
            output = text_stream(&value, &size);
        fwrite(line.text + (begins ? strlen(name) + 1 : 0), 1, line.length - (begins ? strlen(name) + 1 : 0), output);
    }
    if (output)
        text_stream_close(output);
    return value;
}

/* The value behind "name=", quoted or not, from `at` on; moves behind it. */
static char *read_value(const char **at)
{
    char *value = NULL;
    size_t size;
    FILE *const output = text_stream(&value, &size);
    const bool quoted = **at == '"';

    for (*at += quoted; **at && (quoted ? **at != '"' : !strchr("; \t\r\n", **at)); (*at)++) {
        if (quoted && **at == '\\' && (*at)[1])
            (*at)++;
        fputc(**at, output);
    }
    text_stream_close(output);
    return value;
}

/* The value of exactly that parameter: "name", "name*", "name*0", "name*0*". */
static char *parameter(const char *field, const char *name)
{
    for (const char *at = strchr(field, ';'); at; at = strchr(at, ';')) {
        at += 1 + strspn(at + 1, " \t\r\n");
        if (strncasecmp(at, name, strlen(name)) == 0) {
            const char *value = at + strlen(name) + strspn(at + strlen(name), " \t");
            if (*value == '=') {
                value += 1 + strspn(value + 1, " \t");
                return read_value(&value);
            }
        }
    }
    return NULL;
}

static void put_percent(FILE *output, const char *text)
{
    for (; *text; text++) {
        unsigned char byte = (unsigned char)*text;
        if (*text == '%' && hex_octet(text + 1, strlen(text + 1), &byte))
            text += 2;
        fputc(byte, output);
    }
}

/* "utf-8''caf%C3%A9.log" */
static char *extended(const char *value)
{
    const char *const first = strchr(value, '\''), *const second = first ? strchr(first + 1, '\'') : NULL;
    CLEANUP(cleanup_string) char *charset = first ? text_copy_part(value, (size_t)(first - value)) : NULL;
    char *text = NULL, *converted;
    size_t size;
    FILE *const output = text_stream(&text, &size);

    put_percent(output, second ? second + 1 : value);
    text_stream_close(output);
    converted = charset ? encoding_convert(charset, text, size, &size) : NULL;
    if (converted)
        free(text);
    return converted ? converted : text;
}

static char *in_pieces(const char *field, const char *name)
{
    char *whole = NULL;
    size_t size;
    FILE *const output = text_stream(&whole, &size);
    bool coded = false;

    for (unsigned i = 0; i < 100; i++) {
        CLEANUP(cleanup_string) char *plain_name = text_format("%s*%u", name, i);
        CLEANUP(cleanup_string) char *coded_name = text_format("%s*%u*", name, i);
        CLEANUP(cleanup_string) char *plain = parameter(field, plain_name);
        CLEANUP(cleanup_string) char *piece = plain ? NULL : parameter(field, coded_name);
        if (!plain && !piece)
            break;
        coded = coded || piece;
        fputs(plain ? plain : piece, output);
    }
    text_stream_close(output);
    if (size == 0)
        free(TAKE(whole));
    if (whole && coded) {
        CLEANUP(cleanup_string) char *joined = whole;
        return extended(joined);
    }
    return whole;
}

char *mime_parameter(const char *field, const char *name)
{
    CLEANUP(cleanup_string) char *coded_name = text_format("%s*", name);
    CLEANUP(cleanup_string) char *coded = field ? parameter(field, coded_name) : NULL;

    if (!field)
        return NULL;
    if (coded)
        return extended(coded);
    return in_pieces(field, name) ?: parameter(field, name);
}

/* "?utf-8?B?...?=" behind the first "="; NULL: it is none. Moves behind it. */
static char *encoded_word(const char **at)
{
    const char *const charset = *at + 2, *const coding = strchr(charset, '?');
    const char *const text = coding && coding[1] && coding[2] == '?' ? coding + 3 : NULL;
    const char *const end = text ? strstr(text, "?=") : NULL;
    CLEANUP(cleanup_string) char *name = end ? text_copy_part(charset, (size_t)(coding - charset)) : NULL;
    CLEANUP(cleanup_string) char *bytes = NULL;
    char *converted;
    size_t length = 0;

    if (!end)
        return NULL;
    if (coding[1] == 'B' || coding[1] == 'b')
        bytes = base64_decode(text, (size_t)(end - text), BASE64_LOOSE, &length);
    else
        bytes = quoted_printable_decode(text, (size_t)(end - text), &length);
    for (size_t i = 0; (coding[1] & 0x5F) == 'Q' && i < length; i++)
        bytes[i] = (char)(bytes[i] == '_' ? ' ' : bytes[i]);
    *at = end + 2;
    converted = encoding_convert(name, bytes, length, &length);
    return converted ? converted : TAKE(bytes);
}

char *mime_words(const char *text)
{
    char *meant = NULL;
    size_t size;
    FILE *const output = text_stream(&meant, &size);

    while (*text) {
        CLEANUP(cleanup_string) char *word = strncmp(text, "=?", 2) == 0 ? encoded_word(&text) : NULL;
        if (word) {
            fputs(word, output);
            if (strncmp(text + strspn(text, " \t"), "=?", 2) == 0)
                text += strspn(text, " \t");
        } else {
            fputc(*text++, output);
        }
    }
    text_stream_close(output);
    return meant;
}
