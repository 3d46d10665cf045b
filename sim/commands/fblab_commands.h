/* SPDX-License-Identifier: MIT */
/* The commands of fblab, one file each; sim/main.c has the list. */
#ifndef FBLAB_FBLAB_COMMANDS_H
#define FBLAB_FBLAB_COMMANDS_H

#include "terminal/program.h"

extern const struct subcommand list_command, show_command, serve_command, replay_command, matrix_command, exec_command,
    shell_command, verify_command, record_command, import_command, check_command, arm_command, disarm_command,
    repair_command, reset_command, status_command, journal_command, logs_command, evidence_command, progress_command,
    train_command, class_command;

extern const struct subcommand pwsh_command;
extern const struct subcommand doctor_command;

/* Help on what is no command: see struct terminal_program. */
bool help_print_topic(const char *topic);
char *help_near_topic(const char *topic);

#endif
