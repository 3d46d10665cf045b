/* SPDX-License-Identifier: MIT */
/* Every cmdlet as users and programs are told of it: its page of help, and what GET /cmdlets says, the lab's own and a tool's.
 * Kept in tests/texts/cmdlets.jsonl; where a table is meant to change, `cmdlets_test write` writes down what it says now. */
#include "shell/reference/cmdlets_json.h"
#include "shell/reference/reference.h"

#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/text.h"
#include "support/row_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* What GET /cmdlets says. */
static struct {
    json_t *all, *for_tool;
} told;

static const char *name_of(const json_t *cmdlet)
{
    return json_member_text(cmdlet, "name");
}

/* Line by line; null: there is no such page. */
static json_t *page(const char *topic)
{
    CLEANUP(cleanup_string) char *text = NULL;
    size_t length = 0;
    FILE *const memory = open_memstream(&text, &length);
    const struct display display = display_plain(memory);
    const bool known = shell_reference_print(&display, topic);
    json_t *const lines = json_array();

    fclose(memory);
    for (char *line, *rest = text; (line = strsep(&rest, "\n"));)
        json_array_append_new(lines, json_string(line));
    if (known)
        return lines;
    json_decref(lines);
    return json_null();
}

/* An object of those; NULL: there is none. Borrowed. */
static json_t *find(const json_t *cmdlets, const char *name)
{
    size_t index;
    json_t *cmdlet;

    json_array_foreach(cmdlets, index, cmdlet)
    {
        if (strcmp(name_of(cmdlet), name) == 0)
            return cmdlet;
    }
    return NULL;
}

/* "RealmName String mandatory position=0": without what is false, and without the words of a choice, which the page has. */
static json_t *in_short(const json_t *parameter)
{
    CLEANUP(cleanup_string) char *text = NULL;
    size_t length = 0;
    FILE *const memory = open_memstream(&text, &length);
    const char *member;
    json_t *value;

    fprintf(memory, "%s %s", json_member_text(parameter, "name"), json_member_text(parameter, "type"));
    json_object_foreach((json_t *)(uintptr_t)parameter, member, value)
    {
        if (json_is_true(value))
            fprintf(memory, " %s", member);
        if (json_is_integer(value))
            fprintf(memory, " %s=%d", member, (int)json_integer_value(value));
    }
    fclose(memory);
    return json_string(text);
}

/* With its parameters as texts; null where there is no such cmdlet. */
static json_t *shortened(json_t *cmdlet)
{
    json_t *const copy = cmdlet ? json_copy(cmdlet) : json_null(), *const texts = json_array();
    size_t index;
    json_t *parameter;

    json_array_foreach(json_object_get(cmdlet, "parameters"), index, parameter)
    {
        json_array_append_new(texts, in_short(parameter));
    }
    json_object_set(copy, "parameters", texts);
    json_decref(texts);
    return copy;
}

static json_t *said(const json_t *row)
{
    const char *const name = json_member_text(row, "id");

    return json_pack("{s:o, s:o, s:O?}", "page", page(name), "json", shortened(find(told.all, name)), "at_for_tool",
                     json_object_get(find(told.for_tool, name), "at"));
}

static bool has_row(const json_t *rows, const char *name)
{
    size_t index;
    json_t *row;

    json_array_foreach(rows, index, row)
    {
        if (strcmp(json_member_text(row, "id"), name) == 0)
            return true;
    }
    return false;
}

static void every_cmdlet_has_a_row(void **state)
{
    size_t index;
    json_t *cmdlet;

    json_array_foreach(told.all, index, cmdlet)
    {
        if (!has_row(*state, name_of(cmdlet)))
            fail_msg("%s has no row: add {\"id\": \"%s\"}, and cmdlets_test write", name_of(cmdlet), name_of(cmdlet));
        assert_ptr_equal(find(told.all, name_of(cmdlet)), cmdlet); /* no name twice */
    }
}

int main(int count, char **arguments)
{
    static const struct row_file file = {.name = "cmdlets",
                                         .path = FBLAB_SOURCE "/tests/texts/cmdlets.jsonl",
                                         .member = "said",
                                         .fewest = 250,
                                         .make = said};
    json_t *const rows = row_file_read(&file);
    const struct CMUnitTest tests[] = {cmocka_unit_test_prestate(every_cmdlet_has_a_row, rows)};
    int failed;

    told.all = shell_reference_json(false);
    told.for_tool = shell_reference_json(true);
    failed = row_file_run(&file, rows, count, arguments);
    if (count == 1)
        failed += cmocka_run_group_tests_name("all cmdlets", tests, NULL, NULL);
    json_decref(told.all);
    json_decref(told.for_tool);
    json_decref(rows);
    return failed;
}
