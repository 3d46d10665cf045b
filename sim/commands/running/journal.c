/* SPDX-License-Identifier: MIT */
/* fblab journal: what arrived in a lab that runs, and how it was answered. */
#include "fblab_commands/fblab_commands.h"

#include "base/cleanup.h"
#include "base/json_text.h"
#include "lab_question.h"
#include "terminal/json_output.h"
#include "terminal/status.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* "12  2026-01-05T08:00:00.123Z  onprem  POST /EWS/Exchange.asmx  401 Exchange" */
static void print_entry(const json_t *entry)
{
    const json_int_t status = json_integer_value(json_object_get(entry, "status"));

    printf("%6" JSON_INTEGER_FORMAT "  %s  %-18s  ", json_integer_value(json_object_get(entry, "sequence")),
           json_member_text(entry, "time"), json_member_text(entry, "party"));
    if (*json_member_text(entry, "method"))
        printf("%s %s%s  ", json_member_text(entry, "method"), json_member_text(entry, "host"),
               json_member_text(entry, "path"));
    if (status)
        printf("%" JSON_INTEGER_FORMAT " %s", status, json_member_text(entry, "answered_by"));
    printf("%s%s\n", status && *json_member_text(entry, "detail") ? "  " : "", json_member_text(entry, "detail"));
}

/* A page a round. false: the lab gave no answer. */
static bool print_all(const char *lab, bool json, uint64_t after, int *status)
{
    for (size_t count = 1; count > 0;) {
        char path[64];
        size_t index;
        const json_t *entry;

        snprintf(path, sizeof path, "/journal?after=%" PRIu64, after);
        CLEANUP(json_release) json_t *page = lab_question("journal", lab, path, NULL, status);
        const json_t *entries = json_object_get(page, "entries");
        if (!page)
            return false;
        count = json_array_size(entries);
        json_array_foreach(entries, index, entry)
        {
            if (json)
                json_output_line(json_incref((json_t *)entry));
            else
                print_entry(entry);
            after = (uint64_t)json_integer_value(json_object_get(entry, "sequence"));
        }
    }
    return true;
}

struct journal_wishes {
    const char *lab;
    struct option_number after;
    bool json;
};

static const struct option_row options[] = {
    {"lab", "READY", "the ready file of the lab", OPTION_INTO(struct journal_wishes, lab)},
    {"after", "N", "only what came after the entry of that number",
     OPTION_INTO_RANGE(struct journal_wishes, after, 0, UINT32_MAX)},
    {"json", NULL, "a JSON object a line", OPTION_INTO(struct journal_wishes, json)},
};

static int run(void *values, int count, char **operands)
{
    const struct journal_wishes *const reading = values;
    int status = STATUS_DONE;

    if (count > 0)
        return complain(STATUS_USAGE, "journal takes no operand \"%s\"", operands[0]);
    print_all(reading->lab, reading->json, option_number_or(reading->after, 0), &status);
    return status;
}

const struct subcommand journal_command = {
    .name = "journal",
    .arguments = "--lab READY",
    .about = "Prints the journal of a lab, a line a connection, request or fault, oldest first; old entries go when it "
             "is full.",
    .options = options,
    .option_count = ARRAY_SIZE(options),
    .values_size = sizeof(struct journal_wishes),
    .run = run,
};
