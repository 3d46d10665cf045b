/* SPDX-License-Identifier: MIT */
/* Sessions of Fiddler: which entries belong together, what is cut, and what is not one. */
#include "capture/saz.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "dumped.h"

#include <archive.h>
#include <archive_entry.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define LARGEST 16384
#define ENTRIES 8

struct entry {
    const char *name, *bytes;
};

static const struct row {
    const char *name;
    struct entry entries[ENTRIES];
    const char *given; /* what dump_transaction() prints */
    const char *error; /* NULL: none */
    struct saz_limits limits;
    bool none; /* saz_is() says no */
} rows[] = {
    {.name = "a session",
     .entries = {{"raw/1_c.txt", "GET http://a/ HTTP/1.1\r\nA: b\r\n\r\nx"},
                 {"raw/1_m.xml", "<SessionTimers ClientConnected=\"1\" ClientBeginRequest=\"2026-01-05\"/>"},
                 {"raw/1_s.txt", "HTTP/1.1 200 OK\r\nC: d\r\n\r\nyz"}},
     .given = "1 at 2026-01-05 in raw/1_s.txt: GET http://a/ {A: b} [x] -> 200 OK {C: d} [yz] whole\n"},
    {.name = "answers before requests",
     .entries = {{"raw/12_s.txt", "HTTP/1.1 200 OK\r\n\r\n"},
                 {"raw/2_s.txt", "HTTP/1.1 404 Not Found\r\n\r\n"},
                 {"raw/2_c.txt", "GET /two HTTP/1.1\r\n\r\n"},
                 {"raw/12_c.txt", "GET /twelve HTTP/1.1\r\n\r\n"}},
     .given = "12 in raw/12_s.txt: GET /twelve {} [] -> 200 OK {} [] whole\n"
              "2 in raw/2_s.txt: GET /two {} [] -> 404 Not Found {} [] whole\n"},
    {.name = "two requests without an answer, told last",
     .entries = {{"raw/1_c.txt", "GET /one HTTP/1.1\r\n\r\n"},
                 {"raw/2_c.txt", "GET /two HTTP/1.1\r\n\r\n"},
                 {"raw/2_s.txt", ""},
                 {"raw/3_s.txt", "HTTP/1.1 500 No\r\n\r\n"}},
     .given = "3 in raw/3_s.txt: - - {} [] -> 500 No {} [] whole\n"
              "1: GET /one {} [] -> 0 - {} []\n2: GET /two {} [] -> 0 - {} []\n"},
    {.name = "the first of two answers, requests and times",
     .entries = {{"raw/1_c.txt", "GET /one HTTP/1.1\r\n\r\n"},
                 {"raw/1_c.txt", "GET /two HTTP/1.1\r\n\r\n"},
                 {"raw/1_m.xml", "ClientBeginRequest=\"1\""},
                 {"raw/1_m.xml", "ClientBeginRequest=\"2\""},
                 {"raw/1_s.txt", "HTTP/1.1 201 A\r\n\r\n"},
                 {"raw/1_s.txt", "HTTP/1.1 202 B\r\n\r\n"}},
     .given = "1 at 1 in raw/1_s.txt: GET /one {} [] -> 201 A {} [] whole\n"},
    {.name = "an answer where the request belongs, and a request where the answer does",
     .entries = {{"raw/1_c.txt", "HTTP/1.1 200 OK\r\n\r\n"}, {"raw/1_s.txt", "GET / HTTP/1.1\r\n\r\n"}},
     .given = "1 in raw/1_s.txt: - - {} [] -> 0 - {} []\n"},
    {.name = "no time",
     .entries = {{"raw/1_s.txt", "HTTP/1.1 200 OK\r\n\r\n"}, {"raw/1_m.xml", "<Session/>"}},
     .given = "1 in raw/1_s.txt: - - {} [] -> 200 OK {} [] whole\n"},
    {.name = "what is behind something else, read leniently",
     .entries = {{"raw/1_s.txt", "note\r\nHTTP/1.1 200 OK\r\nA: b\r\n\r\nHTTP/1.1 500 No\r\n\r\n"}},
     .limits = {.lenient = true},
     .given = "1 in raw/1_s.txt: - - {} [] -> 200 OK {A: b} [HTTP/1.1 500 No\r\n\r\n] whole\n"},
    {.name = "what is behind something else, read strictly",
     .entries = {{"raw/1_s.txt", "note\r\nHTTP/1.1 200 OK\r\nA: b\r\n\r\n"}},
     .given = "1 in raw/1_s.txt: - - {} [] -> 0 - {} []\n"},
    {.name = "a long answer is cut",
     .entries = {{"raw/1_s.txt", "HTTP/1.1 200 OK\r\n\r\n0123456789"}},
     .limits = {.answer = 22},
     .given = "1 in raw/1_s.txt: - - {} [] -> 200 OK {} [012] whole\n"},
    {.name = "a long request is cut",
     .entries = {{"raw/1_c.txt", "PUT / HTTP/1.1\r\n\r\n0123456789"}, {"raw/1_s.txt", "HTTP/1.1 200 OK\r\n\r\n"}},
     .limits = {.request = 20},
     .given = "1 in raw/1_s.txt: PUT / {} [01] -> 200 OK {} [] whole\n"},
    {.name = "requests beyond what is kept of them",
     .entries = {{"raw/1_c.txt", "GET /one HTTP/1.1\r\n\r\n"},
                 {"raw/2_c.txt", "GET /two HTTP/1.1\r\n\r\n"},
                 {"raw/1_s.txt", "HTTP/1.1 200 OK\r\n\r\n"},
                 {"raw/2_s.txt", "HTTP/1.1 200 OK\r\n\r\n"}},
     .limits = {.requests = 21},
     .given = "1 in raw/1_s.txt: GET /one {} [] -> 200 OK {} [] whole\n"
              "2 in raw/2_s.txt: - - {} [] -> 200 OK {} [] whole\n"},
    {.name = "requests up to what is kept of them",
     .entries = {{"raw/1_c.txt", "GET /one HTTP/1.1\r\n\r\n"}, {"raw/2_c.txt", "GET /two HTTP/1.1\r\n\r\n"}},
     .limits = {.requests = 22},
     .given = "1: GET /one {} [] -> 0 - {} []\n2: GET /two {} [] -> 0 - {} []\n",
     .none = true},
    {.name = "other names",
     .entries = {{"raw/_s.txt", "HTTP/1.1 200 OK\r\n\r\n"},
                 {"raw/1x_s.txt", "HTTP/1.1 200 OK\r\n\r\n"},
                 {"raw/1_s.txt.bak", "HTTP/1.1 200 OK\r\n\r\n"},
                 {"a/raw/1_s.txt", "HTTP/1.1 200 OK\r\n\r\n"},
                 {"raw/1_sxtxt", "HTTP/1.1 200 OK\r\n\r\n"}},
     .given = "",
     .error = "the archive holds no session of Fiddler (raw/1_c.txt, raw/1_s.txt)",
     .none = true},
};

