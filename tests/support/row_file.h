/* SPDX-License-Identifier: MIT */
/* Rows of a file of JSON lines as named tests: what is made of a row is what its member says. `NAME_test write` writes down
 * what is made now. */
#ifndef FBLAB_TESTS_ROW_FILE_H
#define FBLAB_TESTS_ROW_FILE_H

#include <jansson.h>
#include <stddef.h>

struct row_file {
    const char *name; /* of the group: "rules" */
    const char *path;
    const char *member;                 /* that holds what is wanted */
    size_t fewest;                      /* rows; with less the group fails */
    json_t *(*make)(const json_t *row); /* the caller owns it */
    /* Fails if the row does not hold. NULL: what is made must equal the member. */
    void (*check)(const json_t *row);
};

/* Fails the program if the file cannot be read to its end. The caller owns the rows. */
json_t *row_file_read(const struct row_file *file);
/* Fails, with both, unless they are equal; takes `got`. */
void row_file_expect(json_t *got, const json_t *wanted);
/* By the arguments of the program: tests, or `write`. Returns its exit status. */
int row_file_run(const struct row_file *file, const json_t *rows, int count, char **arguments);

/* Both, where nothing else is to be made ready. */
int row_file_main(const struct row_file *file, int count, char **arguments);

#endif
