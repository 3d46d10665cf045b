/* SPDX-License-Identifier: MIT */
/* How archives begin: which of libarchive's readers each is for, where it stands, and what only looks alike. */
#include "capture/archive_kind.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"

#include <archive.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define BYTES(text) (text), sizeof(text) - 1
#define ZIP_ENTRY(version, method, name)                                                                               \
    "PK\x03\x04" version "\0\0\0" method "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0" name "\0\0"
#define LZMA(size, behind) "\x5D\0\0\x80\0" size behind

typedef int support_function(struct archive *archive);

static const struct row {
    const char *name, *bytes;
    size_t length;
    support_function *support; /* NULL: it is none */
    size_t start;
    bool stream, alone, encrypted; /* encrypted: there is a look at that */
} rows[] = {
    {"zip", BYTES("PK\x03\x04"), archive_read_support_format_zip, 0, false, false, false},
    {"zip of nothing", BYTES("PK\x05\x06"), archive_read_support_format_zip, 0, false, false, false},
    {"zip in one part of several", BYTES("PK\x07\x08PK\x03\x04"), archive_read_support_format_zip, 0, false, false,
     false},
    {"zip that was to be split", BYTES("PK00PK\x03\x04"), archive_read_support_format_zip, 0, false, false, false},
    {"7z", BYTES("7z\xBC\xAF\x27\x1C"), archive_read_support_format_7zip, 0, false, false, false},
    {"RAR 5", BYTES("Rar!\x1A\x07\x01\x00"), archive_read_support_format_rar5, 0, false, false, true},
    {"RAR", BYTES("Rar!\x1A\x07\x00"), archive_read_support_format_rar, 0, false, false, false},
    {"cabinet", BYTES("MSCF\0\0\0\0"), archive_read_support_format_cab, 0, false, false, false},
    {"xar", BYTES("xar!"), archive_read_support_format_xar, 0, false, true, false},
    {"ar", BYTES("!<arch>\n"), archive_read_support_format_ar, 0, false, false, false},
    {"cpio, new", BYTES("070701"), archive_read_support_format_cpio, 0, false, false, false},
    {"cpio, with sums", BYTES("070702"), archive_read_support_format_cpio, 0, false, false, false},
    {"cpio, old", BYTES("070707"), archive_read_support_format_cpio, 0, false, false, false},
    {"cpio, binary", BYTES("\xC7\x71"), archive_read_support_format_cpio, 0, false, false, false},
    {"cpio, binary the other way round", BYTES("\x71\xC7"), archive_read_support_format_cpio, 0, false, false, false},
    {"warc", BYTES("WARC/"), archive_read_support_format_warc, 0, false, false, false},
    {"lha", BYTES("ab-lh5-0123456789012\x01"), archive_read_support_format_lha, 0, false, false, false},
    {"lha, another method", BYTES("ab-lz5-0123456789012\x03"), archive_read_support_format_lha, 0, false, false, false},
    {"lha of a level that is none", BYTES("ab-lh5-0123456789012\x04"), NULL, 0, false, false, false},
    {"lha whose method does not end", BYTES("ab-lh550123456789012\x01"), NULL, 0, false, false, false},
    {"lha that is too short", BYTES("ab-lh5-0123456789012"), NULL, 0, false, false, false},
    {"gzip", BYTES("\x1F\x8B\x08"), archive_read_support_filter_gzip, 0, true, false, false},
    {"bzip2", BYTES("BZh91AY&SY"), archive_read_support_filter_bzip2, 0, true, false, false},
    {"bzip2, smallest blocks", BYTES("BZh11AY&SY"), archive_read_support_filter_bzip2, 0, true, false, false},
    {"bzip2 of nothing", BYTES("BZh9\x17rE8P\x90"), archive_read_support_filter_bzip2, 0, true, false, false},
    {"bzip2 of blocks of no size", BYTES("BZh01AY&SY"), NULL, 0, false, false, false},
    {"bzip2 of blocks of a letter", BYTES("BZh:1AY&SY"), NULL, 0, false, false, false},
    {"bzip2, another block", BYTES("BZh91AY&SX"), NULL, 0, false, false, false},
    {"bzip2 that is too short", BYTES("BZh91AY&S"), NULL, 0, false, false, false},
    {"xz", BYTES("\xFD\x37zXZ\0"), archive_read_support_filter_xz, 0, true, false, false},
    {"zstd", BYTES("\x28\xB5\x2F\xFD"), archive_read_support_filter_zstd, 0, true, false, false},
    {"lz4", BYTES("\x04\x22\x4D\x18"), archive_read_support_filter_lz4, 0, true, false, false},
    {"lz4, old", BYTES("\x02\x21\x4C\x18"), archive_read_support_filter_lz4, 0, true, false, false},
    {"lzip", BYTES("LZIP"), archive_read_support_filter_lzip, 0, true, false, false},
    {"compress", BYTES("\x1F\x9D"), archive_read_support_filter_compress, 0, true, false, false},
    {"rpm", BYTES("\xED\xAB\xEE\xDB"), archive_read_support_filter_rpm, 0, true, false, false},
    {"lzma of no known size", BYTES(LZMA("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF", "\0")), archive_read_support_filter_lzma,
     0, true, false, false},
    {"lzma of a known size", BYTES(LZMA("\1\2\3\4\5\0\0\0", "\0")), archive_read_support_filter_lzma, 0, true, false,
     false},
    {"lzma of an absurd size", BYTES(LZMA("\1\2\3\4\5\1\0\0", "\0")), NULL, 0, false, false, false},
    {"lzma of another absurd size", BYTES(LZMA("\1\2\3\4\5\0\1\0", "\0")), NULL, 0, false, false, false},
    {"lzma of a third absurd size", BYTES(LZMA("\1\2\3\4\5\0\0\1", "\0")), NULL, 0, false, false, false},
    {"lzma that does not begin with a zero", BYTES(LZMA("\1\2\3\4\5\0\0\0", "\1")), NULL, 0, false, false, false},
    {"lzma that is too short", BYTES(LZMA("\1\2\3\4\5\0\0\0", "")), NULL, 0, false, false, false},
    {"nothing", BYTES(""), NULL, 0, false, false, false},
    {"a text", BYTES("a text"), NULL, 0, false, false, false},
    {"a magic that is cut", BYTES("PK\x03"), NULL, 0, false, false, false},
    {"7z behind a text", BYTES("text7z\xBC\xAF\x27\x1C"), archive_read_support_format_7zip, 4, false, false, false},
    {"RAR 5 behind a text", BYTES("text Rar!\x1A\x07\x01\x00"), archive_read_support_format_rar5, 5, false, false,
     true},
    {"RAR behind a text", BYTES("text Rar!\x1A\x07\x00"), archive_read_support_format_rar, 5, false, false, false},
    {"cabinet behind a text", BYTES("text MSCF\0\0\0\0"), archive_read_support_format_cab, 5, false, false, false},
    {"xz behind a text", BYTES("text\xFD\x37zXZ\0"), archive_read_support_filter_xz, 4, true, false, false},
    {"bzip2 behind a text", BYTES("BZh BZh91AY&SY"), archive_read_support_filter_bzip2, 4, true, false, false},
    {"the first of two", BYTES("text Rar!\x1A\x07\x00 7z\xBC\xAF\x27\x1C"), archive_read_support_format_rar, 5, false,
     false, false},
    {"the first of two, the other way round", BYTES("text 7z\xBC\xAF\x27\x1C Rar!\x1A\x07\x00"),
     archive_read_support_format_7zip, 5, false, false, false},
    {"xar behind a text", BYTES("text xar!"), NULL, 0, false, false, false},
    {"gzip behind a text", BYTES("text\x1F\x8B\x08\0\0\0\0\0\0\3"), NULL, 0, false, false, false},
    {"gzip behind a script", BYTES("#!/a\x1F\x8B\x08\0\0\0\0\0\0\3"), archive_read_support_filter_gzip, 4, true, false,
     false},
    {"gzip in a program of Windows", BYTES("MZ..\x1F\x8B\x08\0\0\0\0\0\0\xFF"), archive_read_support_filter_gzip, 4,
     true, false, false},
    {"gzip in a program of Linux",
     BYTES("\x7F"
           "ELF\x1F\x8B\x08\0\0\0\0\0\0\xD"),
     archive_read_support_filter_gzip, 4, true, false, false},
    {"gzip of a system that is none", BYTES("#!/a\x1F\x8B\x08\0\0\0\0\0\0\xE"), NULL, 0, false, false, false},
    {"gzip with flags that are none", BYTES("#!/a\x1F\x8B\x08\x20\0\0\0\0\0\3"), NULL, 0, false, false, false},
    {"gzip with all flags", BYTES("#!/a\x1F\x8B\x08\x1F\0\0\0\0\0\3"), archive_read_support_filter_gzip, 4, true, false,
     false},
    {"gzip that is cut", BYTES("#!/a\x1F\x8B\x08\0\0\0\0\0\0"), NULL, 0, false, false, false},
    {"an entry of a zip behind a text", BYTES("text" ZIP_ENTRY("\x14", "\x08", "\1\0")),
     archive_read_support_format_zip, 4, false, false, false},
    {"an entry of a long name", BYTES("text" ZIP_ENTRY("\x14", "\x00", "\0\x0F")), archive_read_support_format_zip, 4,
     false, false, false},
    {"an entry of too long a name", BYTES("text" ZIP_ENTRY("\x14", "\x00", "\0\x10")), NULL, 0, false, false, false},
    {"an entry without a name", BYTES("text" ZIP_ENTRY("\x14", "\x08", "\0\0")), NULL, 0, false, false, false},
    {"an entry of a method that is none", BYTES("text" ZIP_ENTRY("\x14", "\x02", "\1\0")), NULL, 0, false, false,
     false},
    {"an entry of the latest version", BYTES("text" ZIP_ENTRY("\x3F", "\x63", "\1\0")), archive_read_support_format_zip,
     4, false, false, false},
    {"an entry of a version that is none", BYTES("text" ZIP_ENTRY("\x40", "\x63", "\1\0")), NULL, 0, false, false,
     false},
};

