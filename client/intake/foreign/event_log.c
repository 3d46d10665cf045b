/* SPDX-License-Identifier: MIT */
/* Binary event logs as XML, an event a line; the only user of libevtx. Runs in a child. */
#include "foreign_readers.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "late/evtx.h"

#include <stdlib.h>

static void give_event(const struct confined_output *output, char *xml, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (xml[i] == '\n' || xml[i] == '\r')
            xml[i] = ' ';
    xml[length] = '\n';
    confined_bytes(output, xml, length + 1);
}

/* false: the record is damaged. */
static bool read_record(libevtx_record_t *record, const struct confined_output *output)
{
    size_t size = 0;
    CLEANUP(cleanup_string) char *xml = NULL;

    if (libevtx_record_get_utf8_xml_string_size(record, &size, NULL) != 1 || size == 0)
        return false;
    xml = memory_room(size + 1);
    if (libevtx_record_get_utf8_xml_string(record, (uint8_t *)xml, size, NULL) != 1)
        return false;
    give_event(output, xml, size - 1);
    return true;
}

/* How many of them cannot be read. */
static int read_records(libevtx_file_t *file, int count, const struct confined_output *output)
{
    int damaged = 0;

    for (int i = 0; i < count; i++) {
        libevtx_record_t *record = NULL;
        if (libevtx_file_get_record_by_index(file, i, &record, NULL) != 1 || !read_record(record, output))
            damaged++;
        if (record)
            libevtx_record_free(&record, NULL);
    }
    return damaged;
}

bool event_log_read_foreign(const char *path, const struct confined_output *output, struct error *error)
{
    libevtx_file_t *file = NULL;
    int count = 0, damaged;
    bool cut;

    if (libevtx_file_initialize(&file, NULL) != 1 ||
        libevtx_file_open(file, path, libevtx_get_access_flags_read(), NULL) != 1 ||
        libevtx_file_get_number_of_records(file, &count, NULL) != 1)
        return error_set(error,
                         "the event log is damaged; export it on a Windows machine (wevtutil qe FILE /lf:true /f:xml)");
    cut = libevtx_file_is_corrupted(file, NULL) == 1;
    if (count == 0)
        return error_set(error, "there is no event in the event log%s", cut ? ": it is cut off; copy it again" : "");
    confined_entry(output, "events");
    damaged = read_records(file, count, output);
    confined_entry_end(output);
    if (damaged > 0)
        return error_set(error, "%d of %d events are damaged and were not read", damaged, count);
    return !cut ||
           error_set(error, "the event log is cut off; the %d events that are there were read; copy it again", count);
}
