/* SPDX-License-Identifier: MIT */
/* One table a struct says which JSON member stands for which field; writing and reading both follow it. */
#ifndef FBLAB_JSON_FIELDS_H
#define FBLAB_JSON_FIELDS_H

#include "evidence.h"

#include <jansson.h>
#include <stddef.h>

enum field_kind {
    FIELD_TEXT,   /* char *, owned; null: NULL */
    FIELD_NUMBER, /* int; null: the table's `none` */
    FIELD_REAL,   /* double; written to the third decimal */
    FIELD_FLAG,   /* bool */
    FIELD_HOP,
    FIELD_WAY,
    FIELD_OUTCOME
};

struct field {
    const char *name;
    enum field_kind kind;
    size_t offset;
    int none;
};

struct field_list {
    const struct field *items;
    size_t count;
};

/* Adds every field of the list to the object, in order. */
void json_fields_write(struct field_list fields, const void *structure, json_t *object);
/* Members that are absent leave their field as it is. false: `where` and the member's name are in the sentence. */
bool json_fields_read(struct field_list fields, void *structure, const json_t *object, const char *where,
                      struct error *error);

#endif
