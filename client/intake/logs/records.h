/* SPDX-License-Identifier: MIT */
/* Where the first record of a text ends, for each way to write a log. Pure. */
#ifndef FBLAB_RECORDS_H
#define FBLAB_RECORDS_H

#include <stdbool.h>
#include <stddef.h>

#define RECORD_LIMIT (256UL * 1024) /* a longer one is taken in parts */

/* Bytes of the first record with its end; 0: more text is needed to know. `last`: there is no more. */
typedef size_t record_function(const char *text, size_t length, bool last);

record_function record_line;      /* a line */
record_function record_csv;       /* a line, but line ends between quotation marks are part of it */
record_function record_event;     /* up to </Event> */
record_function record_stamped;   /* a line that begins with a time, and those after it that do not */
record_function record_paragraph; /* up to an empty line, at most 32 lines */

/* Length of the date and time at the beginning of a line; 0: there is none. */
size_t record_stamp(const char *text, size_t length);

/* The line with that beginning, case ignored, among the first twenty; NULL: there is none. */
const char *record_line_beginning(const char *head, size_t length, const char *beginning);

#endif
