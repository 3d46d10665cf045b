/* SPDX-License-Identifier: MIT */
/* Rules about the headers that frame a request. */
#include "framing.h"

#include "base/text.h"

#include <ctype.h>
#include <string.h>

/* Of those headers that may come once only, or always with the same value. */
struct framing_seen {
    const char *length, *coding, *host;
};

/* Names of headers and methods. */
static bool is_token(const char *name)
{
    const char *character = name;

    while (isalnum((unsigned char)*character) || (*character && strchr("!#$%&'*+-.^_`|~", *character)))
        character++;
    return character > name && !*character;
}

static bool note_length(struct framing_seen *seen, const char *value)
{
    const bool same = !seen->length || strcmp(seen->length, value) == 0;

    seen->length = value;
    return same;
}

/* Chunks are the one coding there is. */
static bool note_coding(struct framing_seen *seen, const char *value)
{
    const bool first = !seen->coding;

    seen->coding = value;
    return first && text_equal(value, "chunked");
}

static bool note_host(struct framing_seen *seen, const char *value)
{
    const bool first = !seen->host;
    const char *character = value;

    seen->host = value;
    while (isalnum((unsigned char)*character) || (*character && strchr("-._~:[]%!$&'()*+,;=", *character)))
        character++;
    return first && !*character;
}

static const struct {
    const char *name;
    bool (*note)(struct framing_seen *seen, const char *value);
} rules[] = {
    {"Content-Length", note_length},
    {"Transfer-Encoding", note_coding},
    {"Host", note_host},
};

static bool note(struct framing_seen *seen, const struct header *header)
{
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (text_equal(header->name, rules[i].name))
            return rules[i].note(seen, header->value);
    return is_token(header->name);
}

bool framing_is_sound(const char *method, const char *version, const struct headers *headers)
{
    struct framing_seen seen = {0};

    for (size_t i = 0; i < headers->count; i++)
        if (!note(&seen, &headers->items[i]))
            return false;
    return is_token(method) && !(seen.coding && (seen.length || strcmp(version, "HTTP/1.0") == 0));
}
