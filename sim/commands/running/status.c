/* SPDX-License-Identifier: MIT */
/* fblab status: what is armed in a lab that runs, and does its look-up succeed? */
#include "fblab_commands/fblab_commands.h"

#include "base/cleanup.h"
#include "base/json_text.h"
#include "lab_question.h"
#include "terminal/display.h"
#include "terminal/json_output.h"
#include "terminal/paragraph.h"
#include "terminal/status.h"

#include <string.h>

static void print_armed(const struct display *display, const json_t *status)
{
    const json_t *list = json_object_get(status, "armed"), *id;
    const json_int_t changes = json_integer_value(json_object_get(status, "changes"));
    char words[256] = "nothing";
    size_t index, length = 0;

    json_array_foreach(list, index, id) if (length < sizeof words) length +=
        (size_t)snprintf(words + length, sizeof words - length, "%s%s", index ? ", " : "", json_string_value(id));
    paragraph_labelled(display, "armed", words);
    snprintf(words, sizeof words, "%lld since it was armed", (long long)changes);
    paragraph_labelled(display, "changes", words);
}

static void print_look_up(const struct display *display, const json_t *look_up, bool armed)
{
    const bool ok = json_is_true(json_object_get(look_up, "ok"));
    char words[700];

    snprintf(words, sizeof words, "%s asks for %s: %s", json_member_text(look_up, "requester"),
             json_member_text(look_up, "target"), ok ? "it succeeds" : "it fails");
    paragraph_labelled(display, "look-up", words);
    if (!ok)
        paragraph_labelled(display, "", json_member_text(look_up, "error_text"));
    if (armed)
        paragraph_labelled(display, "healed", ok ? "yes" : "no");
}

static void print(const json_t *status)
{
    const struct display display = display_of(stdout);

    print_armed(&display, status);
    print_look_up(&display, json_object_get(status, "look_up"), json_array_size(json_object_get(status, "armed")) > 0);
}

struct asking_status {
    const char *lab;
    bool json;
};

static const struct option_row options[] = {
    {"lab", "READY", "the ready file of the lab", OPTION_INTO(struct asking_status, lab)},
    {"json", NULL, "as JSON", OPTION_INTO(struct asking_status, json)},
};

static int run(void *values, int count, char **operands)
{
    const struct asking_status *const asking = values;
    int status = STATUS_UNUSABLE;

    if (count > 0)
        return complain(STATUS_USAGE, "status takes no operand \"%s\"", operands[0]);
    CLEANUP(json_release) json_t *answer = lab_question("status", asking->lab, "/status", NULL, &status);
    if (!answer)
        return status;
    status = json_is_true(json_object_get(json_object_get(answer, "look_up"), "ok")) ? STATUS_DONE : STATUS_DIFFERENT;
    if (asking->json)
        json_output(json_incref(answer));
    else
        print(answer);
    return status;
}

const struct subcommand status_command = {
    .name = "status",
    .arguments = "--lab READY",
    .listed = "status|journal",
    .summary = "what is armed or healed; what arrived",
    .about = "Makes the look-up of the ready file and says what is armed and whether it works.\nExit status: 0 it "
             "works, 1 it "
             "fails, 3 there is no lab.",
    .options = options,
    .option_count = ARRAY_SIZE(options),
    .values_size = sizeof(struct asking_status),
    .run = run,
};
