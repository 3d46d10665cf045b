/* SPDX-License-Identifier: MIT */
#include "cleanup.h"
#include "evidence.h"
#include "json_fields.h"
#include "json_text.h"
#include "text.h"

#include <stdio.h>
#include <string.h>

/* More than any flow writes; a file that has more is not ours. */
#define LIMIT_EVIDENCE 256
#define LIMIT_HEADERS 256
#define LIMIT_EVENTS 10000

#define AT(structure, kind, name, field) \
    {name, kind, offsetof(struct structure, field), 0}

static const struct field lookup_head[] = {
    AT(lookup, FIELD_TEXT, "target", target),
    AT(lookup, FIELD_TEXT, "requester", requester),
    AT(lookup, FIELD_FLAG, "ok", ok),
    AT(lookup, FIELD_TEXT, "direction", direction),
    AT(lookup, FIELD_WAY, "way", way),
    AT(lookup, FIELD_TEXT, "error_text", error_text),
    AT(lookup, FIELD_TEXT, "response_code", response_code),
    AT(lookup, FIELD_TEXT, "exception_class", exception_class),
    AT(lookup, FIELD_NUMBER, "exception_code", exception_code),
    AT(lookup, FIELD_NUMBER, "lid", lid),
    AT(lookup, FIELD_TEXT, "response_source", response_source),
};

static const struct field lookup_tail[] = {
    AT(lookup, FIELD_TEXT, "merged", merged),
    AT(lookup, FIELD_TEXT, "view", view),
};

static const struct field hop_head[] = {
    AT(evidence, FIELD_HOP, "hop", hop),
    AT(evidence, FIELD_HOP, "step", step),
    AT(evidence, FIELD_TEXT, "party", party),
    AT(evidence, FIELD_TEXT, "url", url),
    AT(evidence, FIELD_TEXT, "address", address),
    AT(evidence, FIELD_OUTCOME, "outcome", outcome),
    AT(evidence, FIELD_NUMBER, "http_status", http_status),
    AT(evidence, FIELD_TEXT, "reason", reason),
};

static const struct field fault_fields[] = {
    AT(evidence, FIELD_TEXT, "code", fault_code),
    AT(evidence, FIELD_TEXT, "text", fault_text),
    AT(evidence, FIELD_TEXT, "setting", fault_setting),
    AT(evidence, FIELD_FLAG, "detail", fault_detail),
};

static const struct field hop_tail[] = {
    AT(evidence, FIELD_NUMBER, "exception_code", exception_code),
    AT(evidence, FIELD_TEXT, "body", body),
    AT(evidence, FIELD_TEXT, "os_error", os_error),
    {"tls_alert", FIELD_NUMBER, offsetof(struct evidence, tls_alert), -1},
    AT(evidence, FIELD_REAL, "elapsed_ms", elapsed_ms),
};

static const struct field event_fields[] = {
    AT(evidence_event, FIELD_TEXT, "start", start),
    AT(evidence_event, FIELD_TEXT, "end", end),
    AT(evidence_event, FIELD_TEXT, "busy_type", busy_type),
    AT(evidence_event, FIELD_TEXT, "subject", subject),
};

#define WRITE(fields, structure, object) json_fields_write(fields, ARRAY_SIZE(fields), structure, object)
#define READ(fields, structure, object, where, error) \
    json_fields_read(fields, ARRAY_SIZE(fields), structure, object, where, error)

/* The member of that name, case ignored, as HTTP compares header names. */
static const char *known_name(json_t *headers, const char *name)
{
    const char *key;
    json_t *value;

    json_object_foreach(headers, key, value)
        if (text_equal(key, name))
            return key;
    return NULL;
}

static void add_header(json_t *headers, const char *name, const char *value)
{
    const char *const known = known_name(headers, name);
    json_t *const before = known ? json_object_get(headers, known) : NULL;

    if (!known)
        json_object_set_new(headers, name, json_text(value));
    else if (json_is_array(before))
        json_array_append_new(before, json_text(value));
    else
        json_object_set_new(headers, known, json_pack("[O,o]", before, json_text(value)));
}

static json_t *headers_to_json(const struct evidence *evidence)
{
    json_t *const headers = json_object();

    for (size_t i = 0; i < evidence->header_count; i++) {
        json_t *const name = json_text(evidence->headers[i].name);
        if (json_is_string(name))
            add_header(headers, json_string_value(name), evidence->headers[i].value);
        json_decref(name);
    }
    return headers;
}

/* An empty object says: no fault. */
static json_t *fault_to_json(const struct evidence *evidence)
{
    json_t *const fault = json_object();

    if (evidence->fault_code || evidence->fault_text || evidence->fault_setting || evidence->fault_detail)
        WRITE(fault_fields, evidence, fault);
    return fault;
}

static json_t *evidence_to_json(const struct evidence *evidence)
{
    json_t *const object = json_object();

    WRITE(hop_head, evidence, object);
    json_object_set_new(object, "headers", headers_to_json(evidence));
    json_object_set_new(object, "fault", fault_to_json(evidence));
    WRITE(hop_tail, evidence, object);
    return object;
}

static json_t *event_to_json(const struct evidence_event *event)
{
    json_t *const object = json_object();

    WRITE(event_fields, event, object);
    return object;
}

json_t *lookup_to_json(const struct lookup *lookup)
{
    json_t *const object = json_object(), *const hops = json_array(), *const events = json_array();

    WRITE(lookup_head, lookup, object);
    for (size_t i = 0; i < lookup->evidence_count; i++)
        json_array_append_new(hops, evidence_to_json(&lookup->evidence[i]));
    for (size_t i = 0; i < lookup->event_count; i++)
        json_array_append_new(events, event_to_json(&lookup->events[i]));
    json_object_set_new(object, "evidence", hops);
    json_object_set_new(object, "events", events);
    WRITE(lookup_tail, lookup, object);
    return object;
}

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
    json_object_foreach((json_t *)headers, name, value) {
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
    if (!READ(hop_head, evidence, object, where, error) || !READ(fault_fields, evidence, fault, where, error) ||
        !READ(hop_tail, evidence, object, where, error) ||
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
        if (!READ(event_fields, lookup_add_event(lookup), json_array_get(events, i), where, error))
            return false;
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
    if (!READ(lookup_head, lookup, json, "", error) || !READ(lookup_tail, lookup, json, "", error) ||
        !read_hops(lookup, json_object_get(json, "evidence"), error) ||
        !read_events(lookup, json_object_get(json, "events"), error))
        return NULL;
    return TAKE(lookup);
}
