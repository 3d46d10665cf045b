/* SPDX-License-Identifier: MIT */
/* Two hexadecimal digits, as percent-coding and quoted-printable write an octet. Pure. */
#ifndef FBLAB_HEX_H
#define FBLAB_HEX_H

#include <stdbool.h>
#include <stddef.h>

/* false, and octet as it was: no two digits in either case stand there. `room` bytes may be read. */
bool hex_octet(const char *at, size_t room, unsigned char *octet);

/* "%41" means "A" (RFC 3986); decoded in place; a lone % and an encoded NUL stay as they are. Returns text. */
char *percent_decode(char *text);

#endif
