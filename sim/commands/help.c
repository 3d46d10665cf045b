/* SPDX-License-Identifier: MIT */
/* `fblab help TOPIC`, where the topic is no command of fblab: a cmdlet, names with `*`, "cmdlets", "faults". */
#include "fblab_commands.h"
#include "shell/reference/reference.h"

bool help_print_topic(const char *topic)
{
    struct display display = display_of(stdout);

    display.terminal = true; /* help is for people wherever it goes */
    return shell_reference_print(&display, topic);
}

char *help_near_topic(const char *topic)
{
    return shell_reference_near(topic);
}
