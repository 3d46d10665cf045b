/* SPDX-License-Identifier: MIT */
/* A process with threads must not go on after fork() (POSIX): another thread may hold a lock that nobody in the child will let
 * go. So a program with threads is run again for what is read in a child, under another name. */
#ifndef FBLAB_CONFINED_PROGRAM_H
#define FBLAB_CONFINED_PROGRAM_H

#include "foreign_readers.h"

/* The command line, ended by NULL, by which this program is run again to read with the function. NULL: it cannot be, because it
 * did not begin with reader_program_begins(); no other has several threads that read. */
const char *const *confined_program(confined_function *function);

#endif
