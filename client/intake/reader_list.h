/* SPDX-License-Identifier: MIT */
/* The readers, a row each: the first that recognises an input reads it; those of bytes before those of text. The name is that of
 * read_NAME.c, which CMake takes from here, and of reader_NAME in it. What none recognises is a whole text (intake.c). */
READER(event_log)
READER(archive)
READER(fields)
READER(events)
READER(event_table)
READER(json_lines)
READER(stamped)
