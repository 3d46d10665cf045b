/* SPDX-License-Identifier: MIT */
/* Objects and lines of text in the order in which they came. */
#include "recording.h"

#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/memory.h"
#include "base/text.h"
#include "typed_values.h"

#include <string.h>

#define WARNING "WARNING: "

struct recording {
    json_t *objects, *warnings;
    char *text;
    size_t length, read; /* of the text: what is already among the objects */
    FILE *output;
};

struct recording *recording_new(void)
{
    struct recording *recording = memory_new(sizeof *recording);

    recording->objects = json_array();
    recording->warnings = json_array();
    recording->output = text_stream(&recording->text, &recording->length);
    return recording;
}

void recording_free(struct recording **recording)
{
    if (*recording) {
        json_decref((*recording)->objects);
        json_decref((*recording)->warnings);
        fclose((*recording)->output);
        free((*recording)->text);
    }
    free(*recording);
    *recording = NULL;
}

FILE *recording_output(struct recording *recording)
{
    return recording->output;
}

/* Empty lines are spaces of a terminal, no objects. */
static void add_line(struct recording *recording, const char *line)
{
    if (text_starts(line, WARNING))
        json_array_append_new(recording->warnings, json_string(line + strlen(WARNING)));
    else if (line[strspn(line, " \t\r")])
        json_array_append_new(recording->objects, typed_string(line));
}

static void read_text(struct recording *recording)
{
    fflush(recording->output);
    while (recording->read < recording->length) {
        const char *const line = recording->text + recording->read;
        const size_t length = strcspn(line, "\n");
        CLEANUP(cleanup_string) char *copy = text_copy_part(line, length);

        add_line(recording, copy);
        recording->read += length + (line[length] == '\n');
    }
}

void recording_add(struct recording *recording, const char *type, const char *identity, json_t *members)
{
    json_t *object = json_pack("{s:s, s:o}", "type", type, "members", members);

    if (identity)
        json_object_set_new(object, "identity", json_text(identity));
    read_text(recording);
    json_array_append_new(recording->objects, object);
}

void recording_append(struct recording *recording, json_t *object)
{
    read_text(recording);
    json_array_append(recording->objects, object);
}

size_t recording_count(struct recording *recording)
{
    read_text(recording);
    return json_array_size(recording->objects);
}

void recording_cut(struct recording *recording, size_t count)
{
    while (recording_count(recording) > count)
        json_array_remove(recording->objects, count);
}

json_t *recording_to_json(struct recording *recording)
{
    read_text(recording);
    return json_pack("{s:O, s:O}", "objects", recording->objects, "warnings", recording->warnings);
}
