/* SPDX-License-Identifier: MIT */
/* Characters of UTF-8: read, written, told apart, folded and measured. The only user of utf8proc. Pure. */
#ifndef FBLAB_UNICODE_H
#define FBLAB_UNICODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#define UNICODE_REPLACEMENT "\xEF\xBF\xBD" /* U+FFFD: here stood something that is no character */

/* The character that begins at text, and how many bytes it takes. 0: none that is well-formed begins there (cut, written
 * longer than need be, a surrogate, beyond U+10FFFF). */
size_t unicode_read(const char *text, size_t length, int32_t *character);
/* Writes it as UTF-8 and a NUL; the number of bytes, 0: it is no character. */
size_t unicode_write(int32_t character, char bytes[5]);
bool unicode_is_valid(const char *text, size_t length);
/* Bytes of UTF-8 at the beginning. */
size_t unicode_valid_length(const char *text, size_t length);
/* Is the text a beginning of a character that lacks its end? */
bool unicode_is_cut(const char *text, size_t length);
/* The same text with U+FFFD for each byte that is no UTF-8. The caller frees it. */
char *unicode_repair(const char *text, size_t length, size_t *repaired);
/* Does a byte go on with the character of the one before? */
static inline bool unicode_is_inside(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

enum unicode_kind {
    UNICODE_LETTER, /* and digits */
    UNICODE_SIGN,   /* punctuation, symbols */
    UNICODE_BLANK,  /* also no-break ones, and controls that separate */
    UNICODE_LINE,   /* ends a line */
    UNICODE_UNSEEN  /* accents that join the letter before, zero-width characters */
};

enum unicode_kind unicode_kind_of(int32_t character);
/* Without case, widths and, in western letters, accents: "é" and "Ｅ" give "e". Writes at most `room` bytes and no
 * NUL; 0: it would take more. */
size_t unicode_fold(int32_t character, char *folded, size_t room);

/* Would it move a terminal's cursor, colour what follows, or turn the order of what stands around it? */
bool unicode_is_control(int32_t character);
/* Without those, so that foreign text reaches a terminal as text alone; for bytes that are no UTF-8 stands U+FFFD. */
void unicode_put_plain(FILE *output, const char *text, size_t length);
/* Text of JSON, whose writer has escaped all below U+007F that needs it: the other controls are escaped as it would be. */
void unicode_put_escaped(FILE *output, const char *json, size_t length);
/* As unicode_put_plain(); line ends and tabs stay. */
void unicode_put_lines(FILE *output, const char *text);
/* The same, but for line ends and tabs stand blanks: a sentence with names in it stays one line. */
void unicode_put_line(FILE *output, const char *text);

/* Columns that a terminal takes for it: none for accents, two for Chinese; bytes that are no UTF-8 take one each. */
size_t text_width(const char *text, size_t length);
/* Bytes of the longest beginning that takes at most `width` columns. */
size_t text_width_fit(const char *text, size_t length, size_t width);

#endif
