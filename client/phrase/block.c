/* SPDX-License-Identifier: MIT */
/* The lines that are published of failures beside their text: whose mailbox, which type, which code. */
#include "phrase.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

/* "MailRecipientNotFoundException" of "Microsoft.Exchange....MailRecipientNotFoundException". */
static const char *short_class(const struct lookup *lookup)
{
    const char *const dot = lookup->exception_class ? strrchr(lookup->exception_class, '.') : NULL;

    return dot ? dot + 1 : lookup->exception_class;
}

static const char *text_of(const struct lookup *lookup)
{
    return lookup->error_text;
}

static const char *target_of(const struct lookup *lookup)
{
    return lookup->target;
}

static const char *server_of(const struct lookup *lookup)
{
    return lookup_setting(lookup, "own-server");
}

static const char *code_of(const struct lookup *lookup)
{
    return lookup->response_code;
}

struct block_line {
    const char *label;
    const char *(*value)(const struct lookup *lookup); /* NULL: not known, and no line */
};

enum { MOST_LINES = 5 };

/* As they are published, in the order in which they are. */
static const struct block_layout {
    const char *class_end; /* of the exceptions it is published for */
    struct block_line lines[MOST_LINES];
} layouts[] = {
    {"CrossOrganizationProxyNotAllowedForExternalOrganizationException",
     {{"Recipient", target_of},
      {"Exception Type", short_class},
      {"Exception Message", text_of},
      {"Response Code", code_of}}},
    {"",
     {{"Recipient", target_of},
      {"Exception", text_of},
      {"Server Name", server_of},
      {"Exception Type", short_class},
      {"Response Code", code_of}}},
};

static const struct block_layout *layout_of(const struct lookup *lookup)
{
    const struct block_layout *layout = layouts;

    while (!text_ends(lookup->exception_class ? lookup->exception_class : "", layout->class_end))
        layout++;
    return layout;
}

char *phrase_block(const struct lookup *lookup)
{
    const struct block_layout *const layout = layout_of(lookup);
    char *block = NULL;
    size_t size;
    FILE *output = text_stream(&block, &size);

    for (size_t i = 0; i < MOST_LINES && layout->lines[i].label; i++) {
        const char *const value = layout->lines[i].value(lookup);
        if (value)
            fprintf(output, "%s: %s\n", layout->lines[i].label, value);
    }
    text_stream_close(output);
    return block;
}
