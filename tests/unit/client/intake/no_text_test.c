/* SPDX-License-Identifier: MIT */
/* What is no text, at the limits of what is one, and what is said of files that are known by their names alone. */
#include "base/cleanup.h"
#include "base/text.h"
#include "intake/common/no_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define UNKNOWN "this is neither text nor a format that is known here; save it as text, or say what wrote it"
#define ENCODING "this is in an encoding that is not known here; save it as UTF-8"
#define DUMP "this is a memory dump; save the event or the log of that time instead"
#define MAILBOX "this is a mailbox of Outlook; open it there and save the messages in question as .msg"
#define CERTIFICATE "this is a certificate; give the output of Get-ExchangeCertificate instead"

static const struct name_row {
    const char *name, *says;
} name_rows[] = {
    {"a.etl",
     "this is a trace of Windows (ETL); convert it first (tracerpt FILE -of CSV, or netsh trace convert FILE)"},
    {"a.blg", "this is a log of performance counters; convert it first (relog FILE -f csv -o OUT.csv)"},
    {"a.dmp", DUMP},
    {"a.hdmp", DUMP},
    {"a.cap",
     "this is a packet capture; what it holds is mostly encrypted: give the logs of the servers, or a HAR of the "
     "client"},
    {"a.pst", MAILBOX},
    {"a.ost", MAILBOX},
    {"a.edb", "this is a database of Exchange; export what is of interest as text or CSV"},
    {"a.one", "this is a notebook of OneNote; export the page as .docx or .mht"},
    {"a.pfx",
     "this is a certificate with its key: keep it to yourself, and give the output of Get-ExchangeCertificate"},
    {"a.cer", CERTIFICATE},
    {"a.crt", CERTIFICATE},
    {"a.log", UNKNOWN},
    {"aetl", UNKNOWN},
    {NULL, UNKNOWN},
};

static void says_by_its_name(void **state)
{
    static const char bytes[] = "\1\2\3\4\5\6\16\17";
    const struct name_row *row = *state;

    assert_string_equal(no_text_why(bytes, sizeof bytes - 1, row->name), row->says);
    assert_null(no_text_why("nothing but letters", 19, row->name));
}

#define BYTES(text) (text), sizeof(text) - 1
#define FIFTEEN "abcdefghijklmno"

static const struct byte_row {
    const char *name, *bytes;
    size_t length;
    const char *says; /* NULL: it is a text */
} byte_rows[] = {
    {"nothing", BYTES(""), NULL},
    {"seven control characters", BYTES("\1\1\1\1\1\1\1"), NULL},
    {"eight control characters", BYTES("\1\1\1\1\1\1\1\1"), UNKNOWN},
    {"one in sixteen", BYTES(FIFTEEN "\1"), NULL},
    {"one in fifteen", BYTES("abcdefghijklmn\1"), UNKNOWN},
    {"what texts have: from the bell to the end of a line", BYTES("\a\b\t\n\v\f\r\x1A\x1B\a\b\t\n"), NULL},
    {"six and fourteen", BYTES("\6\6\16\16\16\16\16\16"), UNKNOWN},
    {"the last control character", BYTES("\x1F\x1F\x1F\x1F\x1F\x1F\x1F\x1F"), UNKNOWN},
    {"blanks", BYTES("        "), NULL},
    {"a log that has not used its room", BYTES("a text\n\0\0\0\0\0\0\0\0\0\0\0\0"), NULL},
    {"NULs between", BYTES("a\0b\0c\0d\0e\0"), UNKNOWN},
    {"a third of strange letters", BYTES("abcdef\xE1\xE2\xE3"), NULL},
    {"more than a third", BYTES("abcde\xE1\xE2\xE3\xE4\xE5"), ENCODING},
    {"seven strange letters", BYTES("\xE1\xE2\xE3\xE4\xE5\xE6\xE7"), NULL},
    {"eight strange letters", BYTES("\xE1\xE2\xE3\xE4\xE5\xE6\xE7\xE8"), ENCODING},
    {"the first and the last of them", BYTES("\x80\xFF\x80\xFF\x80\xFF\x80\xFF"), ENCODING},
    {"valid letters of another alphabet", BYTES("\xD0\xBF\xD0\xBE\xD0\xBA\xD0\xB0"), NULL},
    {"valid ones, the last cut off", BYTES("\xD0\xBF\xD0\xBE\xD0\xBA\xD0\xBA\xD0\xBA\xF0\x9F\x98"), NULL},
    {"valid ones before four strange bytes", BYTES("\xD0\xBF\xD0\xBE\xD0\xBA\xD0\xB0\xE1\xE1\xE1\xE1"), NULL},
    {"valid ones before five strange bytes", BYTES("\xD0\xBF\xD0\xBE\xD0\xBA\xD0\xB0\xE1\xE1\xE1\xE1\xE1"), ENCODING},
};

static void says_by_its_bytes(void **state)
{
    const struct byte_row *row = *state;
    const char *const says = no_text_why(row->bytes, row->length, NULL);

    assert_string_equal(says ? says : "", row->says ? row->says : "");
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(name_rows) + ARRAY_SIZE(byte_rows)];
    size_t count = 0;

    for (size_t i = 0; i < ARRAY_SIZE(name_rows); i++)
        tests[count++] = (struct CMUnitTest){.name = name_rows[i].name ? name_rows[i].name : "no name",
                                             .test_func = says_by_its_name,
                                             .initial_state = (void *)(uintptr_t)&name_rows[i]};
    for (size_t i = 0; i < ARRAY_SIZE(byte_rows); i++)
        tests[count++] = (struct CMUnitTest){.name = byte_rows[i].name,
                                             .test_func = says_by_its_bytes,
                                             .initial_state = (void *)(uintptr_t)&byte_rows[i]};
    return cmocka_run_group_tests_name("no text", tests, NULL, NULL);
}
