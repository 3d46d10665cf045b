/* SPDX-License-Identifier: MIT */
/* A line cut into its values, without copies. Pure. */
#ifndef FBLAB_SLICES_H
#define FBLAB_SLICES_H

#include <stdbool.h>
#include <stddef.h>

#define SLICE_LIMIT 128 /* values of a line; what follows is left out */

/* Borrowed from the line. */
struct slice {
    const char *text;
    size_t length;
};

struct slices {
    struct slice items[SLICE_LIMIT];
    size_t count;
};

/* Cut at each separator; a value in quotation marks may hold any byte. The marks around it are left out. */
void slices_read(struct slices *slices, char separator, const char *line, size_t length);
/* Cut at runs of blanks; what stands in quotation marks or brackets is one value, with the name of "name=value" too. */
void slices_read_words(struct slices *slices, const char *line, size_t length);
/* Cut at runs of blanks, whatever stands around them. */
void slices_read_blanks(struct slices *slices, const char *line, size_t length);

/* What stands there; an empty one where there are fewer. */
struct slice slices_at(const struct slices *slices, size_t index);

bool slice_is(struct slice slice, const char *text); /* case ignored */
bool slice_starts(struct slice slice, const char *text);
bool slice_ends(struct slice slice, const char *text);
/* Offset of that text in it, case ignored; its length: it is not there. */
size_t slice_find(struct slice slice, const char *text);
bool slice_has(struct slice slice, const char *text);
/* The same with its case, which is quicker than memmem() where the byte at `rare` of the words is rare in lines. */
bool slice_says(struct slice slice, const char *words, size_t rare);
/* What is left from that offset on. */
struct slice slice_from(struct slice slice, size_t offset);
struct slice slice_until(struct slice slice, size_t length);
/* Without blanks and quotation marks around it. */
struct slice slice_trimmed(struct slice slice);
/* Without brackets around it. */
struct slice slice_bare(struct slice slice);
bool slice_is_number(struct slice slice);
/* 0: it is none. */
long slice_number(struct slice slice);
/* 100 to 599; 0: it is no HTTP status. */
int slice_status(struct slice slice);

#endif
