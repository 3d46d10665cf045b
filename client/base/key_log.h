/* SPDX-License-Identifier: MIT */
/* The file that $SSLKEYLOGFILE names: secrets of TLS, by which Wireshark and others decrypt what they captured. Any thread. */
#ifndef FBLAB_KEY_LOG_H
#define FBLAB_KEY_LOG_H

#include <stdbool.h>

/* Before threads: libcurl opens the file, too, and would wait for whoever reads a named pipe. false: nobody reads it, and nobody
 * wants one any more. */
bool key_log_prepare(void);
/* Does somebody want one? */
bool key_log_wanted(void);
/* Appends a line, whole, if somebody does. A file that cannot be written is none of a connection's business. */
void key_log_write(const char *line);

#endif
