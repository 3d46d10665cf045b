/* SPDX-License-Identifier: MIT */
/* The program fblab: its commands, one row each. */
#include "base/cleanup.h"
#include "base/json_text.h"
#include "fblab_commands/fblab_commands.h"
#include "intake/reader_program.h"
#include "xml/xml.h"

static const struct subcommand *const commands[] = {
    &list_command,     &show_command,    &serve_command,  &replay_command,   &matrix_command, &exec_command,
    &shell_command,    &pwsh_command,    &arm_command,    &disarm_command,   &repair_command, &reset_command,
    &status_command,   &journal_command, &logs_command,   &evidence_command, &train_command,  &class_command,
    &progress_command, &verify_command,  &record_command, &import_command,   &check_command,  &doctor_command,
};

static const struct terminal_program fblab = {
    .name = "fblab",
    .version = FBLAB_VERSION,
    .purpose = "Causes the documented failures of free/busy look-ups in an Exchange hybrid.",
    .commands = commands,
    .command_count = ARRAY_SIZE(commands),
    .ids = "fblab list",
    .topics = "fblab help cmdlets",
    .print_topic = help_print_topic,
    .near_topic = help_near_topic,
};

int main(int argc, char **argv)
{
    json_use_memory();
    xml_use_memory();
    reader_program_begins(argc, argv);
    return terminal_program_run(&fblab, argc, argv);
}
