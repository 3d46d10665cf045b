/* SPDX-License-Identifier: MIT */
/* Writes a look-up as `fbcheck query --json` prints it. */
#include "base/json_text.h"
#include "base/text.h"
#include "evidence.h"
#include "evidence_fields.h"

/* The member of that name, case ignored, as HTTP compares header names. */
static const char *known_name(json_t *headers, const char *name)
{
    const char *key;
    json_t *value;

    json_object_foreach(headers, key, value) if (text_equal(key, name)) return key;
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
        json_fields_write(evidence_fields.fault, evidence, fault);
    return fault;
}

static json_t *evidence_to_json(const struct evidence *evidence)
{
    json_t *const object = json_object();

    json_fields_write(evidence_fields.hop_head, evidence, object);
    json_object_set_new(object, "headers", headers_to_json(evidence));
    json_object_set_new(object, "fault", fault_to_json(evidence));
    json_fields_write(evidence_fields.hop_tail, evidence, object);
    if (evidence->application)
        json_fields_write(evidence_fields.token, evidence, object);
    return object;
}

static json_t *event_to_json(const struct evidence_event *event)
{
    json_t *const object = json_object();

    json_fields_write(evidence_fields.event, event, object);
    return object;
}

static json_t *settings_to_json(const struct lookup *lookup)
{
    json_t *const settings = json_object();

    for (size_t i = 0; i < lookup->setting_count; i++)
        json_object_set_new(settings, lookup->settings[i].name, json_text(lookup->settings[i].value));
    return settings;
}

json_t *lookup_to_json(const struct lookup *lookup)
{
    json_t *const object = json_object(), *const hops = json_array(), *const events = json_array();

    json_fields_write(evidence_fields.lookup_head, lookup, object);
    for (size_t i = 0; i < lookup->evidence_count; i++)
        json_array_append_new(hops, evidence_to_json(&lookup->evidence[i]));
    for (size_t i = 0; i < lookup->event_count; i++)
        json_array_append_new(events, event_to_json(&lookup->events[i]));
    json_object_set_new(object, "settings", settings_to_json(lookup));
    json_object_set_new(object, "evidence", hops);
    json_object_set_new(object, "events", events);
    json_fields_write(evidence_fields.lookup_tail, lookup, object);
    return object;
}
