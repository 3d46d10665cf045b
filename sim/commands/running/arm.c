/* SPDX-License-Identifier: MIT */
/* fblab arm, disarm, repair, reset: what a lab that runs is told to do. */
#include "fblab_commands/fblab_commands.h"

#include "base/cleanup.h"
#include "lab_question.h"
#include "terminal/status.h"

#include <stddef.h>

struct telling {
    const char *lab;
    bool keep;
};

static const struct option_row options[] = {
    {"lab", "READY", "the ready file of the lab", OPTION_INTO(struct telling, lab)},
    {"keep", NULL, "on top of what is armed and was changed", OPTION_INTO(struct telling, keep)},
};

enum { WITHOUT_KEEP = ARRAY_SIZE(options) - 1 };

/* The path is the command's name behind a slash. */
static int tell(const char *path, const struct telling *telling, json_t *body)
{
    int status = STATUS_DONE;
    json_t *answer = lab_question(path + 1, telling->lab, path, body, &status);

    json_decref(answer);
    return status;
}

static json_t *ids_of(int count, char **operands)
{
    json_t *ids = json_array();

    for (int i = 0; i < count; i++)
        json_array_append_new(ids, json_string(operands[i]));
    return ids;
}

static int run_arm(void *values, int count, char **operands)
{
    const struct telling *const telling = values;

    if (count == 0)
        return complain(STATUS_USAGE, "arm needs the id of a failure; `fblab list` shows them");
    return tell("/arm", telling, json_pack("{s:o, s:b}", "ids", ids_of(count, operands), "keep", (int)telling->keep));
}

/* Everything, or the one that is named. */
static int run_for_one(const char *path, const struct telling *telling, int count, char **operands)
{
    if (count > 1)
        return complain(STATUS_USAGE, "%s takes one id, or none for all that is armed", path + 1);
    return tell(path, telling, count ? json_pack("{s:s}", "id", operands[0]) : json_object());
}

static int run_disarm(void *values, int count, char **operands)
{
    return run_for_one("/disarm", values, count, operands);
}

static int run_repair(void *values, int count, char **operands)
{
    return run_for_one("/repair", values, count, operands);
}

static int run_reset(void *values, int count, char **operands)
{
    if (count > 0)
        return complain(STATUS_USAGE, "reset takes no operand \"%s\"", operands[0]);
    return tell("/reset", values, json_object());
}

const struct subcommand arm_command = {
    .name = "arm",
    .arguments = "--lab READY ID...",
    .listed = "arm|disarm",
    .summary = "break a lab that runs, or make it healthy",
    .about = "Puts a fresh healthy lab in place and breaks it as the failures say; --keep breaks it further.",
    .options = options,
    .option_count = ARRAY_SIZE(options),
    .values_size = sizeof(struct telling),
    .run = run_arm,
};

const struct subcommand disarm_command = {
    .name = "disarm",
    .arguments = "--lab READY [ID]",
    .about = "A fresh healthy lab; with ID a fresh one with all that is armed but this.",
    .options = options,
    .option_count = WITHOUT_KEEP,
    .values_size = sizeof(struct telling),
    .run = run_disarm,
};

const struct subcommand repair_command = {
    .name = "repair",
    .arguments = "--lab READY [ID]",
    .listed = "repair|reset",
    .summary = "run the documented repair; start afresh",
    .about =
        "Runs the documented repair of what is armed, or of one failure; `fblab status` says whether it has healed.",
    .options = options,
    .option_count = WITHOUT_KEEP,
    .values_size = sizeof(struct telling),
    .run = run_repair,
};

const struct subcommand reset_command = {
    .name = "reset",
    .arguments = "--lab READY",
    .about =
        "As the lab was when it started: settings, what was armed then, variables of the shell; the journal is empty.",
    .options = options,
    .option_count = WITHOUT_KEEP,
    .values_size = sizeof(struct telling),
    .run = run_reset,
};
