/* SPDX-License-Identifier: MIT */
/* Archives and compressed files: sessions of Fiddler, or entries that are inputs of their own. */
#include "format_reader.h"

#include "base/cleanup.h"
#include "capture/saz.h"
#include "capture/unpack.h"
#include "container.h"
#include "intake/foreign/confined.h"
#include "intake/foreign/foreign_readers.h"
#include "intake/formats/capture_files.h"
#include "intake/formats/messages.h"
#include "office_text.h"

static bool take_piece(void *context, const char *name, const char *bytes, size_t length)
{
    return container_piece(context, name, bytes, length);
}

static void take_refused(void *context, const char *name, const char *why)
{
    container_refuse(context, name, why);
}

static bool read_entries(const struct input *input, const char *bytes, size_t length, struct error *error)
{
    CLEANUP(container_clear) struct container container = {.outer = input};
    const struct archive_reader reader = {take_piece, &container, take_refused, input->budget};

    return archive_each(bytes, length, &reader, error);
}

static bool read_archive(const struct input *input, const char *bytes, size_t length, struct error *error)
{
    struct input outer = *input;
    unsigned long long budget = archive_budget(length);

    if (!outer.budget)
        outer.budget = &budget;
    if (archive_is_alone(bytes, length))
        return confined_read(archive_read_foreign, "archive", &outer, bytes, length, error);
    if (saz_is(bytes, length))
        return saz_give(bytes, length, input->take, input->context, error);
    if (office_is(bytes, length))
        return office_read(&outer, bytes, length, error);
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
