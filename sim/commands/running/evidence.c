/* SPDX-License-Identifier: MIT */
/* fblab evidence: a look-up of a lab that runs, and all that can be had of it, in one zip. */
#include "fblab_commands/fblab_commands.h"

#include "base/cleanup.h"
#include "evidence_pack.h"
#include "terminal/status.h"

struct evidence_wishes {
    const char *lab, *output;
};

static const struct option_row options[] = {
    {"lab", "READY", "the ready file of the lab", OPTION_INTO(struct evidence_wishes, lab)},
    {"o", "FILE", "the zip to write", OPTION_INTO(struct evidence_wishes, output)},
};

static int run(void *values, int count, char **operands)
{
    const struct evidence_wishes *const wishes = values;

    if (count > 0)
        return complain(STATUS_USAGE, "evidence takes no operand \"%s\"", operands[0]);
    if (!wishes->output)
        return complain(STATUS_USAGE, "evidence needs -o FILE, the zip to write");
    return evidence_pack_write(wishes->lab, wishes->output);
}

const struct subcommand evidence_command = {
    .name = "evidence",
    .arguments = "--lab READY -o FILE",
    .summary = "a look-up and all its evidence, in a zip",
    .about = "Makes the look-up of the ready file and packs what can be had of it: logs of every server and device, "
             "event logs, HAR, "
             "packets that Wireshark opens decrypted, the settings of both organisations. A README in it says what "
             "each file is. "
             "`fbcheck classify` reads the zip.",
    .options = options,
    .option_count = ARRAY_SIZE(options),
    .values_size = sizeof(struct evidence_wishes),
    .run = run,
};
