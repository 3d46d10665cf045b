/* SPDX-License-Identifier: MIT */
/* The first bytes of archives and compressed files, a row each. Only the reader of the kind that was recognised runs. */
#include "archive_kind.h"

#include "base/cleanup.h"

#include <archive.h>
#include <string.h>

enum { TAR_BLOCK = 512, TAR_CHECKSUM = 148, TAR_CHECKSUM_LENGTH = 8 };

/* Octal digits between blanks and NULs; -1: something else. */
static long octal(const char *text, size_t length)
{
    long value = 0;
    size_t digits = 0;

    for (size_t i = 0; i < length; i++) {
        if (text[i] >= '0' && text[i] <= '7')
            value = value * 8 + (text[i] - '0'), digits++;
        else if (text[i] != ' ' && text[i] != '\0')
            return -1;
    }
    return digits > 0 ? value : -1;
}

/* Old tar has no magic, only the sum of its header. */
static bool is_tar(const char *head, size_t length)
{
    long sum = 0;

    for (size_t i = 0; length >= TAR_BLOCK && i < TAR_BLOCK; i++)
        sum += i - TAR_CHECKSUM < TAR_CHECKSUM_LENGTH ? ' ' : (unsigned char)head[i];
    return length >= TAR_BLOCK && head[0] && octal(head + TAR_CHECKSUM, TAR_CHECKSUM_LENGTH) == sum;
}

static bool is_lha(const char *head, size_t length)
{
    return length > 20 && head[6] == '-' && (unsigned char)head[20] < 4;
}

/* A method that exists, and a name of some length. */
static bool is_zip_entry(const char *head, size_t length)
{
    static const unsigned char methods[] = {0, 1, 6, 8, 9, 12, 14, 93, 95, 96, 97, 98, 99};
    const unsigned char *const bytes = (const unsigned char *)head;

    return length >= 30 && bytes[4] <= 63 && bytes[9] == 0 && memchr(methods, bytes[8], sizeof methods) &&
           (bytes[26] || bytes[27]) && bytes[27] < 16;
}

static bool is_gzip(const char *head, size_t length)
{
    return length >= 10 && (unsigned char)head[3] < 0x20 && ((unsigned char)head[9] < 14 || head[9] == '\xFF');
}

static bool is_bzip2(const char *head, size_t length)
{
    return length >= 10 && head[3] >= '1' && head[3] <= '9' &&
           (memcmp(head + 4, "1AY&SY", 6) == 0 || memcmp(head + 4, "\x17rE8P\x90", 6) == 0);
}

/* Properties, a dictionary that is a power of two (or nearly), and a size that is not known or not absurd. */
static bool is_lzma(const char *head, size_t length)
{
    return length >= 14 &&
           (memcmp(head + 5, "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF", 8) == 0 ||
            (head[10] == '\0' && head[11] == '\0' && head[12] == '\0')) &&
           head[13] == '\0';
}

#define MAGIC(text) .magic = (text), .length = sizeof(text) - 1

