/* SPDX-License-Identifier: MIT */
/* The program fbcheck: its commands, one row each. */
#include "base/cleanup.h"
#include "base/json_text.h"
#include "fbcheck_commands/fbcheck_commands.h"
#include "intake/reader_program.h"
#include "xml/xml.h"

static const struct subcommand *const commands[] = {&query_command, &classify_command, &explain_command};

static const struct terminal_program fbcheck = {
    .name = "fbcheck",
    .version = FBLAB_VERSION,
    .purpose = "Finds out why free/busy look-ups between two Exchange organizations fail.",
    .commands = commands,
    .command_count = ARRAY_SIZE(commands),
    .ids = "fblab list",
    .notes = "Examples:\n"
             "  fbcheck query --lab ready.json\n"
             "  fbcheck query joe@contoso.com --lab ready.json --json\n"
             "  fbcheck classify error.txt\n"
             "  fbcheck explain 06",
};

int main(int argc, char **argv)
{
    json_use_memory();
    xml_use_memory();
    reader_program_begins(argc, argv);
    return terminal_program_run(&fbcheck, argc, argv);
}
