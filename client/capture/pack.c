/* SPDX-License-Identifier: MIT */
/* Writes a zip with libarchive, in memory first. */
#include "pack.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

struct pack {
    struct archive *archive;
    FILE *output;
    char *bytes;
    size_t length;
};

static la_ssize_t write_piece(struct archive *archive, void *context, const void *bytes, size_t length)
{
    const struct pack *const pack = context;

    (void)archive;
    return (la_ssize_t)fwrite(bytes, 1, length, pack->output);
}

struct pack *pack_new(void)
{
    struct pack *const pack = memory_new(sizeof *pack);

    pack->output = text_stream(&pack->bytes, &pack->length);
    pack->archive = memory_need(archive_write_new());
    archive_write_set_format_zip(pack->archive);
    archive_write_open(pack->archive, pack, NULL, write_piece, NULL);
    return pack;
}

static void finish(struct pack *pack)
{
    if (pack->archive)
        archive_write_free(pack->archive);
    pack->archive = NULL;
    if (pack->output)
        text_stream_close(pack->output);
    pack->output = NULL;
}

void pack_free(struct pack **pack)
{
    if (!*pack)
        return;
    finish(*pack);
    free((*pack)->bytes);
    free(*pack);
    *pack = NULL;
}

bool pack_add(struct pack *pack, const char *name, const char *bytes, size_t length, struct error *error)
{
    struct archive_entry *const entry = memory_need(archive_entry_new());
    bool done;

    archive_entry_set_pathname(entry, name);
    archive_entry_set_size(entry, (la_int64_t)length);
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_entry_set_mtime(entry, time(NULL), 0);
    done = archive_write_header(pack->archive, entry) == ARCHIVE_OK &&
           archive_write_data(pack->archive, bytes, length) == (la_ssize_t)length;
    archive_entry_free(entry);
    return done || error_set(error, "%s cannot be packed: %s", name, archive_error_string(pack->archive));
}

bool pack_write(struct pack *pack, const char *path, struct error *error)
{
    if (archive_write_close(pack->archive) != ARCHIVE_OK)
        return error_set(error, "%s cannot be written: %s", path, archive_error_string(pack->archive));
    finish(pack);
    return file_write(path, pack->bytes, pack->length, 0644, error);
}

static bool is_pack(const char *path)
{
    CLEANUP(cleanup_file) FILE *file = fopen(path, "rb");
    char first[2] = "";

    return file && fread(first, 1, sizeof first, file) == sizeof first && memcmp(first, "PK", sizeof first) == 0;
}

bool pack_may_replace(const char *path, struct error *error)
{
    struct stat status;

    if (stat(path, &status) != 0 || !S_ISREG(status.st_mode) || status.st_size == 0 || is_pack(path))
        return true;
    return error_set(error, "%s is there already and is no pack of evidence; name another file", path);
}
