/* SPDX-License-Identifier: MIT */
/* The readers, a row each: the first that recognises an input reads it; those of bytes before those of text. The name is that of
 * read_NAME.c, which CMake takes from here, and of reader_NAME in it. What none recognises is a whole text (intake.c). */
#ifndef FBLAB_FORMAT_LIST_H
#define FBLAB_FORMAT_LIST_H

/* clang-format off */
#define READERS(ROW)  \
    ROW(event_log)    \
    ROW(unreadable)   \
    ROW(message)      \
    ROW(tnef)         \
    ROW(pdf)          \
    ROW(flows)        \
    ROW(archive)      \
    ROW(base64)       \
    ROW(mail)         \
    ROW(fields)       \
    ROW(events)       \
    ROW(event_table)  \
    ROW(json_lines)   \
    ROW(firewall)     \
    ROW(dns_server)   \
    ROW(access)       \
    ROW(stamped)
/* clang-format on */

#endif
