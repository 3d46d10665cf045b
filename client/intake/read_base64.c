/* SPDX-License-Identifier: MIT */
/* A file that is nothing but Base64: what somebody took out of a mail, or what a tool prints. */
#include "format_reader.h"

#include "base/base64.h"
#include "base/cleanup.h"
#include "base/text_lines.h"
#include "container.h"

#include <ctype.h>
#include <string.h>

enum { SHORTEST = 200, LINE = 40, VARIETY = 16 };

/* A line of one letter, or of a few, is a line. */
static bool is_varied(const char *head, size_t length)
{
    bool seen[256] = {false};
    size_t count = 0;

    for (size_t i = 0; i < length; i++) {
        count += !seen[(unsigned char)head[i]];
        seen[(unsigned char)head[i]] = true;
    }
    return count >= VARIETY;
}

/* Lines of one length, but for the last; one line alone may be of any. */
static bool is_base64(const char *head, size_t length)
{
    const size_t first = line_at(head, length, 0).length;

    if (length < SHORTEST || first < LINE || first % 4 != 0 || !is_varied(head, length))
        return false;
    for (size_t at = 0; at < length; at = line_next(head, length, at)) {
        const struct line line = line_at(head, length, at);
        const bool last = line_next(head, length, at) >= length;
        if (line.length > first || (line.length < first && !last))
            return false;
        for (size_t i = 0; i < line.length; i++)
            if (!isalnum((unsigned char)line.text[i]) && !memchr("+/=", line.text[i], 3))
                return false;
    }
    return true;
}

static bool read_base64(const struct input *input, const char *bytes, size_t length, struct error *error)
{
    size_t size = 0;
    CLEANUP(cleanup_string) char *decoded = base64_decode(bytes, length, BASE64_LOOSE, &size);

    (void)error;
    container_give(input, "decoded", decoded, size);
    return true;
}

const struct format_reader reader_base64 = {.name = "Base64",
                                            .decoded = true,
                                            .recognises = is_base64,
                                            .accepts = input_is_shallow,
                                            .read = read_base64,
                                            .too_large = "decode it first"};
