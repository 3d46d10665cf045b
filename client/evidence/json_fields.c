/* SPDX-License-Identifier: MIT */
/* Moves values between JSON and structs by a table. */
#include "json_fields.h"
#include "base/json_text.h"

#include <limits.h>
#include <math.h>

static json_t *number_or_null(int number, int none)
{
    return number == none ? json_null() : json_integer(number);
}

/* What is behind the third decimal is a clock's noise; 8e-05 is nothing that people or scripts should have to read. */
static json_t *thousandths(double value)
{
    const double rounded = round(value * 1e3) / 1e3;

    return json_real(isfinite(rounded) ? rounded : isfinite(value) ? value : 0);
}

static json_t *field_value(const struct field *field, const char *at)
{
    switch (field->kind) {
    case FIELD_TEXT: return json_text(*(char *const *)at);
    case FIELD_NUMBER: return number_or_null(*(const int *)at, field->none);
    case FIELD_REAL: return thousandths(*(const double *)at);
    case FIELD_FLAG: return json_boolean(*(const bool *)at);
    case FIELD_HOP: return json_string(hop_name(*(const enum hop *)at));
    case FIELD_WAY: return json_string(way_name(*(const enum way *)at));
    case FIELD_OUTCOME: return json_string(outcome_name(*(const enum outcome *)at));
    }
    return NULL;
}

void json_fields_write(struct field_list fields, const void *structure, json_t *object)
{
    for (size_t i = 0; i < fields.count; i++)
        json_object_set_new(object, fields.items[i].name,
                            field_value(&fields.items[i], (const char *)structure + fields.items[i].offset));
}

static bool read_text(char **at, const json_t *value)
{
    if (!json_is_string(value) && !json_is_null(value))
        return false;
    evidence_set(at, json_string_value(value));
    return true;
}

static bool read_number(int *at, const json_t *value, int none)
{
    const json_int_t number = json_is_null(value) ? none : json_integer_value(value);

    if ((!json_is_integer(value) && !json_is_null(value)) || number < INT_MIN || number > INT_MAX)
        return false;
    *at = (int)number;
    return true;
}

static bool read_real(double *at, const json_t *value)
{
    *at = json_number_value(value);
    return json_is_number(value);
}

static bool read_flag(bool *at, const json_t *value)
{
    *at = json_is_true(value);
    return json_is_boolean(value);
}

static bool read_hop(enum hop *at, const json_t *value)
{
    return (*at = hop_from_name(json_string_value(value))) != HOP_COUNT;
}

static bool read_way(enum way *at, const json_t *value)
{
    return (*at = way_from_name(json_string_value(value))) != WAY_COUNT;
}

static bool read_outcome(enum outcome *at, const json_t *value)
{
    return (*at = outcome_from_name(json_string_value(value))) != OUTCOME_COUNT;
}

static bool field_read(const struct field *field, void *at, const json_t *value)
{
    switch (field->kind) {
    case FIELD_TEXT: return read_text(at, value);
    case FIELD_NUMBER: return read_number(at, value, field->none);
    case FIELD_REAL: return read_real(at, value);
    case FIELD_FLAG: return read_flag(at, value);
    case FIELD_HOP: return read_hop(at, value);
    case FIELD_WAY: return read_way(at, value);
    case FIELD_OUTCOME: return read_outcome(at, value);
    }
    return false;
}

static const char *const wanted[] = {
    [FIELD_TEXT] = "a string or null",
    [FIELD_NUMBER] = "a whole number or null",
    [FIELD_REAL] = "a number",
    [FIELD_FLAG] = "true or false",
    [FIELD_HOP] = "one of route, resolve, connect, tls, token, autodiscover, availability",
    [FIELD_WAY] = "one of \"\", oauth, graph, dauth, address-space, local, client",
    [FIELD_OUTCOME] = "the name of an outcome, such as ok or http-status",
};

bool json_fields_read(struct field_list fields, void *structure, const json_t *object, const char *where,
                      struct error *error)
{
    for (size_t i = 0; i < fields.count; i++) {
        const json_t *const value = json_object_get(object, fields.items[i].name);
        if (value && !field_read(&fields.items[i], (char *)structure + fields.items[i].offset, value))
            return error_set(error, "%s%s must be %s", where, fields.items[i].name, wanted[fields.items[i].kind]);
    }
    return true;
}
