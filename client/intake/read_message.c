/* SPDX-License-Identifier: MIT */
/* Mails saved by Outlook, and the refusal of other OLE files. */
#include "format_reader.h"

#include "intake/foreign/confined.h"
#include "intake/foreign/foreign_readers.h"

#include <string.h>

static bool is_ole(const char *head, size_t length)
{
    return length >= 8 && memcmp(head, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8) == 0;
}

static bool read_message(const struct input *input, const char *bytes, size_t length, struct error *error)
{
    return confined_read(message_read_foreign, "message of Outlook", input, bytes, length, error);
}

const struct format_reader reader_message = {.name = "message of Outlook",
                                             .recognises = is_ole,
                                             .accepts = input_is_shallow,
                                             .read = read_message,
                                             .too_large = "save what is attached, and give that"};
