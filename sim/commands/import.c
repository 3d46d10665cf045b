/* SPDX-License-Identifier: MIT */
/* fblab import: a trace of a browser or a proxy becomes a scenario. */
#include "fblab_commands.h"

#include "base/cleanup.h"
#include "base/file_draft.h"
#include "base/text.h"
#include "recorder/trace_file.h"
#include "save_trace.h"
#include "terminal/status.h"

#include <string.h>

struct import {
    const char *out, *party;
    bool keep_secrets, addresses, force;
};

static const struct option_row options[] = {
    {"out", "FILE", "the scenario to write; xRecorded.xml without", OPTION_INTO(struct import, out)},
    {"party", "NAME", "who answers for hosts the lab does not have", OPTION_INTO(struct import, party)},
    {"keep-secrets", NULL, "tokens, cookies, passwords, addresses stay", OPTION_INTO(struct import, keep_secrets)},
    {"redact-ip", NULL, "IP addresses get other names, too", OPTION_INTO(struct import, addresses)},
    {"force", NULL, "replace the scenario that is there", OPTION_INTO(struct import, force)},
};

static int run(void *values, int count, char **operands)
{
    const struct import *const import = values;
    struct trace trace = {0};
    struct error error = {""};

    if (count != 1)
        return complain(STATUS_USAGE, "import takes one trace: a .har of a browser or a .saz of Fiddler");
    if (import->out && file_target_same(import->out, operands[0]))
        return complain(STATUS_USAGE, "--out would replace %s, which is read; name another file", operands[0]);
    const char *const slash = strrchr(operands[0], '/');
    CLEANUP(cleanup_string) char *source = text_format("Imported from %s", slash ? slash + 1 : operands[0]);
    const struct saving saving = {.path = import->out,
                                  .party = import->party,
                                  .source = source,
                                  .keep_secrets = import->keep_secrets,
                                  .redact_ip = import->addresses,
                                  .force = import->force};
    const int status = save_trace_check(&saving);
    if (status != STATUS_DONE)
        return status;
    if (trace_read(operands[0], &trace, &error))
        return save_trace(&trace, &saving);
    trace_clear(&trace);
    return complain(STATUS_UNUSABLE, "%s", error.text);
}

const struct subcommand import_command = {
    .name = "import",
    .arguments = "FILE",
    .about = "Writes the answers in a trace, HAR of a browser or SAZ of Fiddler, as a scenario. Secrets are redacted.",
    .options = options,
    .option_count = ARRAY_SIZE(options),
    .values_size = sizeof(struct import),
    .run = run,
};
