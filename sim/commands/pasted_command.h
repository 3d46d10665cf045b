/* SPDX-License-Identifier: MIT */
/* A command of ours as somebody can paste it, from whatever folder he is in. */
#ifndef FBLAB_COMMANDS_PASTED_COMMAND_H
#define FBLAB_COMMANDS_PASTED_COMMAND_H

/* "fbcheck", or, where the PATH leads to none or to another, its whole path. The caller frees it. */
char *pasted_program(const char *name);
/* The whole path of a file that is there, quoted for a shell where it must be. The caller frees it. */
char *pasted_file(const char *path);

#endif