static const struct archive_kind kinds[] = {
    {MAGIC("PK\x03\x04"), .support = archive_read_support_format_zip},
    {MAGIC("PK\x05\x06"), .support = archive_read_support_format_zip},
    {MAGIC("PK\x07\x08PK\x03\x04"), .support = archive_read_support_format_zip},
    {MAGIC("PK00PK\x03\x04"), .support = archive_read_support_format_zip},
    {MAGIC("7z\xBC\xAF\x27\x1C"), .support = archive_read_support_format_7zip, .inside = true},
    {MAGIC("Rar!\x1A\x07\x01\x00"), .support = archive_read_support_format_rar5, .encrypted = rar5_is_encrypted,
     .inside = true},
    {MAGIC("Rar!\x1A\x07\x00"), .support = archive_read_support_format_rar, .inside = true},
    {MAGIC("MSCF\0\0\0\0"), .support = archive_read_support_format_cab, .inside = true},
    {MAGIC("xar!"), .support = archive_read_support_format_xar, .alone = true},
    {MAGIC("!<arch>\n"), .support = archive_read_support_format_ar},
    {MAGIC("070701"), .support = archive_read_support_format_cpio},
    {MAGIC("070702"), .support = archive_read_support_format_cpio},
    {MAGIC("070707"), .support = archive_read_support_format_cpio},
    {MAGIC("\xC7\x71"), .support = archive_read_support_format_cpio},
    {MAGIC("\x71\xC7"), .support = archive_read_support_format_cpio},
    {MAGIC("WARC/"), .support = archive_read_support_format_warc},
    {MAGIC("-lh"), .at = 2, .support = archive_read_support_format_lha, .fits = is_lha},
    {MAGIC("-lz"), .at = 2, .support = archive_read_support_format_lha, .fits = is_lha},
    {MAGIC("CD001"), .far = 32769, .support = archive_read_support_format_iso9660},
    {MAGIC(""), .support = archive_read_support_format_tar, .fits = is_tar},
    {MAGIC("\x1F\x8B\x08"), .support = archive_read_support_filter_gzip, .stream = true},
    {MAGIC("BZh"), .support = archive_read_support_filter_bzip2, .stream = true, .fits = is_bzip2},
    {MAGIC("\xFD\x37zXZ\0"), .support = archive_read_support_filter_xz, .stream = true, .inside = true},
    {MAGIC("\x28\xB5\x2F\xFD"), .support = archive_read_support_filter_zstd, .stream = true},
    {MAGIC("\x04\x22\x4D\x18"), .support = archive_read_support_filter_lz4, .stream = true},
    {MAGIC("\x02\x21\x4C\x18"), .support = archive_read_support_filter_lz4, .stream = true},
    {MAGIC("LZIP"), .support = archive_read_support_filter_lzip, .stream = true},
    {MAGIC("\x1F\x9D"), .support = archive_read_support_filter_compress, .stream = true},
    {MAGIC("\xED\xAB\xEE\xDB"), .support = archive_read_support_filter_rpm, .stream = true},
    {MAGIC("\x5D\0\0"), .support = archive_read_support_filter_lzma, .stream = true, .fits = is_lzma},
};

/* Behind other bytes: what is too short or too usual to be recognised there has a second look. */
static const struct archive_kind behind[] = {
    {MAGIC("PK\x03\x04"), .support = archive_read_support_format_zip, .fits = is_zip_entry, .inside = true},
    {MAGIC("BZh"), .support = archive_read_support_filter_bzip2, .stream = true, .fits = is_bzip2, .inside = true},
};

/* In a program or a script, too. */
static const struct archive_kind in_script = {MAGIC("\x1F\x8B\x08"), .support = archive_read_support_filter_gzip,
                                              .stream = true, .fits = is_gzip, .inside = true};

static bool begins(const struct archive_kind *kind, const char *bytes, size_t length)
{
    const size_t at = kind->far ? kind->far : kind->at;

    return length >= at + kind->length && memcmp(bytes + at, kind->magic, kind->length) == 0 &&
           (!kind->fits || kind->fits(bytes, length));
}

bool archive_kind_is_program(const char *head, size_t length)
{
    return length >= 4 && (memcmp(head, "MZ", 2) == 0 || memcmp(head,
                                                                "\x7F"
                                                                "ELF",
                                                                4) == 0);
}

/* The first place of the kind behind the beginning. */
static size_t find(const struct archive_kind *kind, const char *bytes, size_t length)
{
    const char *at = bytes;

    while ((at = memmem(at + 1, length - (size_t)(at + 1 - bytes), kind->magic, kind->length)))
        if (begins(kind, at, length - (size_t)(at - bytes)))
            return (size_t)(at - bytes);
    return length;
}

static void take_first(const struct archive_kind *kind, const char *bytes, size_t length, size_t *start,
                       const struct archive_kind **found)
{
    const size_t at = kind->inside && length > 0 ? find(kind, bytes, length < *start ? length : *start) : *start;

    if (at < *start) {
        *start = at;
        *found = kind;
    }
}

static const struct archive_kind *behind_others(const char *bytes, size_t length, size_t *start)
{
    const bool script = length > 2 && (archive_kind_is_program(bytes, length) || memcmp(bytes, "#!", 2) == 0);
    const struct archive_kind *found = NULL;

    *start = length;
    for (size_t i = 0; i < ARRAY_SIZE(kinds); i++)
        take_first(&kinds[i], bytes, length, start, &found);
    for (size_t i = 0; i < ARRAY_SIZE(behind); i++)
        take_first(&behind[i], bytes, length, start, &found);
    if (script)
        take_first(&in_script, bytes, length, start, &found);
    return found;
}

const struct archive_kind *archive_kind_of(const char *bytes, size_t length, size_t *start)
{
    *start = 0;
    for (size_t i = 0; i < ARRAY_SIZE(kinds); i++)
        if (begins(&kinds[i], bytes, length))
            return &kinds[i];
    return behind_others(bytes, length, start);
}
