/* SPDX-License-Identifier: MIT */
/* fblab doctor: what is missing or odd on this machine. */
#include "fblab_commands/fblab_commands.h"

#include "base/cleanup.h"
#include "base/json_text.h"
#include "doctor_checks.h"
#include "terminal/grid.h"
#include "terminal/json_output.h"
#include "terminal/status.h"

struct doctor {
    bool json;
};

static const struct option_row options[] = {{"json", NULL, "as JSON", OPTION_INTO(struct doctor, json)}};

enum doctor_state { FINE, ODD, MISSING };

static const struct {
    const char *name;
    enum style style;
} states[] = {[FINE] = {"fine", STYLE_GOOD}, [ODD] = {"odd", STYLE_STRONG}, [MISSING] = {"missing", STYLE_BAD}};

/* Into both: which is wanted is decided at the end. */
static enum doctor_state examine(const struct doctor_check *check, struct grid *grid, json_t *findings)
{
    struct error error = {""};
    const bool fine = check->is_fine(check, &error);
    const enum doctor_state state = fine ? FINE : check->needed ? MISSING : ODD;
    const char *const sentence = fine ? check->fine : error.text;

    grid_put(grid, states[state].style, states[state].name);
    grid_put(grid, STYLE_PLAIN, check->name);
    grid_put(grid, STYLE_PLAIN, sentence);
    json_array_append_new(findings, json_pack("{s:s, s:s, s:o}", "name", check->name, "state", states[state].name,
                                              "sentence", json_text(sentence)));
    return state;
}

static int run(void *values, int count, char **operands)
{
    static const struct grid_column columns[] = {{NULL, false, 0}, {NULL, false, 0}, {NULL, false, 0}};
    const struct doctor *const doctor = values;
    const struct display display = display_of(stdout);
    CLEANUP(grid_free) struct grid *grid = grid_new(columns, ARRAY_SIZE(columns), 0);
    json_t *findings = json_array();
    enum doctor_state worst = FINE;

    for (size_t i = 0; count == 0 && i < doctor_check_count; i++) {
        const enum doctor_state state = examine(&doctor_checks[i], grid, findings);
        worst = state > worst ? state : worst;
    }
    if (doctor->json && count == 0)
        json_output(json_pack("{s:b, s:O}", "ok", worst < MISSING, "findings", findings));
    else if (count == 0)
        grid_print(grid, &display);
    json_decref(findings);
    if (count > 0)
        return complain(STATUS_USAGE, "doctor takes no operand \"%s\"; see fblab doctor --help", operands[0]);
    return worst < MISSING ? STATUS_DONE : STATUS_DIFFERENT;
}

const struct subcommand doctor_command = {
    .name = "doctor",
    .arguments = "",
    .about =
        "Says in sentences what is missing or odd on this machine. The exit status is 1 if fblab cannot do its work "
        "here; what is odd only limits something.",
    .options = options,
    .option_count = ARRAY_SIZE(options),
    .values_size = sizeof(struct doctor),
    .run = run,
};