static void is_known(void **state)
{
    const struct row *const row = *state;
    size_t start = 77;
    const struct archive_kind *const kind = archive_kind_of(row->bytes, row->length, &start);

    assert_ptr_equal(kind ? kind->support : NULL, row->support);
    assert_int_equal(start, row->support ? row->start : row->length);
    if (kind) {
        assert_int_equal(kind->stream, row->stream);
        assert_int_equal(kind->alone, row->alone);
        assert_int_equal(kind->encrypted != NULL, row->encrypted);
    }
}

/* What stands far from the beginning, and what has no magic but a sum. */
static void knows_images_and_old_tar(void **state)
{
    static const struct {
        const char *sum;
        support_function *support;
    } sums[] = {{"000541\0 ", archive_read_support_format_tar},
                {"   541\0 ", archive_read_support_format_tar},
                {"000540\0 ", NULL},
                {"000542\0 ", NULL},
                {"000541x ", NULL},
                {"\0\0\0\0\0\0\0\0", NULL},
                {"8", NULL}};
    CLEANUP(cleanup_string) char *image = memory_new(40000);
    char header[512] = "a";
    size_t start;

    (void)state;
    memcpy(image + 32769, "CD001", 5);
    assert_ptr_equal(archive_kind_of(image, 32774, &start)->support, archive_read_support_format_iso9660);
    assert_null(archive_kind_of(image, 32773, &start));
    for (size_t i = 0; i < ARRAY_SIZE(sums); i++) {
        const struct archive_kind *kind;
        memcpy(header + 148, sums[i].sum, i < 6 ? 8 : 2);
        kind = archive_kind_of(header, sizeof header, &start);
        assert_ptr_equal(kind ? kind->support : NULL, sums[i].support);
    }
    memcpy(header + 148, sums[0].sum, 8);
    assert_null(archive_kind_of(header, sizeof header - 1, &start));
    header[0] = '\0';
    assert_null(archive_kind_of(header, sizeof header, &start));
}

