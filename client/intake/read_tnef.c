/* SPDX-License-Identifier: MIT */
/* winmail.dat (TNEF, MS-OXTNEF): what Outlook attaches when it wraps a mail for itself. Ours, because the program `tnef` writes
 * files and is seldom there, and what is wanted are three attributes. */
#include "format_reader.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "container.h"
#include "intake/common/encoding.h"
#include "intake/mail/rich_text_packed.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
    HEAD = 6,            /* signature and key */
    ATTRIBUTE_HEAD = 9,  /* level, name and type, length */
    SUBJECT = 0x8004,    /* attSubject */
    BODY = 0x800C,       /* attBody */
    MESSAGE = 0x9003,    /* attMsgProps */
    RENDERING = 0x9002,  /* attAttachRenddata: the next attachment begins */
    TITLE = 0x8010,      /* attAttachTitle */
    DATA = 0x800F,       /* attAttachData */
    ATTACHMENT = 0x9005, /* attAttachment: its properties */
    PROPERTY_BODY = 0x1000,
    PROPERTY_RICH = 0x1009,
    PROPERTY_HTML = 0x1013,
    PROPERTY_LONG_NAME = 0x3707,
    PROPERTY_DATA = 0x3701,
    MOST_PROPERTIES = 2000,
};

struct tnef_bytes {
    const char *bytes;
    size_t at, length;
};

struct tnef {
    const struct input *input;
    char *title; /* of the attachment that is being read */
    const char *data;
    size_t length;
};

static uint32_t number(struct tnef_bytes *from, size_t size)
{
    uint32_t value = 0;

    if (size > from->length - from->at) {
        from->at = from->length;
        return 0;
    }
    for (size_t i = 0; i < size; i++)
        value |= (uint32_t)(unsigned char)from->bytes[from->at++] << (8 * i);
    return value;
}

/* The next bytes, padded to four in a list of properties; false: they are not all there. */
static bool take(struct tnef_bytes *from, size_t length, size_t unit, struct tnef_bytes *taken)
{
    const size_t padded = length + (unit - length % unit) % unit;

    if (length > from->length - from->at)
        return false;
    *taken = (struct tnef_bytes){from->bytes + from->at, 0, length};
    from->at = padded < from->length - from->at ? from->at + padded : from->length;
    return true;
}

static void finish_attachment(struct tnef *tnef)
{
    if (tnef->data)
        container_give(tnef->input, tnef->title && *tnef->title ? tnef->title : "attachment", tnef->data, tnef->length);
    free(TAKE(tnef->title));
    tnef->data = NULL;
}

/* UTF-16 with a mark that says so. */
static void give_wide(const struct tnef *tnef, const char *name, struct tnef_bytes text)
{
    char *const marked = memory_room(text.length + 2);

    memcpy(marked, "\xFF\xFE", 2);
    memcpy(marked + 2, text.bytes, text.length);
    container_give(tnef->input, name, marked, text.length + 2);
    free(marked);
}

static void give_rich(const struct tnef *tnef, struct tnef_bytes packed)
{
    size_t length = 0;
    CLEANUP(cleanup_string) char *text = rich_text_unpack(packed.bytes, packed.length, &length);

    if (text)
        container_give(tnef->input, "body", text, length);
}

static char *ascii_of(struct tnef_bytes wide)
{
    char *const text = memory_room(wide.length / 2 + 1);
    size_t kept = 0;

    for (size_t i = 0; i + 1 < wide.length && (wide.bytes[i] || wide.bytes[i + 1]); i += 2)
        text[kept++] = encoding_ascii(wide.bytes + i);
    text[kept] = '\0';
    return text;
}

enum { TYPE_OBJECT = 0x0D, TYPE_NARROW = 0x1E, TYPE_WIDE = 0x1F, TYPE_BINARY = 0x102 };

static void take_property(struct tnef *tnef, unsigned type, unsigned id, struct tnef_bytes value)
{
    if (id == PROPERTY_BODY && type == TYPE_WIDE)
        give_wide(tnef, "body", value);
    else if ((id == PROPERTY_BODY && type == TYPE_NARROW) || id == PROPERTY_HTML)
        container_give(tnef->input, "body", value.bytes, value.length);
    else if (id == PROPERTY_RICH)
        give_rich(tnef, value);
    if (id != PROPERTY_LONG_NAME)
        return;
    free(tnef->title);
    tnef->title = type == TYPE_WIDE ? ascii_of(value) : text_copy_part(value.bytes, value.length);
}

