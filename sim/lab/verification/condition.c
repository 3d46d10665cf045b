/* SPDX-License-Identifier: MIT */
/* Compares one member of a journal entry with what is expected of it. */
#include "condition.h"

#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/text.h"

#include <ctype.h>
#include <string.h>

typedef enum found holds(const struct condition *condition, const char *member, const json_t *entry);

static enum found found_if(bool true_of_it)
{
    return true_of_it ? FOUND : NOT_FOUND;
}

/* Of two texts one is enough; else what could not be decided leaves it undecided. */
static enum found either(enum found one, enum found other)
{
    if (one == FOUND || other == FOUND)
        return FOUND;
    return one == GAVE_UP ? one : other;
}

static enum found same(const struct condition *condition, const char *seen)
{
    return condition->pattern ? pattern_find(condition->pattern, seen, strlen(seen))
                              : found_if(strcmp(condition->value, seen) == 0);
}

static enum found alike(const struct condition *condition, const char *seen)
{
    return condition->pattern ? same(condition, seen) : found_if(text_equal(condition->value, seen));
}

static char *host_of(const json_t *entry)
{
    const char *host = json_member_text(entry, "host");
    const char *colon = strrchr(host, ':');

    return text_format("%.*s", (int)(colon && !strchr(colon, ']') ? (size_t)(colon - host) : strlen(host)), host);
}

static enum found party_holds(const struct condition *condition, const char *member, const json_t *entry)
{
    CLEANUP(cleanup_string) char *host = host_of(entry);

    return either(alike(condition, host), alike(condition, json_member_text(entry, member)));
}

static enum found text_holds(const struct condition *condition, const char *member, const json_t *entry)
{
    return same(condition, json_member_text(entry, member));
}

static enum found path_holds(const struct condition *condition, const char *member, const json_t *entry)
{
    return alike(condition, json_member_text(entry, member));
}

/* "GetUserAvailability" of "http://.../messages/GetUserAvailability". */
static const char *last_step(const char *operation)
{
    const char *slash = strrchr(operation, '/');

    return slash ? slash + 1 : operation;
}

/* A request without an action is known by the element in its body: "GetUserAvailabilityRequest". */
static enum found operation_holds(const struct condition *condition, const char *member, const json_t *entry)
{
    const char *seen = json_member_text(entry, member), *step = last_step(seen);
    const char *suffix = strstr(step, "Request");
    CLEANUP(cleanup_string) char *verb = text_format("%.*s", (int)(suffix ? suffix - step : 0), step);

    return either(either(same(condition, seen), same(condition, step)), *verb ? same(condition, verb) : NOT_FOUND);
}

/* Behind "Name:" and blanks if the line is a header of that name (`name` ends at a colon or at its end), else NULL. */
static const char *value_in(const char *line, const char *name)
{
    const size_t length = strcspn(name, ":");

    if (strncasecmp(line, name, length) != 0 || line[length] != ':')
        return NULL;
    return line + length + 1 + strspn(line + length + 1, " \t");
}

static enum found header_holds(const struct condition *condition, const char *member, const json_t *entry)
{
    const char *wanted = value_in(condition->value, condition->value);
    enum found found = NOT_FOUND;
    json_t *line;
    size_t index;

    (void)member;
    json_array_foreach(json_object_get(entry, "headers"), index, line)
    {
        const char *seen = value_in(json_string_value(line), condition->value);
        if (seen)
            found = either(found, condition->pattern ? same(condition, seen) : found_if(strcmp(wanted, seen) == 0));
    }
    return found;
}

static char *header_seen(const struct condition *condition, const json_t *entry)
{
    json_t *line;
    size_t index;

    json_array_foreach(
        json_object_get(entry, "headers"), index,
        line) if (value_in(json_string_value(line), condition->value)) return text_copy(json_string_value(line));
    return text_copy("");
}

static enum found no_header_holds(const struct condition *condition, const char *member, const json_t *entry)
{
    CLEANUP(cleanup_string) char *seen = header_seen(condition, entry);

    (void)member;
    return found_if(!*seen);
}

static enum found status_holds(const struct condition *condition, const char *member, const json_t *entry)
{
    return found_if(json_integer_value(json_object_get(entry, member)) == strtol(condition->value, NULL, 10));
}

static const struct {
    const char *name;
    bool takes_pattern;
    holds *holds;
} fields[CONDITION_FIELD_COUNT] = {
    [CONDITION_PARTY] = {"party", true, party_holds},
    [CONDITION_METHOD] = {"method", false, text_holds},
    [CONDITION_PATH] = {"path", true, path_holds},
    [CONDITION_QUERY] = {"query", true, text_holds},
    [CONDITION_OPERATION] = {"operation", true, operation_holds},
    [CONDITION_USER_AGENT] = {"user_agent", true, text_holds},
    [CONDITION_HEADER] = {"header", true, header_holds},
    [CONDITION_NO_HEADER] = {"no_header", false, no_header_holds},
    [CONDITION_STATUS] = {"status", false, status_holds},
};

const char *condition_name(enum condition_field field)
{
    return fields[field].name;
}

bool condition_takes_pattern(enum condition_field field)
{
    return fields[field].takes_pattern;
}

static bool is_status(const char *value)
{
    return strlen(value) == 3 && isdigit((unsigned char)value[0]) && isdigit((unsigned char)value[1]) &&
           isdigit((unsigned char)value[2]);
}

static bool is_sound(const struct condition *condition, struct error *error)
{
    const char *value = condition->value;

    if (!*value)
        return error_set(error, "it is empty");
    if (condition->field == CONDITION_HEADER && (*value == ':' || !strchr(value, ':')))
        return error_set(error, "\"%.60s\" must be a name, a colon and a value", value);
    if (condition->field == CONDITION_NO_HEADER && strpbrk(value, ": "))
        return error_set(error, "\"%.60s\" must be the name of a header, nothing else", value);
    if (condition->field == CONDITION_STATUS && !is_status(value))
        return error_set(error, "\"%.60s\" must be a status of three digits", value);
    return true;
}

bool condition_set(struct condition *condition, enum condition_field field, bool pattern, const char *value,
                   struct error *error)
{
    *condition = (struct condition){.field = field, .value = text_copy(value)};
    if (!is_sound(condition, error))
        return false;
    if (pattern)
        condition->pattern =
            pattern_new(field == CONDITION_HEADER ? value_in(condition->value, condition->value) : value, error);
    return !pattern || condition->pattern;
}

void condition_clear(struct condition *condition)
{
    free(TAKE(condition->value));
    pattern_free(&condition->pattern);
}

enum found condition_holds(const struct condition *condition, const json_t *entry)
{
    return fields[condition->field].holds(condition, fields[condition->field].name, entry);
}

char *condition_seen(const struct condition *condition, const json_t *entry)
{
    switch (condition->field) {
    case CONDITION_PARTY: return host_of(entry);
    case CONDITION_HEADER:
    case CONDITION_NO_HEADER: return header_seen(condition, entry);
    case CONDITION_STATUS:
        return text_format("%d", (int)json_integer_value(json_object_get(entry, fields[condition->field].name)));
    case CONDITION_METHOD:
    case CONDITION_PATH:
    case CONDITION_QUERY:
    case CONDITION_OPERATION:
    case CONDITION_USER_AGENT:
    case CONDITION_FIELD_COUNT: break;
    }
    return text_copy(json_member_text(entry, fields[condition->field].name));
}
