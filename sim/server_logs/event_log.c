/* SPDX-License-Identifier: MIT */
/* The event logs of a server: as Event XML, an event a line (as wevtutil prints it), and as the Event Viewer copies it. UTC. */
#include "log_entry.h"
#include "log_kind.h"
#include "windows_event.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "xml/xml.h"

#include <string.h>

#define NAMESPACE "http://schemas.microsoft.com/win/2004/08/events/event"

static bool has(const json_t *entry)
{
    return logged_event_of(entry);
}

static char *path(const json_t *entry, const char *kind)
{
    CLEANUP(cleanup_string) char *folder = log_entry_folder(entry);

    return text_format("%s/Windows/System32/winevt/Logs/%s.%s", folder, logged_event_of(entry)->channel, kind);
}

static char *xml_path(const json_t *entry)
{
    return path(entry, "xml");
}

static char *text_path(const json_t *entry)
{
    return path(entry, "txt");
}

/* The caller frees it. */
static char *message_of(const struct logged_event *event, const json_t *entry)
{
    char *message = NULL;
    size_t length;
    FILE *output = text_stream(&message, &length);

    event->write_message(output, entry);
    text_stream_close(output);
    return message;
}

static const struct event_class *class_of(const struct logged_event *event)
{
    static const struct event_class error = {2, "Error", "0x80000000000000", "Classic"};

    return event->class ? event->class : &error;
}

/* An event is a line, so that its own line ends are references. */
static void put_line(FILE *output, char *message)
{
    for (char *rest = message, *line = strsep(&rest, "\n"); line; line = strsep(&rest, "\n")) {
        xml_put(output, line);
        fputs(rest ? "&#10;" : "", output);
    }
}

static void write_xml(FILE *output, const json_t *entry)
{
    const struct logged_event *const event = logged_event_of(entry);
    CLEANUP(cleanup_string) char *folder = log_entry_folder(entry);
    CLEANUP(cleanup_string) char *message = message_of(event, entry);

    fprintf(output,
            "<Event xmlns=\"" NAMESPACE "\"><System><Provider Name=\"%s\"/><EventID>%d</EventID><Level>%d</Level>"
            "<Keywords>%s</Keywords><TimeCreated SystemTime=\"%s\"/><EventRecordID>%" JSON_INTEGER_FORMAT
            "</EventRecordID><Channel>%s</Channel><Computer>%s</Computer><Security/></System><EventData><Data>",
            event->source, event->id, class_of(event)->level, class_of(event)->keywords, log_entry_text(entry, "time"),
            json_integer_value(json_object_get(entry, "sequence")), event->channel, folder);
    put_line(output, message);
    fputs("</Data></EventData></Event>\n", output);
}

static void write_text(FILE *output, const json_t *entry)
{
    const struct logged_event *const event = logged_event_of(entry);
    CLEANUP(cleanup_string) char *folder = log_entry_folder(entry);
    CLEANUP(cleanup_string) char *message = message_of(event, entry);

    fprintf(output,
            "Log Name:      %s\r\nSource:        %s\r\nDate:          %s\r\nEvent ID:      %d\r\nTask Category: %s\r\n"
            "Level:         %s\r\nKeywords:      %s\r\nUser:          N/A\r\nComputer:      %s\r\n"
            "Description:\r\n%s\r\n\r\n",
            event->channel, event->source, log_entry_text(entry, "time"), event->id, event->task,
            class_of(event)->level_name, class_of(event)->keywords_name, folder, message);
}

const struct log_kind log_event_xml = {has, xml_path, NULL, .write_line = write_xml};
const struct log_kind log_event_text = {has, text_path, NULL, .write_line = write_text, .several_lines = true};
