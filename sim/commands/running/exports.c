/* SPDX-License-Identifier: MIT */
/* Runs the Get- cmdlets of a place one after the other. */
#include "exports.h"

#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/memory.h"
#include "base/text.h"
#include "fblab_commands/lab_door.h"
#include "vocabulary/places.h"
#include "xml/xml.h"

#include <string.h>

#define CLIXML_NAMESPACE "http://schemas.microsoft.com/powershell/2004/04"

static const char *const sides[] = {SCOPE_ONPREM, SCOPE_EXO};

static bool runs_at(const json_t *cmdlet, const char *at)
{
    size_t index;
    const json_t *place;

    json_array_foreach(json_object_get(cmdlet, "at"), index,
                       place) if (text_equal(json_string_value(place), at)) return true;
    return false;
}

static bool needs_nothing(const json_t *cmdlet)
{
    size_t index;
    const json_t *parameter;

    json_array_foreach(json_object_get(cmdlet, "parameters"), index, parameter)
    {
        if (json_is_true(json_object_get(parameter, "mandatory")))
            return false;
    }
    return true;
}

/* Nouns of the lab are none of the organisations'. */
static bool is_export(const json_t *cmdlet, const char *at)
{
    return text_equal(json_member_text(cmdlet, "verb"), "Get") &&
           !text_starts(json_member_text(cmdlet, "noun"), "Lab") && runs_at(cmdlet, at) && needs_nothing(cmdlet);
}

/* "Name" of "Name : value"; 0: the line goes on with the value of the one before it. */
static size_t name_length(const char *line, size_t length)
{
    const char *const mark = memmem(line, length, " : ", 3);
    const char *const ends = length > 1 && line[length - 1] == ':' ? line + length - 1 : NULL;
    size_t name = mark ? (size_t)(mark - line) : ends ? (size_t)(ends - line) : 0;

    while (name > 0 && line[name - 1] == ' ')
        name--;
    return line[0] == ' ' || memchr(line, ' ', name) ? 0 : name;
}

static void put_property(FILE *output, const char *line, size_t length)
{
    const size_t name = name_length(line, length);
    const char *const mark = memchr(line, ':', length);
    CLEANUP(cleanup_string) char *key = text_copy_part(line, name);
    CLEANUP(cleanup_string) char *value = NULL;

    if (name == 0 || !mark)
        return;
    value = text_copy_part(mark + 1 + (mark[1] == ' '), length - (size_t)(mark - line) - 1 - (mark[1] == ' ' ? 1 : 0));
    fputs("<S N=\"", output);
    xml_put(output, key);
    fputs("\">", output);
    xml_put(output, value);
    fputs("</S>", output);
}

static void open_object(FILE *output, unsigned number, const char *noun)
{
    fprintf(output, "<Obj RefId=\"%u\"><TN RefId=\"%u\"><T>Deserialized.Microsoft.Exchange.%s</T></TN><MS>", number,
            number, noun);
}

char *exports_clixml(const char *list, const char *noun)
{
    char *text = NULL;
    size_t size;
    unsigned count = 0;
    bool open = false;
    FILE *output = text_stream(&text, &size);

    fputs("<Objs Version=\"1.1.0.1\" xmlns=\"" CLIXML_NAMESPACE "\">", output);
    for (const char *line = list; *line;) {
        const size_t length = strcspn(line, "\r\n");

        if (length > 0 && !open)
            open_object(output, count++, noun);
        if (length == 0 && open)
            fputs("</MS></Obj>", output);
        open = length > 0;
        put_property(output, line, length);
        line += length;
        line += *line == '\r';
        line += *line == '\n';
    }
    fputs(open ? "</MS></Obj></Objs>\n" : "</Objs>\n", output);
    text_stream_close(output);
    return text;
}

static bool add_side(struct pack *pack, const char *at, const char *noun, const char *printed, struct error *error)
{
    CLEANUP(cleanup_string) char *text_name = text_format("settings/%s/Get-%s.txt", at, noun);
    CLEANUP(cleanup_string) char *xml_name = text_format("settings/%s/Get-%s.xml", at, noun);
    CLEANUP(cleanup_string) char *xml = exports_clixml(printed, noun);

    return pack_add(pack, text_name, printed, strlen(printed), error) &&
           pack_add(pack, xml_name, xml, strlen(xml), error);
}

/* A cmdlet that finds nothing to show is left out. */
static bool add_cmdlet(struct pack *pack, struct lab_door *door, const char *at, const char *noun, struct error *error)
{
    CLEANUP(cleanup_string) char *command = text_format("Get-%s | Format-List", noun);
    CLEANUP(json_release) json_t *question = json_pack("{s:s, s:s}", "at", at, "command", command);
    CLEANUP(cleanup_string) char *body = json_dumps(question, JSON_COMPACT);
    int status = 0;
    CLEANUP(cleanup_string) char *said = lab_door_post(door, "/commands", body, &status, error);
    CLEANUP(json_release) json_t *answer = said ? json_loads(said, 0, NULL) : NULL;
    const char *const printed = json_member_text(answer, "output");

    return said && (!*printed || add_side(pack, at, noun, printed, error));
}

bool exports_add(struct pack *pack, struct lab_door *door, const json_t *cmdlets, struct error *error)
{
    size_t index;
    const json_t *cmdlet;

    for (size_t i = 0; i < ARRAY_SIZE(sides); i++)
        json_array_foreach(cmdlets, index, cmdlet)
        {
            if (is_export(cmdlet, sides[i]) &&
                !add_cmdlet(pack, door, sides[i], json_member_text(cmdlet, "noun"), error))
                return false;
        }
    return true;
}
