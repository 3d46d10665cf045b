/* SPDX-License-Identifier: MIT */
/* SIGINT, SIGTERM and SIGHUP end the trainer at once, whatever it does: what counts is on the disk. The terminal is left as
 * it was found. */
#ifndef FBLAB_TRAINING_LEAVING_H
#define FBLAB_TRAINING_LEAVING_H

/* Before there are other threads. Once. */
void leaving_begin(void);
/* What has to go then: a lab's folder, which is taken, and a file, which is copied. */
void leaving_remove(char *folder, const char *file);
void leaving_forget(void);

#endif