static void knows_programs(void **state)
{
    (void)state;
    assert_true(archive_kind_is_program("MZ..", 4));
    assert_false(archive_kind_is_program("MZ..", 3));
    assert_true(archive_kind_is_program("\x7F"
                                        "ELF",
                                        4));
    assert_false(archive_kind_is_program("\x7F"
                                         "ELX",
                                         4));
    assert_false(archive_kind_is_program("text", 4));
}

/* ---- RAR 5: blocks of checksum, size, type, flags ---- */

#define SIGNATURE "Rar!\x1A\x07\x01\x00"
#define CHECKSUM "\1\2\3\4"
#define MAIN CHECKSUM "\2\1\0"

static const struct rar_row {
    const char *name, *bytes;
    size_t length;
    bool encrypted;
} rar_rows[] = {
    {"a signature alone", BYTES(SIGNATURE), false},
    {"a main block alone", BYTES(SIGNATURE MAIN), false},
    {"a block of encryption", BYTES(SIGNATURE CHECKSUM "\2\4\0"), true},
    {"a block of encryption behind another", BYTES(SIGNATURE MAIN CHECKSUM "\2\4\0"), true},
    {"a block of encryption behind data", BYTES(SIGNATURE CHECKSUM "\3\3\2\2xy" CHECKSUM "\2\4\0"), true},
    {"data that looks like a block", BYTES(SIGNATURE CHECKSUM "\3\3\2\7" CHECKSUM "\2\4\0"), false},
    {"a size of two bytes", BYTES(SIGNATURE CHECKSUM "\x83\0\3\2\2xy" CHECKSUM "\2\4\0"), true},
    {"data behind an extra area", BYTES(SIGNATURE CHECKSUM "\5\3\3\1\2zxy" CHECKSUM "\2\4\0"), true},
    {"a file that is encrypted", BYTES(SIGNATURE CHECKSUM "\5\2\1\2\1\1"), true},
    {"a file with another record", BYTES(SIGNATURE CHECKSUM "\5\2\1\2\1\2"), false},
    {"a file with another record first", BYTES(SIGNATURE CHECKSUM "\7\2\1\4\1\2\1\1"), true},
    {"a file with a record of no size first", BYTES(SIGNATURE CHECKSUM "\7\2\1\4\0\2\1\1"), false},
    {"a service block of that kind", BYTES(SIGNATURE CHECKSUM "\5\3\1\2\1\1"), false},
    {"an extra area without its flag", BYTES(SIGNATURE CHECKSUM "\5\2\0\2\1\1"), false},
    {"an extra area larger than the block", BYTES(SIGNATURE CHECKSUM "\5\2\1\3\1\1"), false},
    {"a block of no size", BYTES(SIGNATURE CHECKSUM "\0" CHECKSUM "\2\4\0"), false},
    {"a block that is cut", BYTES(SIGNATURE CHECKSUM "\3\4\0"), false},
    {"a checksum that is cut", BYTES(SIGNATURE "\1\2\3"), false},
    {"data that is cut", BYTES(SIGNATURE CHECKSUM "\3\3\2\x7Fxy"), false},
};

static void tells_encryption(void **state)
{
    const struct rar_row *const row = *state;

    assert_int_equal(rar5_is_encrypted(row->bytes, row->length), row->encrypted);
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows) + ARRAY_SIZE(rar_rows) + 2] = {cmocka_unit_test(knows_images_and_old_tar),
                                                                            cmocka_unit_test(knows_programs)};
    size_t count = 2;

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[count++] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = is_known, .initial_state = (void *)(uintptr_t)&rows[i]};
    for (size_t i = 0; i < ARRAY_SIZE(rar_rows); i++)
        tests[count++] = (struct CMUnitTest){
            .name = rar_rows[i].name, .test_func = tells_encryption, .initial_state = (void *)(uintptr_t)&rar_rows[i]};
    return cmocka_run_group_tests_name("archive kinds", tests, NULL, NULL);
}
