/* SPDX-License-Identifier: MIT */
/* Mails saved by Outlook (.msg): text, headers, and what is attached; the only user of libolecf. Runs in a child. Streams are
 * named for the property they hold (MS-OXMSG): "__substg1.0_1000001F" is the body as UTF-16. */
#include "foreign_readers.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "intake/common/encoding.h"
#include "intake/mail/rich_text_packed.h"
#include "late/olecf.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_DEPTH = 8, MOST_ITEMS = 5000, MOST_STREAM = 256 << 20 };
#define STREAM "__substg1.0_"
#define ATTACHMENT "__attach_version1.0_"

static void item_free(libolecf_item_t **item)
{
    if (*item)
        libolecf_item_free(item, NULL);
}

/* The caller frees it. */
static char *name_of(libolecf_item_t *item)
{
    size_t size = 0;
    char *name;

    if (libolecf_item_get_utf8_name_size(item, &size, NULL) != 1 || size == 0)
        return text_copy("");
    name = memory_room(size + 1);
    if (libolecf_item_get_utf8_name(item, (uint8_t *)name, size, NULL) != 1)
        *name = '\0';
    return name;
}

/* Of what is below; a damaged file may go in circles. */
static int count_of(libolecf_item_t *storage)
{
    int count = 0;

    libolecf_item_get_number_of_sub_items(storage, &count, NULL);
    return count < MOST_ITEMS ? count : MOST_ITEMS;
}

/* The item below whose name begins so; NULL: there is none. The caller frees it. */
static libolecf_item_t *find(libolecf_item_t *storage, const char *begins)
{
    const int count = count_of(storage);

    for (int i = 0; i < count; i++) {
        CLEANUP(item_free) libolecf_item_t *item = NULL;
        if (libolecf_item_get_sub_item(storage, i, &item, NULL) != 1)
            continue;
        CLEANUP(cleanup_string) char *name = name_of(item);
        if (text_starts(name, begins))
            return TAKE(item);
    }
    return NULL;
}

/* The bytes of a property, and a NUL behind them; NULL: it is not there. The caller frees them. */
static char *property(libolecf_item_t *storage, const char *number, size_t *length)
{
    CLEANUP(cleanup_string) char *name = text_format(STREAM "%s", number);
    CLEANUP(item_free) libolecf_item_t *stream = find(storage, name);
    uint32_t size = 0;
    char *bytes;
    ssize_t got;

    if (!stream || libolecf_item_get_size(stream, &size, NULL) != 1 || size == 0 || size > MOST_STREAM)
        return NULL;
    bytes = memory_room((size_t)size + 1);
    got = libolecf_stream_read_buffer(stream, (uint8_t *)bytes, size, NULL);
    *length = got > 0 ? (size_t)got : 0;
    bytes[*length] = '\0'; /* names end so */
    if (*length == 0)
        free(TAKE(bytes));
    return bytes;
}

/* A text: in UTF-16 (001F) with a mark that says so, or as bytes (001E). */
static bool give_text(libolecf_item_t *storage, const char *number, const char *entry,
                      const struct confined_output *output)
{
    CLEANUP(cleanup_string) char *wide = text_format("%s001F", number);
    CLEANUP(cleanup_string) char *narrow = text_format("%s001E", number);
    size_t length = 0;
    CLEANUP(cleanup_string) char *text = property(storage, wide, &length);
    const bool marked = text != NULL;

    if (!text)
        text = property(storage, narrow, &length);
    if (!text)
        return false;
    confined_entry(output, entry);
    if (marked)
        confined_bytes(output, "\xFF\xFE", 2);
    confined_bytes(output, text, length);
    confined_entry_end(output);
    return true;
}

/* ASCII letters of UTF-16; another alphabet's are not needed to tell attachments apart. */
static char *short_text(libolecf_item_t *storage, const char *number)
{
    CLEANUP(cleanup_string) char *wide = text_format("%s001F", number);
    CLEANUP(cleanup_string) char *narrow = text_format("%s001E", number);
    size_t length = 0, kept = 0;
    char *text = property(storage, wide, &length);

    if (!text)
        return property(storage, narrow, &length);
    for (size_t i = 0; i + 1 < length; i += 2)
        text[kept++] = encoding_ascii(text + i);
    text[kept] = '\0';
    return text;
}

