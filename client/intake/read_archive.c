/* SPDX-License-Identifier: MIT */
/* Archives and compressed files: sessions of Fiddler, or entries that are inputs of their own. */
#include "format_reader.h"

#include "base/cleanup.h"
#include "capture/saz.h"
#include "capture/unpack.h"
#include "intake.h"
#include "intake/formats/capture_files.h"
#include "intake/formats/messages.h"

#include <stdlib.h>

/* The entry of an archive that is being read. */
struct archive_entry_input {
    const struct input *outer;
    char *name; /* in the whole input */
    struct intake *inner;
    bool refused; /* and told so */
};

static void entry_end(struct archive_entry_input *entry)
{
    intake_free(&entry->inner);
    free(TAKE(entry->name));
    entry->refused = false;
}

static void entry_begin(struct archive_entry_input *entry, const char *name)
{
    if (entry->name)
        return;
    entry->name = input_entry_name(entry->outer, name);
    entry->inner = intake_new_entry(entry->outer, entry->name);
}

/* What is only compressed is no entry of anything: it is what it is in. */
static void tell(const struct archive_entry_input *entry, const char *name, const char *why)
{
    if (*name || why)
        input_tell(entry->outer, *entry->name ? entry->name : NULL, why);
}

/* An entry that cannot be read does not keep the others from being read. */
static bool entry_piece(void *context, const char *name, const char *bytes, size_t length)
{
    struct archive_entry_input *const entry = context;
    struct error error = {""};
    bool fine = !entry->refused;

    entry_begin(entry, name);
    if (fine)
        fine = length > 0 ? intake_push(entry->inner, bytes, length, &error) : intake_end(entry->inner, &error);
    if (!fine && !entry->refused)
        tell(entry, name, error.text);
    else if (fine && length == 0)
        tell(entry, name, NULL);
    entry->refused = !fine;
    if (length == 0)
        entry_end(entry);
    return fine;
}

static void entry_refused(void *context, const char *name, const char *why)
{
    struct archive_entry_input *const entry = context;

    entry_begin(entry, name);
    tell(entry, name, why);
    entry_end(entry);
}

static bool read_entries(const struct input *input, const char *bytes, size_t length, struct error *error)
{
    struct archive_entry_input entry = {.outer = input};
    const struct archive_reader reader = {entry_piece, &entry, entry_refused, input->budget};
    const bool fine = archive_each(bytes, length, &reader, error);

    entry_end(&entry);
    return fine;
}

static bool read_archive(const struct input *input, const char *bytes, size_t length, struct error *error)
{
    struct input outer = *input;
    unsigned long long budget = archive_budget(length);

    if (!outer.budget)
        outer.budget = &budget;
    if (saz_is(bytes, length))
        return saz_give(bytes, length, input->take, input->context, error);
    return read_entries(&outer, bytes, length, error);
}

/* Bodies of messages may be packed, and are read with them. */
static bool is_archive(const char *head, size_t length)
{
    return archive_is(head, length) || (archive_is_behind(head, length) && !messages_begin(head, length));
}

const struct format_reader reader_archive = {.name = "archive",
                                             .recognises = is_archive,
                                             .accepts = input_is_shallow,
                                             .read = read_archive,
                                             .too_large = "unpack what is of interest first"};
