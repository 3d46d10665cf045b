/* SPDX-License-Identifier: MIT */
/* Whole journals: tests/texts/journals.jsonl holds variants, and what a look-up leaves in the journal of a lab that is broken so,
 * and in the logs of its servers. What differs from run to run stands as "@". Where that is meant to change,
 * `journals_test write` writes down what is left now; read the difference. */
#include "base/cleanup.h"
#include "base/text.h"
#include "scenario/scenario.h"
#include "server_logs/server_logs.h"
#include "support/lasting.h"
#include "support/row_file.h"
#include "support/running_lab.h"

#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct running_lab lab;

/* Days, times of day, ports, and what is left of a fingerprint. */
static size_t differing(const char *text)
{
    static const char *const shapes[] = {"9999999999-9", "9999-99-99",       "99:99:99.999", "99:99:99", "9:99:99",
                                         ":99999",       "spt=99999",        " 99999 127",   "99999999", "@xxxxxxxx",
                                         "99/99/9999",   "9/99/9999",        "99/9/9999",    "9/9/9999", " AM ",
                                         " PM ",         "xxxxxxxxxxxxxxxx", "xxxx R Q"};
    size_t length = 0;

    for (size_t i = 0; i < ARRAY_SIZE(shapes) && length == 0; i++)
        length = lasting_shape(text, shapes[i]);
    return length;
}

/* "[29/Nov/2026:11:16:14 +0000]", "u_ex261129" */
static size_t dated(const char *text)
{
    if (strncmp(text, "u_ex", 4) == 0 && lasting_shape(text + 4, "999999"))
        return strlen("u_ex261129");
    return lasting_shape(text, "[99/") ? strcspn(text, "]") : 0;
}

/* Of a line of commas sizes, and how long each part took; of one of tabs the latter, behind the port. */
static size_t numbered(const char *text)
{
    static const char port[] = "\t443\t";
    const size_t digits = *text == ',' ? strspn(text + 1, "0123456789") : 0;

    if (strncmp(text, port, sizeof port - 1) == 0)
        return sizeof port - 1 + strspn(text + sizeof port - 1, "0123456789");
    return digits > 3 || (digits > 0 && strncmp(text + 1 + digits, ",,,", 3) == 0) ? 1 + digits : 0;
}

/* The last number of a log's line is how long it took. */
static size_t without_end(const char *text)
{
    size_t length = strlen(text);

    while (length > 0 && isspace((unsigned char)text[length - 1]))
        length--;
    while (length > 0 && isdigit((unsigned char)text[length - 1]))
        length--;
    return length;
}

static char *same(const char *text, size_t length)
{
    CLEANUP(cleanup_string) char *lasting = lasting_text(text, length);
    char *made = NULL;
    size_t size = 0;
    FILE *const stream = open_memstream(&made, &size);

    for (const char *at = lasting; *at;) {
        const size_t whole = dated(at), number = numbered(at),
                     skipped = whole    ? whole
                               : number ? number
                                        : differing(at);
        fputc(skipped ? '@' : *at, stream);
        at += skipped ? skipped : 1;
    }
    fclose(stream);
    return made;
}

static json_t *same_value(const json_t *value)
{
    json_t *made = NULL;

    if (json_is_string(value)) {
        CLEANUP(cleanup_string) char *text = same(json_string_value(value), json_string_length(value));
        return json_string(text);
    }
    if (!json_is_array(value))
        return json_incref((json_t *)value);
    made = json_array();
    for (size_t i = 0; i < json_array_size(value); i++)
        json_array_append_new(made, same_value(json_array_get(value, i)));
    return made;
}

static json_t *same_entry(const json_t *entry)
{
    static const char *const always_other[] = {"sequence",      "connection",     "time",
                                               "request_bytes", "response_bytes", "elapsed_ms"};
    json_t *const made = json_object();
    const char *name;
    json_t *value;

    json_object_foreach((json_t *)entry, name, value) json_object_set_new(made, name, same_value(value));
    for (size_t i = 0; i < ARRAY_SIZE(always_other); i++)
        json_object_del(made, always_other[i]);
    return made;
}

static void take_line(void *context, const struct log_line *line)
{
    CLEANUP(cleanup_string) char *whole = text_format("%s: %s", line->path, line->text);
    CLEANUP(cleanup_string) char *text = same(whole, without_end(whole));

    json_array_append_new(context, json_string(text));
}

static json_t *journal(void)
{
    char *text = NULL;
    size_t length = 0;
    FILE *const stream = open_memstream(&text, &length);

    assert_true(lab_write_journal(lab.running, stream, NULL));
    fclose(stream);
    json_t *const json = json_loadb(text, length, 0, NULL);
    free(text);
    return json;
}

static bool is_of_kind(const json_t *entry, const char *kind)
{
    return strcmp(json_string_value(json_object_get(entry, "kind")), kind) == 0;
}

/* How often a name is asked for is a matter of the library that resolves it. */
static void add_entry(json_t *entries, json_t *entry)
{
    bool is_new = true;

    for (size_t i = 0; is_of_kind(entry, "name") && i < json_array_size(entries); i++)
        is_new = is_new && !json_equal(entry, json_array_get(entries, i));
    if (is_new)
        json_array_append(entries, entry);
    json_decref(entry);
}

static json_t *left_by(const json_t *row)
{
    static struct library *library;
    const struct variant *variant = NULL;
    struct error error = {""};

    library = library ? library : library_load(NULL, NULL);
    assert_non_null(library_find(library, json_string_value(json_object_get(row, "id")), &variant, &error));
    running_lab_arm(&lab, json_string_value(json_object_get(row, "id")));
    lab_clear_journal(lab.running);
    CLEANUP(lookup_free)
    struct lookup *lookup = lab_look_up(lab.running, variant->requester, variant->target, variant->client, &error);
    assert_non_null(lookup);
    json_t *const entries = journal(), *const made = json_array(), *const logs = json_array();
    for (size_t i = 0; i < json_array_size(entries); i++) {
        const json_t *const entry = json_array_get(entries, i);
        if (is_of_kind(entry, "connection"))
            continue; /* may come when the look-up is over */
        add_entry(made, same_entry(entry));
        server_logs_of(entry, take_line, logs);
    }
    json_decref(entries);
    return json_pack("{s:o,s:o}", "journal", made, "logs", logs);
}

int main(int argc, char **argv)
{
    static const struct row_file file = {.name = "journals",
                                         .path = FBLAB_SOURCE "/tests/texts/journals.jsonl",
                                         .member = "left",
                                         .fewest = 15,
                                         .make = left_by};
    json_t *const rows = row_file_read(&file);
    int failed;

    running_lab_start_with(&lab, 7);
    failed = row_file_run(&file, rows, argc, argv);
    running_lab_stop(&lab);
    json_decref(rows);
    return failed;
}
