/* SPDX-License-Identifier: MIT */
/* A look into a request for its operation; headers without their secrets. */
#include "request_names.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "secret_names.h"

#include <string.h>

/* As far as Body may be behind a header with a token in it. */
enum { SEARCHED = 256 * 1024, NAME_BYTES = 128 };

static char *unquoted(const char *value)
{
    value += *value == '"';
    return text_format("%.*s", (int)strcspn(value, "\""), value);
}

static char *action_of_content_type(const char *type)
{
    const char *action = type ? strcasestr(type, "action=") : NULL;

    if (!action)
        return NULL;
    action += strlen("action=");
    return *action == '"' ? unquoted(action) : text_format("%.*s", (int)strcspn(action, "; "), action);
}

static bool ends_name(char character)
{
    switch (character) {
    case '\0':
    case ' ':
    case '\t':
    case '\r':
    case '\n':
    case '/':
    case '>': return true;
    default: return false;
    }
}

/* The local name of the start tag at `tag`, and its length; 0: it is none. */
static size_t find_name(const char *tag, const char **name)
{
    const char *start = tag + 1;
    size_t length = 0;
    const char *colon;

    while (length <= NAME_BYTES && !ends_name(start[length]))
        length++;
    colon = memchr(start, ':', length);
    *name = colon ? colon + 1 : start;
    if (length == 0 || length > NAME_BYTES || strchr("/!?", *start))
        return 0;
    return (size_t)(start + length - *name);
}

static char *name_of(const char *tag)
{
    const char *name;
    const size_t length = find_name(tag, &name);

    return length ? text_format("%.*s", (int)length, name) : NULL;
}

static bool is_body(const char *tag)
{
    const char *name;

    return find_name(tag, &name) == strlen("Body") && memcmp(name, "Body", strlen("Body")) == 0;
}

/* In which a "<" begins no tag. */
static const struct section {
    const char *start, *end;
} sections[] = {{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}};

static const struct section *section_at(const char *text)
{
    for (size_t i = 0; i < ARRAY_SIZE(sections); i++)
        if (strncmp(text, sections[i].start, strlen(sections[i].start)) == 0)
            return &sections[i];
    return NULL;
}

/* NULL: there is none. */
static const char *find_tag(const char *text, const char *end)
{
    while (text && (text = memchr(text, '<', (size_t)(end - text)))) {
        const struct section *section = section_at(text);

        if (!section)
            return text;
        text = memmem(text, (size_t)(end - text), section->end, strlen(section->end));
    }
    return NULL;
}

/* A look, not a reading: it goes no further, so what follows need not be XML. */
static char *first_in_body(const char *text, size_t length)
{
    const char *end = text + (length < SEARCHED ? length : SEARCHED);

    for (const char *tag = text; (tag = find_tag(tag, end)); tag++)
        if (is_body(tag)) {
            const char *next = find_tag(tag + 1, end);
            return next ? name_of(next) : NULL;
        }
    return NULL;
}

char *request_operation(const struct request *request)
{
    const char *action = headers_get(&request->headers, "SOAPAction");
    char *operation = action && *action && strcmp(action, "\"\"") != 0
                          ? unquoted(action)
                          : action_of_content_type(headers_get(&request->headers, "Content-Type"));

    return operation ? operation : first_in_body(request->body, request->body_length);
}

/* "Bearer ..." of "Bearer eyJ0..."; of a cookie nothing. */
static char *put_secret(char *end, const char *value)
{
    const size_t scheme = strcspn(value, " ");

    if (value[scheme] == ' ' && !memchr(value, '=', scheme))
        end = mempcpy(end, value, scheme + 1);
    return stpcpy(end, "...");
}

static size_t room_for(const struct headers *headers)
{
    size_t room = 1;

    for (size_t i = 0; i < headers->count; i++)
        room += strlen(headers->items[i].name) + strlen(headers->items[i].value) + sizeof ": ...\n";
    return room;
}

/* What may be a secret in the query of a URL does not go into the journal either. */
static char *put_value(char *end, const char *value)
{
    const char *const query = strchr(value, '?');
    CLEANUP(cleanup_string) char *hidden = query ? secret_hide_query(query + 1) : NULL;

    return hidden ? stpcpy(mempcpy(end, value, (size_t)(query + 1 - value)), hidden) : stpcpy(end, value);
}

/* In one block, for every request of a lab passes here. */
char *request_header_lines(const struct request *request)
{
    char *lines = memory_room(room_for(&request->headers)), *end = lines;

    *end = '\0';
    for (size_t i = 0; i < request->headers.count; i++) {
        const struct header *header = &request->headers.items[i];

        end = stpcpy(stpcpy(stpcpy(end, i ? "\n" : ""), header->name), ": ");
        end = secret_is_header(header->name) ? put_secret(end, header->value) : put_value(end, header->value);
    }
    return lines;
}