/* The archive in `bytes`; its length. */
static size_t zip(const struct entry *entries, char bytes[LARGEST])
{
    struct archive *const archive = archive_write_new();
    size_t used = 0;

    archive_write_set_format_zip(archive);
    assert_int_equal(archive_write_open_memory(archive, bytes, LARGEST, &used), ARCHIVE_OK);
    for (size_t i = 0; i < ENTRIES && entries[i].name; i++) {
        struct archive_entry *const entry = archive_entry_new();
        archive_entry_set_pathname(entry, entries[i].name);
        archive_entry_set_filetype(entry, AE_IFREG);
        archive_entry_set_size(entry, (la_int64_t)strlen(entries[i].bytes));
        assert_int_equal(archive_write_header(archive, entry), ARCHIVE_OK);
        assert_int_equal(archive_write_data(archive, entries[i].bytes, strlen(entries[i].bytes)),
                         strlen(entries[i].bytes));
        archive_entry_free(entry);
    }
    archive_write_close(archive);
    archive_write_free(archive);
    return used;
}

static void compare(const char *bytes, size_t length, const struct row *row)
{
    const struct saz_limits *const own = &row->limits;
    const struct saz_limits limits = {.request = own->request ? own->request : LARGEST,
                                      .requests = own->requests ? own->requests : LARGEST,
                                      .answer = own->answer ? own->answer : LARGEST,
                                      .lenient = own->lenient};
    CLEANUP(cleanup_string) char *text = NULL;
    struct error error = {""};
    size_t size = 0;
    FILE *const stream = open_memstream(&text, &size);
    const bool done = saz_read(bytes, length, &limits, dump_transaction, stream, &error);

    fclose(stream);
    assert_string_equal(text, row->given);
    assert_string_equal(error.text, row->error ? row->error : "");
    assert_int_equal(done, row->error == NULL);
    assert_int_equal(saz_is(bytes, length), !row->none);
}

static void gives_sessions(void **state)
{
    const struct row *const row = *state;
    char bytes[LARGEST];

    compare(bytes, zip(row->entries, bytes), row);
}

/* What could be read is given. */
static void tells_damage(void **state)
{
    struct row row = {.given = "1 in raw/1_s.txt: GET /one {} [] -> 200 OK {} [] whole\n"};
    static const struct entry entries[ENTRIES] = {{"raw/1_c.txt", "GET /one HTTP/1.1\r\n\r\n"},
                                                  {"raw/1_s.txt", "HTTP/1.1 200 OK\r\n\r\n"}};
    char bytes[LARGEST], *second;
    const size_t length = zip(entries, bytes);

    (void)state;
    second = memmem(bytes + 1, length - 1, "raw/1_s.txt", strlen("raw/1_s.txt"));
    assert_non_null(second);
    row.none = true;
    row.given = "1: GET /one {} [] -> 0 - {} []\n";
    row.error = "the archive is damaged: Truncated ZIP file header";
    compare(bytes, (size_t)(second - bytes), &row);
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows) + 1] = {[ARRAY_SIZE(rows)] = cmocka_unit_test(tells_damage)};

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = gives_sessions, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests_name("saz", tests, NULL, NULL);
}