/* Bytes of a value of fixed size; 0: its length is written before it. */
static size_t fixed_size(unsigned type)
{
    switch (type) {
    case 0x05:
    case 0x06:
    case 0x07:
    case 0x14:
    case 0x40: return 8;
    case 0x48: return 16;
    case TYPE_OBJECT:
    case TYPE_NARROW:
    case TYPE_WIDE:
    case TYPE_BINARY: return 0;
    default: return 4;
    }
}

/* A property that has a name has it before its value. */
static bool skip_name(struct tnef_bytes *from)
{
    struct tnef_bytes skipped;

    if (!take(from, 16, 1, &skipped))
        return false;
    if (number(from, 4) == 0) {
        number(from, 4);
        return true;
    }
    return take(from, number(from, 4), 4, &skipped);
}

static bool read_property(struct tnef *tnef, struct tnef_bytes *from)
{
    const unsigned type = number(from, 2), id = number(from, 2), plain = type & 0x0FFF;
    const size_t fixed = fixed_size(plain);
    const bool many = type & 0x1000 || fixed == 0;
    uint32_t count;

    if (id >= 0x8000 && !skip_name(from))
        return false;
    count = many ? number(from, 4) : 1;
    for (; count > 0 && from->at < from->length; count--) {
        struct tnef_bytes value;
        if (!take(from, fixed ? fixed : number(from, 4), 4, &value))
            return false;
        if (!fixed && id == PROPERTY_DATA && value.length > 16 && plain == TYPE_OBJECT)
            continue; /* an object in a form of its own */
        if (!fixed)
            take_property(tnef, plain, id, value);
    }
    return true;
}

static void read_properties(struct tnef *tnef, struct tnef_bytes from)
{
    uint32_t count = number(&from, 4);

    for (count = count < MOST_PROPERTIES ? count : MOST_PROPERTIES; count > 0 && from.at < from.length; count--)
        if (!read_property(tnef, &from))
            return;
}

static void take_attribute(struct tnef *tnef, unsigned name, struct tnef_bytes value)
{
    if (name == SUBJECT)
        container_give(tnef->input, "subject", value.bytes, value.length);
    else if (name == BODY)
        container_give(tnef->input, "body", value.bytes, value.length);
    else if (name == MESSAGE || name == ATTACHMENT)
        read_properties(tnef, value);
    else if (name == RENDERING)
        finish_attachment(tnef);
    else if (name == TITLE && !tnef->title)
        tnef->title = text_copy_part(value.bytes, value.length);
    if (name == DATA) {
        tnef->data = value.bytes;
        tnef->length = value.length;
    }
}

static bool read_attribute(struct tnef *tnef, struct tnef_bytes *from)
{
    struct tnef_bytes value;
    unsigned name;

    if (from->length - from->at < ATTRIBUTE_HEAD)
        return false;
    number(from, 1);
    name = number(from, 4) & 0xFFFF;
    if (!take(from, number(from, 4), 1, &value))
        return false;
    number(from, 2); /* a sum */
    take_attribute(tnef, name, value);
    return true;
}

static bool read_tnef(const struct input *input, const char *bytes, size_t length, struct error *error)
{
    struct tnef tnef = {.input = input};
    struct tnef_bytes from = {bytes, HEAD, length};
    bool fine = true;

    while (fine && from.at < length)
        fine = read_attribute(&tnef, &from);
    finish_attachment(&tnef);
    return fine || error_set(error, "the wrapped mail (winmail.dat) is cut off; have it sent again as a usual mail");
}

static bool is_tnef(const char *head, size_t length)
{
    return length > HEAD && memcmp(head, "\x78\x9F\x3E\x22", 4) == 0;
}

const struct format_reader reader_tnef = {.name = "wrapped mail",
                                          .recognises = is_tnef,
                                          .accepts = input_is_shallow,
                                          .read = read_tnef,
                                          .too_large = "save what is attached, and give that"};
