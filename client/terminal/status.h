/* SPDX-License-Identifier: MIT */
/* How the programs end: the exit statuses, the sentence on standard error, and whether standard output took everything. */
#ifndef FBLAB_TERMINAL_STATUS_H
#define FBLAB_TERMINAL_STATUS_H

/* Part of the contract: scripts rely on them. */
enum status {
    STATUS_DONE = 0,      /* and as expected */
    STATUS_DIFFERENT = 1, /* done, not as expected: the look-up failed, a row did not match */
    STATUS_USAGE = 2,     /* the command line is wrong */
    STATUS_UNUSABLE = 3,  /* the lab or a file could not be used */
};

/* "fbcheck: sentence" to standard error; returns the status. The name is the running program's. */
int complain(int status, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The sentence alone, for one that begins with the file and the line. */
void say_sentence(const char *sentence);

/* Before anything is opened: no file may take the place of a standard stream that the caller has closed, and a reader that
 * goes away, and a file that grows beyond the limit of the process, is an error to tell, not a signal to die of. */
void standard_streams_prepare(void);
/* The last thing a program does: the status, or STATUS_UNUSABLE and a sentence if standard output is full or closed. */
int standard_output_finish(int status);

#endif
