/* SPDX-License-Identifier: MIT */
/* Zip archives and gzip files: sessions of Fiddler, or entries that are inputs of their own. */
#include "format_reader.h"

#include "capture/saz.h"
#include "capture/unpack.h"
#include "intake.h"
#include "intake/formats/capture_files.h"

#include <string.h>

/* The entry of an archive that is being read. */
struct archive_entry_input {
    const struct input *outer;
    struct intake *inner;
    bool refused; /* and told so */
};

/* An entry that cannot be read does not keep the others from being read. */
static bool entry_piece(void *context, const char *name, const char *bytes, size_t length)
{
    struct archive_entry_input *const entry = context;
    struct error error = {""};
    bool fine = !entry->refused;

    if (!entry->inner && fine) /* gzip has one entry without a name */
        entry->inner = intake_new_entry(entry->outer, strcmp(name, "data") == 0 ? "" : name);
    if (fine)
        fine = length > 0 ? intake_push(entry->inner, bytes, length, &error) : intake_end(entry->inner, &error);
    if (!fine && !entry->refused)
        input_tell(entry->outer, name, error.text);
    else if (length == 0 && fine)
        input_tell(entry->outer, name, NULL);
    entry->refused = !fine && length > 0;
    if (length == 0)
        intake_free(&entry->inner);
    return fine;
}

static bool read_archive(const struct input *input, const char *bytes, size_t length, struct error *error)
{
    struct archive_entry_input entry = {.outer = input};
    const struct archive_reader reader = {entry_piece, &entry};
    bool fine;

    if (saz_is(bytes, length))
        return saz_give(bytes, length, input->take, input->context, error);
    fine = archive_each(bytes, length, &reader, error);
    intake_free(&entry.inner);
    return fine;
}

static bool accept(const struct input *input, struct error *error)
{
    return !input->place.entry || error_set(error, "it is an archive in an archive; unpack the outer one first");
}

const struct format_reader reader_archive = {.name = "archive",
                                             .recognises = archive_is,
                                             .accepts = accept,
                                             .read = read_archive,
                                             .too_large = "unpack what is of interest first"};
