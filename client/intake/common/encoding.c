/* SPDX-License-Identifier: MIT */
/* Byte order marks, and iconv. */
#include "encoding.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/unicode.h"

#include <errno.h>
#include <iconv.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static const struct byte_order_mark {
    enum encoding encoding;
    const char *bytes, *name; /* name: iconv's; NULL: passed through */
    size_t length;
} marks[] = {
    [ENCODING_BYTES] = {ENCODING_BYTES, "", NULL, 0},
    [ENCODING_UTF8] = {ENCODING_UTF8, "\xEF\xBB\xBF", NULL, 3},
    [ENCODING_UTF16LE] = {ENCODING_UTF16LE, "\xFF\xFE", "UTF-16LE", 2},
    [ENCODING_UTF16BE] = {ENCODING_UTF16BE, "\xFE\xFF", "UTF-16BE", 2},
};

struct decoder {
    const struct byte_order_mark *mark;
    iconv_t converter;
    struct input_buffer rest;
    bool begun;
};

/* Zero bytes at even (0) and odd (1) places. */
static void count_zeros(const char *head, size_t length, size_t zeros[2])
{
    for (size_t i = 0; i < length; i++)
        zeros[i % 2] += head[i] == '\0';
}

enum encoding encoding_of(const char *head, size_t length)
{
    const size_t pairs = (length < 4096 ? length : 4096) / 2;
    size_t zeros[2] = {0, 0};

    for (size_t i = ENCODING_UTF8; i < ARRAY_SIZE(marks); i++)
        if (length >= marks[i].length && memcmp(head, marks[i].bytes, marks[i].length) == 0)
            return marks[i].encoding;
    count_zeros(head, pairs * 2, zeros);
    if (pairs >= 2 && zeros[1] * 10 > pairs * 7 && zeros[0] * 10 < pairs)
        return ENCODING_UTF16LE;
    if (pairs >= 2 && zeros[0] * 10 > pairs * 7 && zeros[1] * 10 < pairs)
        return ENCODING_UTF16BE;
    return ENCODING_BYTES;
}

struct decoder *decoder_new(enum encoding encoding)
{
    struct decoder *const decoder = memory_new(sizeof *decoder);

    decoder->mark = &marks[encoding];
    decoder->converter = decoder->mark->name ? iconv_open("UTF-8", decoder->mark->name) : (iconv_t)-1;
    return decoder;
}

void decoder_free(struct decoder **decoder)
{
    struct decoder *const old = *decoder;

    if (old && old->converter != (iconv_t)-1)
        iconv_close(old->converter);
    if (old)
        input_buffer_clear(&old->rest);
    free(old);
    *decoder = NULL;
}

/* Converts until the input is used up or ends inside a character; returns what is left of it. */
static size_t convert(iconv_t converter, char *input, size_t left, size_t unit, struct input_buffer *output)
{
    char piece[8192];

    while (left > 0) {
        char *to = piece;
        size_t room = sizeof piece;
        const size_t status = iconv(converter, &input, &left, &to, &room);
        const int why = status == (size_t)-1 ? errno : 0;
        input_buffer_add(output, piece, sizeof piece - room);
        if (why == EINVAL || (why == EILSEQ && left < unit))
            break;
        if (why == EILSEQ) {
            input_buffer_add(output, UNICODE_REPLACEMENT, strlen(UNICODE_REPLACEMENT));
            input += unit;
            left -= unit;
        }
    }
    return left;
}

/* The byte order mark is no text. false: more bytes are needed to know. */
static bool skip_mark(struct decoder *decoder)
{
    const struct byte_order_mark *const mark = decoder->mark;

    if (decoder->begun)
        return true;
    if (decoder->rest.length < mark->length)
        return false;
    if (mark->length > 0 && memcmp(decoder->rest.bytes, mark->bytes, mark->length) == 0)
        input_buffer_drop(&decoder->rest, mark->length);
    decoder->begun = true;
    return true;
}

void decoder_push(struct decoder *decoder, const char *bytes, size_t length, struct input_buffer *output)
{
    if (decoder->begun && decoder->converter == (iconv_t)-1) {
        input_buffer_add(output, bytes, length);
        return;
    }
    input_buffer_add(&decoder->rest, bytes, length);
    if (!skip_mark(decoder))
        return;
    if (decoder->converter == (iconv_t)-1) {
        input_buffer_add(output, decoder->rest.bytes, decoder->rest.length);
        input_buffer_clear(&decoder->rest);
    } else {
        const size_t left = convert(decoder->converter, decoder->rest.bytes, decoder->rest.length, 2, output);
        input_buffer_drop(&decoder->rest, decoder->rest.length - left);
    }
}

/* A character that is cut by the end of the text is no reason to take it for another encoding. */
static bool is_utf8(const char *text, size_t length)
{
    const size_t fine = unicode_valid_length(text, length);

    return fine == length || (fine > 0 && unicode_is_cut(text + fine, length - fine));
}

char *encoding_repair(const char *text, size_t length, size_t *repaired)
{
    struct input_buffer output = {0};
    iconv_t converter;

    if (is_utf8(text, length))
        return NULL;
    converter = iconv_open("UTF-8", "WINDOWS-1252");
    input_buffer_add(&output, "", 0);
    convert(converter, (char *)text, length, 1, &output);
    iconv_close(converter);
    *repaired = output.length;
    return output.bytes;
}

char *encoding_convert(const char *charset, const char *text, size_t length, size_t *converted)
{
    struct input_buffer output = {0};
    iconv_t converter;

    if (!charset || text_equal(charset, "utf-8") || text_equal(charset, "us-ascii") ||
        (converter = iconv_open("UTF-8", charset)) == (iconv_t)-1)
        return NULL;
    input_buffer_add(&output, "", 0);
    convert(converter, (char *)text, length, 1, &output);
    iconv_close(converter);
    *converted = output.length;
    return output.bytes;
}

char encoding_ascii(const char bytes[2])
{
    return (char)(bytes[1] || bytes[0] < ' ' || bytes[0] > '~' ? '_' : bytes[0]);
}
