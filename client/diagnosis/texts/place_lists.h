/* SPDX-License-Identifier: MIT */
/* Places in a text, a list for each of many numbered things. Filled again for one text after the other: what stands nowhere
 * costs nothing, and room that was made is kept. */
#ifndef FBLAB_PLACE_LISTS_H
#define FBLAB_PLACE_LISTS_H

#include <stddef.h>

/* Letters of a plain text. */
struct found_phrase {
    size_t start, end;
};

struct found_phrases {
    struct found_phrase *items; /* in the order in which they were added */
    size_t count, capacity;
};

struct place_lists {
    struct found_phrases *items; /* by number */
    size_t count;
    size_t *used; /* numbers of the lists that are not empty, in the order of their first places */
    size_t used_count;
};

/* Places of one thing that are kept; further ones are not. */
#define PLACES_MOST 512

struct place_lists *place_lists_new(size_t count);
void place_lists_free(struct place_lists **lists);
void place_lists_add(struct place_lists *lists, size_t number, struct found_phrase place);
/* All are empty again. */
void place_lists_clear(struct place_lists *lists);

#endif
