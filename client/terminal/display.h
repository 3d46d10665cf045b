/* SPDX-License-Identifier: MIT */
/* Where text for people goes: how wide it is, and whether colour is wanted. */
#ifndef FBLAB_TERMINAL_DISPLAY_H
#define FBLAB_TERMINAL_DISPLAY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct display {
    FILE *output;  /* borrowed */
    size_t width;  /* columns of the environment (COLUMNS) or the terminal, 40 to 200; 80 if neither says */
    bool terminal; /* somebody looks at it; else it is a file or another program reads it */
    bool colour;   /* a terminal, and nobody has asked for none (NO_COLOR; TERM empty or dumb) */
};

/* Asks the environment and the stream. */
struct display display_of(FILE *output);
/* 80 columns without colour: for a file, or for text in memory. */
struct display display_plain(FILE *output);

enum style { STYLE_PLAIN, STYLE_STRONG, STYLE_FAINT, STYLE_GOOD, STYLE_BAD, STYLE_WORDS, STYLE_COUNT };

/* The text, in the style if colour is wanted. */
void display_put(const struct display *display, enum style style, const char *text);

#endif
