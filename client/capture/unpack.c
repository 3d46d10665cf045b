/* SPDX-License-Identifier: MIT */
/* Entries of archives, piece by piece, within limits. */
#include "unpack.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdlib.h>
#include <string.h>

#define LIMIT_ENTRIES 100000

static void handle_free(struct archive **handle)
{
    archive_read_free(*handle);
    *handle = NULL;
}

static struct archive *handle_open(const char *bytes, size_t length)
{
    CLEANUP(handle_free) struct archive *handle = memory_need(archive_read_new());

    archive_read_support_filter_gzip(handle);
    archive_read_support_format_zip(handle);
    archive_read_support_format_raw(handle);
    return archive_read_open_memory(handle, bytes, length) == ARCHIVE_OK ? TAKE(handle) : NULL;
}

bool archive_is(const char *head, size_t length)
{
    return length >= 4 && (memcmp(head, "PK\x03\x04", 4) == 0 || memcmp(head, "PK\x05\x06", 4) == 0 ||
                           memcmp(head, "\x1F\x8B\x08", 3) == 0);
}

static bool fail(struct archive *handle, const char *name, struct error *error)
{
    const char *const why = archive_error_string(handle);

    return error_set(error, "the archive is damaged%s%s: %s", name ? " at " : "", name ? name : "",
                     why ? why : "cut short");
}

/* What was unpacked of an archive, and what it may be. */
struct total {
    unsigned long long bytes, limit;
};

static bool read_entry(struct archive *handle, const char *name, const struct archive_reader *reader,
                       struct total *total, struct error *error)
{
    bool wanted = true;

    while (wanted) {
        const void *piece;
        size_t length;
        la_int64_t offset;
        const int status = archive_read_data_block(handle, &piece, &length, &offset);
        if (status == ARCHIVE_EOF)
            break;
        if (status < ARCHIVE_WARN)
            return fail(handle, name, error);
        if ((total->bytes += length) > total->limit)
            return error_set(error, "the archive unpacks to more than %d times its size", UNPACK_RATIO);
        wanted = length == 0 || reader->piece(reader->context, name, piece, length);
    }
    reader->piece(reader->context, name, "", 0);
    return true;
}

static bool read_all(struct archive *handle, size_t size, const struct archive_reader *reader, struct error *error)
{
    struct total total = {0, UNPACK_FREE + size * (unsigned long long)UNPACK_RATIO};
    struct archive_entry *entry;
    int status;

    for (size_t count = 0; (status = archive_read_next_header(handle, &entry)) != ARCHIVE_EOF; count++) {
        CLEANUP(cleanup_string) char *name = NULL;
        if (status < ARCHIVE_WARN)
            return fail(handle, NULL, error);
        if (count == LIMIT_ENTRIES)
            return error_set(error, "the archive has more than %d entries", LIMIT_ENTRIES);
        name = text_copy(archive_entry_pathname(entry) ? archive_entry_pathname(entry) : "?");
        if (archive_entry_is_encrypted(entry))
            return error_set(error, "the archive is protected by a password; save it without one");
        if (archive_entry_filetype(entry) != AE_IFDIR && !read_entry(handle, name, reader, &total, error))
            return false;
    }
    return true;
}

bool archive_each(const char *bytes, size_t length, const struct archive_reader *reader, struct error *error)
{
    CLEANUP(handle_free) struct archive *handle = handle_open(bytes, length);

    return handle ? read_all(handle, length, reader, error) : error_set(error, "the archive cannot be read");
}

struct unpacking {
    FILE *output;
    size_t left; /* that may be unpacked */
};

static bool keep_piece(void *context, const char *name, const char *bytes, size_t length)
{
    struct unpacking *const unpacking = context;
    const size_t taken = length < unpacking->left ? length : unpacking->left;

    (void)name;
    fwrite(bytes, 1, taken, unpacking->output);
    unpacking->left -= taken;
    return unpacking->left > 0;
}

char *archive_unpack(const char *bytes, size_t length, size_t limit, size_t *unpacked)
{
    char *text = NULL;
    struct unpacking unpacking = {.output = text_stream(&text, unpacked), .left = limit};
    const struct archive_reader reader = {keep_piece, &unpacking};

    archive_each(bytes, length, &reader, NULL);
    text_stream_close(unpacking.output);
    if (*unpacked == 0)
        free(TAKE(text));
    return text;
}
