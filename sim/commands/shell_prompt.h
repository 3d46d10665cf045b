/* SPDX-License-Identifier: MIT */
/* The shell at a terminal: a prompt that says where one is, history, completion. The only user of libedit. */
#ifndef FBLAB_SHELL_PROMPT_H
#define FBLAB_SHELL_PROMPT_H

#include "shell_session.h"

/* Until exit or the end of the input. false: the lab is gone. */
bool prompt_run(struct typing *typing);

#endif