static bool give_rich_text(libolecf_item_t *storage, const char *entry, const struct confined_output *output)
{
    size_t length = 0, plain_length = 0;
    CLEANUP(cleanup_string) char *packed = property(storage, "10090102", &length);
    CLEANUP(cleanup_string) char *plain = packed ? rich_text_unpack(packed, length, &plain_length) : NULL;

    if (!plain)
        return false;
    confined_entry(output, entry);
    confined_bytes(output, plain, plain_length);
    confined_entry_end(output);
    return true;
}

static void give_message(libolecf_item_t *storage, const char *within, const struct confined_output *output, int depth);

static void give_attachment(libolecf_item_t *storage, const char *within, const struct confined_output *output,
                            int depth)
{
    CLEANUP(cleanup_string) char *name = short_text(storage, "3707") ?: short_text(storage, "3704");
    CLEANUP(cleanup_string)
    char *entry = text_format("%s%s%s", within, *within ? "!" : "", name && *name ? name : "attachment");
    CLEANUP(item_free) libolecf_item_t *message = find(storage, STREAM "3701000D");
    size_t length = 0;
    CLEANUP(cleanup_string) char *bytes = message ? NULL : property(storage, "37010102", &length);

    if (message && depth < MOST_DEPTH) {
        give_message(message, entry, output, depth + 1);
    } else if (bytes) {
        confined_entry(output, entry);
        confined_bytes(output, bytes, length);
        confined_entry_end(output);
    } else {
        confined_unread(output, entry,
                        "not in the message, or too large or too deep in it; save it and give it by itself");
    }
}

static void give_attachments(libolecf_item_t *storage, const char *within, const struct confined_output *output,
                             int depth)
{
    const int count = count_of(storage);

    for (int i = 0; i < count; i++) {
        CLEANUP(item_free) libolecf_item_t *item = NULL;
        if (libolecf_item_get_sub_item(storage, i, &item, NULL) != 1)
            continue;
        CLEANUP(cleanup_string) char *name = name_of(item);
        if (text_starts(name, ATTACHMENT))
            give_attachment(item, within, output, depth);
    }
}

static void give_message(libolecf_item_t *storage, const char *within, const struct confined_output *output, int depth)
{
    CLEANUP(cleanup_string) char *subject = text_format("%s%ssubject", within, *within ? "!" : "");
    CLEANUP(cleanup_string) char *body = text_format("%s%sbody", within, *within ? "!" : "");

    give_text(storage, "0037", subject, output);
    if (!give_text(storage, "1000", body, output) && !give_text(storage, "1013", body, output)) {
        size_t length = 0;
        CLEANUP(cleanup_string) char *html = property(storage, "10130102", &length);
        if (html) {
            confined_entry(output, body);
            confined_bytes(output, html, length);
            confined_entry_end(output);
        } else {
            give_rich_text(storage, body, output);
        }
    }
    give_attachments(storage, within, output, depth);
}

/* Other files of the kind, by a stream that each has. */
static const struct other_file {
    const char *stream, *why;
} other_files[] = {
    {"EncryptedPackage", "this is a document protected by a password; save it without one, as text"},
    {"WordDocument", "this is an old Word document; save it as .docx or as text"},
    {"Workbook", "this is an old Excel workbook; save it as .xlsx or .csv"},
    {"Book", "this is an old Excel workbook; save it as .xlsx or .csv"},
    {"PowerPoint Document", "this is an old presentation; save it as .pptx or copy its text"},
};

static bool read_root(libolecf_item_t *root, const struct confined_output *output, struct error *error)
{
    CLEANUP(item_free) libolecf_item_t *properties = find(root, "__properties_version1.0");

    if (properties) {
        give_message(root, "", output, 0);
        return true;
    }
    for (size_t i = 0; i < ARRAY_SIZE(other_files); i++) {
        CLEANUP(item_free) libolecf_item_t *stream = find(root, other_files[i].stream);
        if (stream)
            return error_set(error, "%s", other_files[i].why);
    }
    return error_set(error, "this is an OLE file, but no message of Outlook; save what it shows as text");
}

bool message_read_foreign(const char *path, const struct confined_output *output, struct error *error)
{
    libolecf_file_t *file = NULL;
    CLEANUP(item_free) libolecf_item_t *root = NULL;

    if (libolecf_file_initialize(&file, NULL) != 1 ||
        libolecf_file_open(file, path, libolecf_get_access_flags_read(), NULL) != 1 ||
        libolecf_file_get_root_item(file, &root, NULL) != 1)
        return error_set(error, "the message of Outlook (or old document) is damaged; save it as text or as .eml");
    return read_root(root, output, error);
}
