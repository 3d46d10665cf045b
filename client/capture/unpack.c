/* SPDX-License-Identifier: MIT */
/* Entries of archives, piece by piece, within limits. */
#include "unpack.h"

#include "archive_kind.h"
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

/* Formats that are streams themselves may be compressed as a whole; the others are found inside and read on their own. */
static void support(struct archive *handle, const struct archive_kind *kind)
{
    kind->support(handle);
    if (!kind->stream)
        return;
    archive_read_support_format_tar(handle);
    archive_read_support_format_cpio(handle);
    archive_read_support_format_raw(handle);
}

bool archive_is(const char *head, size_t length)
{
    size_t start;

    return (archive_kind_of(head, length, &start) && start == 0) || archive_kind_is_program(head, length);
}

bool archive_is_behind(const char *head, size_t length)
{
    size_t start;

    return archive_kind_of(head, length, &start);
}

bool archive_is_alone(const char *head, size_t length)
{
    size_t start;
    const struct archive_kind *const kind = archive_kind_of(head, length, &start);

    return kind && kind->alone;
}

unsigned long long archive_budget(size_t length)
{
    return UNPACK_FREE + length * (unsigned long long)UNPACK_RATIO;
}

static const char password[] = "protected by a password; save it without one, or unpack it first";
static const char split[] = "one part of several; put the parts together (unpack them) first";
static const char method[] = "compressed in a way that cannot be read here; unpack it, or pack it again as zip, first";

/* What libarchive's reasons mean, and what to do. */
static const struct known_reason {
    const char *says, *meaning;
} known_reasons[] = {
    {"encrypt", password},
    {"Crypto codec", password},
    {"Passphrase", password},
    {"deflation-64",
     "compressed as Deflate64, as Windows does with large files; unpack it there, or with 7-Zip, first"},
    {"multi", split},
    {"Unsupported", method},
    {"unsupported", method},
};

static const char *meaning_of(const char *why)
{
    for (size_t i = 0; why && i < ARRAY_SIZE(known_reasons); i++)
        if (strstr(why, known_reasons[i].says))
            return known_reasons[i].meaning;
    return NULL;
}

static bool fail(struct archive *handle, const char *name, struct error *error)
{
    const char *const why = archive_error_string(handle), *const meaning = meaning_of(why);

    if (meaning)
        return error_set(error, "%s", meaning);
    return error_set(error, "the archive is damaged%s%s: %s", name && *name ? " at " : "", name ? name : "",
                     why ? why : "cut short");
}

/* NULL: error says why it cannot be read. */
static struct archive *handle_open(const char *bytes, size_t length, struct error *error)
{
    CLEANUP(handle_free) struct archive *handle = memory_need(archive_read_new());
    size_t start;
    const struct archive_kind *const kind = archive_kind_of(bytes, length, &start);

    if (!kind)
        error_set(error, "this is a program, with no archive in it");
    else if (kind->encrypted && kind->encrypted(bytes + start, length - start))
        error_set(error, "%s", password);
    else if (support(handle, kind), archive_read_open_memory(handle, bytes + start, length - start) == ARCHIVE_OK)
        return TAKE(handle);
    else
        fail(handle, NULL, error);
    return NULL;
}

/* An archive that is being read. */
struct unpacked {
    struct archive *handle;
    const struct archive_reader *reader;
    unsigned long long *budget;
};

static bool refuse(const struct unpacked *unpacked, const char *name, const char *why)
{
    if (unpacked->reader->refused)
        unpacked->reader->refused(unpacked->reader->context, name, why);
    return true;
}

/* false: nothing more can be read of the archive. */
static bool fail_entry(const struct unpacked *unpacked, const char *name, int status, struct error *error)
{
    struct error why;

    if (status == ARCHIVE_FATAL)
        return fail(unpacked->handle, name, error);
    fail(unpacked->handle, name, &why);
    return refuse(unpacked, name, why.text);
}

static bool read_entry(const struct unpacked *unpacked, const char *name, struct error *error)
{
    const struct archive_reader *const reader = unpacked->reader;
    bool wanted = true;

    while (wanted) {
        const void *piece;
        size_t length;
        la_int64_t offset;
        const int status = archive_read_data_block(unpacked->handle, &piece, &length, &offset);
        if (status == ARCHIVE_EOF)
            break;
        if (status < ARCHIVE_WARN)
            return fail_entry(unpacked, name, status, error);
        if (length > *unpacked->budget)
            return error_set(error, "the archive unpacks to more than %d times its size", UNPACK_RATIO);
        *unpacked->budget -= length;
        wanted = length == 0 || reader->piece(reader->context, name, piece, length);
    }
    reader->piece(reader->context, name, "", 0);
    return true;
}

/* A name in whatever way it is written there; that of what is only compressed is libarchive's, and says nothing. */
static char *name_of(const struct unpacked *unpacked, struct archive_entry *entry)
{
    const char *const name = archive_entry_pathname(entry);

    if (archive_format(unpacked->handle) == ARCHIVE_FORMAT_RAW)
        return text_copy("");
    return text_copy(name ? name : "?");
}

static bool take_entry(const struct unpacked *unpacked, struct archive_entry *entry, struct error *error)
{
    CLEANUP(cleanup_string) char *name = name_of(unpacked, entry);

    if (archive_entry_filetype(entry) == AE_IFDIR)
        return true;
    if (archive_entry_is_encrypted(entry))
        return refuse(unpacked, name, password);
    return read_entry(unpacked, name, error);
}

static bool read_all(const struct unpacked *unpacked, struct error *error)
{
    struct archive_entry *entry;
    int status;

    for (size_t count = 0; (status = archive_read_next_header(unpacked->handle, &entry)) != ARCHIVE_EOF; count++) {
        if (status < ARCHIVE_WARN)
            return fail(unpacked->handle, NULL, error);
        if (count == LIMIT_ENTRIES)
            return error_set(error, "the archive has more than %d entries", LIMIT_ENTRIES);
        if (!take_entry(unpacked, entry, error))
            return false;
    }
    return true;
}

bool archive_each(const char *bytes, size_t length, const struct archive_reader *reader, struct error *error)
{
    CLEANUP(handle_free) struct archive *handle = handle_open(bytes, length, error);
    unsigned long long own = archive_budget(length);
    const struct unpacked unpacked = {handle, reader, reader->budget ? reader->budget : &own};

    return handle && read_all(&unpacked, error);
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
    const struct archive_reader reader = {.piece = keep_piece, .context = &unpacking};

    archive_each(bytes, length, &reader, NULL);
    text_stream_close(unpacking.output);
    if (*unpacked == 0)
        free(TAKE(text));
    return text;
}
