/* SPDX-License-Identifier: MIT */
/* A format of inputs. To add one: read_NAME.c with its row, its line in format_list.h, and seeds for the fuzzer in
 * tests/fuzz/seeds/NAME.
 *
 * Readers run in this process: what is here is ours, small and fuzzed. A foreign parser of hostile bytes runs in a child with
 * limits of time and memory (foreign/confined.h): `read` hands it the bytes, and what it gives comes back as entries. */
#ifndef FBLAB_FORMAT_READER_H
#define FBLAB_FORMAT_READER_H

#include "base/error.h"
#include "intake/common/item.h"
#include "intake/logs/log.h"

/* Whose bytes are read, and where its items go. */
struct input {
    const struct literals *literals;
    item_function *take;
    told_function *told; /* NULL: nobody wants to know */
    void *context;
    const char *name;           /* of the file, or of the entry; NULL: not known */
    struct item place;          /* of its beginning; entry: it is in an archive */
    unsigned depth;             /* of containers it is in */
    unsigned long long *budget; /* bytes that archives may still unpack to; NULL: it is in none */
};

void input_tell(const struct input *input, const char *name, const char *why);

struct format_reader {
    const char *name; /* also of what is too large */
    bool decoded;     /* it reads UTF-8, whatever the input was written in; otherwise bytes as they came */
    bool (*recognises)(const char *head, size_t length);
    /* NULL: every input. false: error says what to do instead. */
    bool (*accepts)(const struct input *input, const char *head, size_t length, struct error *error);

    struct log_format log; /* read as it comes, record by record; no record function: as a whole, at its end, by: */
    bool (*read)(const struct input *input, const char *bytes, size_t length, struct error *error);
    const char *too_large; /* what to do then: "unpack what is of interest first" */
};

/* An input inside another one, read as if it were alone. Its bytes are pushed and ended (intake.h). Borrows the entry's name. */
struct intake *intake_new_entry(const struct input *outer, const char *entry);
/* A text of the input, in which nothing is to be recognised any more. */
void input_give_text(const struct input *input, const char *text, size_t length);
/* "inner.zip!a.log": an entry's name in the whole input. The caller frees it. */
char *input_entry_name(const struct input *outer, const char *name);
/* false: it lies too deep, and error says so. For readers of containers. */
bool input_is_shallow(const struct input *input, const char *head, size_t length, struct error *error);

#endif
