/* SPDX-License-Identifier: MIT */
#include "subcommand.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "recorder/trace_file.h"
#include "save_trace.h"

#include <string.h>

int command_import(int count, char **arguments)
{
    const char *out = NULL, *party = NULL, *keep = NULL;
    const struct option_row rows[] = {
        {"out", "FILE", "the scenario to write; xRecorded.xml without", &out},
        {"party", "NAME", "who answers for hosts the lab does not have", &party},
        {"keep-secrets", NULL, "tokens, cookies, passwords, addresses stay", &keep},
        {0},
    };
    struct trace trace = {0};
    struct error error;
    int first;
    const int status = options_parse("import", "FILE", rows, count, arguments, &first);

    if (status >= 0)
        return status;
    if (count - first != 1)
        return command_fail(EXIT_USAGE, "import takes one trace: a .har of a browser or a .saz of Fiddler");
    if (!trace_read(arguments[first], &trace, &error)) {
        trace_clear(&trace);
        return command_fail(EXIT_UNUSABLE, "%s", error.text);
    }
    const char *slash = strrchr(arguments[first], '/');
    CLEANUP(cleanup_string) char *source = text_format("Imported from %s", slash ? slash + 1 : arguments[first]);
    return save_trace(&trace, &(struct saving){.path = out, .party = party, .source = source, .keep_secrets = keep});
}
