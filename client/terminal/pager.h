/* SPDX-License-Identifier: MIT */
/* Text that is longer than the terminal. */
#ifndef FBLAB_TERMINAL_PAGER_H
#define FBLAB_TERMINAL_PAGER_H

/* Prints it on standard output. On a terminal that it does not fit, through what PAGER names, else less or more, and
 * returns when that has ended; PAGER empty: nothing is in between. Not beside other threads: signals are held meanwhile. */
void pager_print(const char *text);

#endif
