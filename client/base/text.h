/* SPDX-License-Identifier: MIT */
/* Small things every layer needs of strings, files and clocks. Pure but for file_* and clock_*; thread-safe. */
#ifndef FBLAB_TEXT_H
#define FBLAB_TEXT_H

#include "error.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* printf into a new string. The caller frees it, as all copies (base/memory.h). */
char *text_format(const char *format, ...) __attribute__((format(printf, 1, 2), returns_nonnull));
char *text_format_list(const char *format, va_list arguments) __attribute__((format(printf, 1, 0), returns_nonnull));
/* NULL passes through. */
char *text_copy(const char *text);
/* At most `length` bytes, up to a NUL. */
char *text_copy_part(const char *text, size_t length) __attribute__((returns_nonnull));
bool text_equal(const char *a, const char *b);          /* case ignored (ASCII); two NULLs are equal */
bool text_starts(const char *text, const char *prefix); /* case ignored */
bool text_ends(const char *text, const char *suffix);   /* case ignored */
/* Does `text` contain `part`, runs of blanks (incl. line ends and no-break space) counting as one, case ignored? */
bool text_contains(const char *text, const char *part);
/* `*` matches any run, case ignored: identities such as "HybridIOC*". */
bool text_matches(const char *text, const char *pattern);
/* "contoso.com" of "joe@contoso.com"; NULL without @. Borrowed. */
const char *text_domain(const char *address);

/* The whole file and a NUL; at most `limit` bytes. NULL: error names the file. The caller frees it. */
char *file_read(const char *path, size_t limit, size_t *length, struct error *error);
/* Complete or not at all; mode as given (0600, 0644). What is no regular file is written to (base/file_draft.h). */
bool file_write(const char *path, const char *text, size_t length, unsigned mode, struct error *error);

double clock_ms(void); /* monotonic, milliseconds */
/* "2026-01-05T08:00:00Z" / "Mon, 05 Jan 2026 08:00:00 GMT" */
const char *clock_iso(int64_t seconds, char buffer[32]);
const char *clock_http(int64_t seconds, char buffer[32]);

#endif
