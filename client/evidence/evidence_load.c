/* SPDX-License-Identifier: MIT */
/* Reads a look-up back; what it does not know it leaves out. */
#include "base/cleanup.h"
#include "evidence.h"
#include "evidence_fields.h"

#include <stdio.h>

/* More than any flow writes; a file that has more is not ours. */
#define LIMIT_EVIDENCE 256
#define LIMIT_HEADERS 256
#define LIMIT_EVENTS 10000

static bool read_header(struct evidence *evidence, const char *name, const json_t *value)
{
    if (json_is_string(value) && evidence->header_count < LIMIT_HEADERS)
        evidence_add_header(evidence, name, json_string_value(value));
    return json_is_string(value);
}

static bool read_headers(struct evidence *evidence, const json_t *headers, const char *where, struct error *error)
{
    const char *name;
    json_t *value;

    if (headers && !json_is_object(headers))
        return error_set(error, "%sheaders must be an object", where);
    json_object_foreach((json_t *)headers, name, value)
    {
        bool fine = !json_is_array(value) ? read_header(evidence, name, value) : true;
        for (size_t i = 0; fine && i < json_array_size(value); i++)
            fine = read_header(evidence, name, json_array_get(value, i));
        if (!fine)
            return error_set(error, "%sheaders.%s must be a string or an array of strings", where, name);
    }
    return true;
}

static bool read_evidence(struct lookup *lookup, const json_t *object, size_t index, struct error *error)
{
    struct evidence *const evidence = lookup_add(lookup, HOP_ROUTE, HOP_COUNT);
    const json_t *const fault = json_object_get(object, "fault");
    char where[32];

    snprintf(where, sizeof where, "evidence[%zu].", index);
    if (!json_is_string(json_object_get(object, "hop")) || !json_is_string(json_object_get(object, "outcome")))
        return error_set(error, "evidence[%zu] must be an object with hop and outcome", index);
    if (fault && !json_is_object(fault) && !json_is_null(fault))
        return error_set(error, "%sfault must be an object", where);
    if (!json_fields_read(evidence_fields.hop_head, evidence, object, where, error) ||
        !json_fields_read(evidence_fields.fault, evidence, fault, where, error) ||
        !json_fields_read(evidence_fields.hop_tail, evidence, object, where, error) ||
        !json_fields_read(evidence_fields.token, evidence, object, where, error) ||
        !read_headers(evidence, json_object_get(object, "headers"), where, error))
        return false;
    if (evidence->step == HOP_COUNT) /* written by a program that knows only the contract's members */
        evidence->step = evidence->hop;
    return true;
}

static bool read_hops(struct lookup *lookup, const json_t *hops, struct error *error)
{
    if (!json_is_array(hops))
        return error_set(error, "evidence must be an array");
    if (json_array_size(hops) > LIMIT_EVIDENCE)
        return error_set(error, "evidence has more than %d records", LIMIT_EVIDENCE);
    for (size_t i = 0; i < json_array_size(hops); i++)
        if (!read_evidence(lookup, json_array_get(hops, i), i, error))
            return false;
    return true;
}

static bool read_events(struct lookup *lookup, const json_t *events, struct error *error)
{
    char where[32];

    if (events && !json_is_array(events))
        return error_set(error, "events must be an array");
    if (json_array_size(events) > LIMIT_EVENTS)
        return error_set(error, "events has more than %d records", LIMIT_EVENTS);
    for (size_t i = 0; i < json_array_size(events); i++) {
        snprintf(where, sizeof where, "events[%zu].", i);
        if (!json_fields_read(evidence_fields.event, lookup_add_event(lookup), json_array_get(events, i), where, error))
            return false;
    }
    return true;
}

static bool read_settings(struct lookup *lookup, const json_t *settings, struct error *error)
{
    const char *name;
    json_t *value;

    if (settings && !json_is_object(settings))
        return error_set(error, "settings must be an object");
    if (json_object_size(settings) > LIMIT_HEADERS)
        return error_set(error, "settings has more than %d members", LIMIT_HEADERS);
    json_object_foreach((json_t *)settings, name, value)
    {
        if (!json_is_string(value))
            return error_set(error, "settings.%s must be a string", name);
        lookup_set_setting(lookup, name, json_string_value(value));
    }
    return true;
}

struct lookup *lookup_from_json(const json_t *json, struct error *error)
{
    CLEANUP(lookup_free) struct lookup *lookup = lookup_new(NULL, NULL);

    if (!json_is_object(json) || !json_is_string(json_object_get(json, "target"))) {
        error_set(error, "a look-up must be an object with target and evidence");
        return NULL;
    }
    if (!json_fields_read(evidence_fields.lookup_head, lookup, json, "", error) ||
        !json_fields_read(evidence_fields.lookup_tail, lookup, json, "", error) ||
        !read_settings(lookup, json_object_get(json, "settings"), error) ||
        !read_hops(lookup, json_object_get(json, "evidence"), error) ||
        !read_events(lookup, json_object_get(json, "events"), error))
        return NULL;
    return TAKE(lookup);
}
