/* SPDX-License-Identifier: MIT */
/* A program of which several threads read: parsers of others run in processes of their own, which must be fresh ones then. */
#ifndef FBLAB_READER_PROGRAM_H
#define FBLAB_READER_PROGRAM_H

/* What main() does first of all; where this is such a process, it does not return. */
void reader_program_begins(int argc, char **argv);

#endif
