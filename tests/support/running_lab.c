/* SPDX-License-Identifier: MIT */
/* Starts and arms a lab, and looks up through the client's flow. */
#include "running_lab.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "flow/flow.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

void running_lab_start(struct running_lab *lab)
{
    running_lab_start_with(lab, 0);
}

void running_lab_start_with(struct running_lab *lab, uint64_t seed)
{
    const struct lab_options options = {.seed = seed};
    struct error error;

    lab->running = lab_start(&options, &error);
    if (!lab->running)
        fail_msg("%s", error.text);
}

void running_lab_stop(struct running_lab *lab)
{
    lab_stop(&lab->running);
}

void running_lab_arm(struct running_lab *lab, const char *id)
{
    struct error error;

    if (!lab_arm(lab->running, id, &error))
        fail_msg("%s", error.text);
}

void running_lab_run(struct running_lab *lab, const char *at, const char *command)
{
    struct error error;

    if (!lab_run(lab->running, at, command, NULL, &error))
        fail_msg("%s: %s", command, error.text);
}

static json_t *ready(struct running_lab *lab)
{
    CLEANUP(cleanup_string) char *text = lab_ready_json(lab->running);
    json_t *json = json_loads(text, 0, NULL);

    assert_non_null(json);
    return json;
}

static const char *text_of(const json_t *json, const char *key)
{
    return json_string_value(json_object_get(json, key));
}

static const char *door_of(const json_t *json, const char *key)
{
    return text_of(json_object_get(json, "front_door"), key);
}

/* Who looks up: the asking organisation, or its user's Outlook. */
typedef struct lookup *asker(const struct flow_settings *settings, const char *requester, const char *target);

static struct lookup *look_up(const json_t *json, const struct snapshot *organization, asker *ask,
                              const char *requester, const char *target)
{
    json_t *hosts = json_object_get(json, "hosts"), *value;
    struct flow_host *list = calloc(json_object_size(hosts) + 1, sizeof *list);
    struct flow_settings settings = {.organization = organization,
                                     .scope = snapshot_only_scope(organization),
                                     .hosts = list,
                                     .isolated = true,
                                     .two_clocks = true,
                                     .ca_file = text_of(json, "ca_file"),
                                     .own_ews = door_of(json, "ews_url"),
                                     .user = door_of(json, "user"),
                                     .password = door_of(json, "password")};
    struct lookup *lookup;
    const char *name;

    assert_non_null(list);
    json_object_foreach(hosts, name, value) list[settings.host_count++] =
        (struct flow_host){name, json_string_value(value)};
    lookup =
        ask(&settings, requester ? requester : text_of(json, "requester"), target ? target : text_of(json, "target"));
    free(list);
    return lookup;
}

static struct lookup *look_up_for(struct running_lab *lab, asker *ask, const char *requester, const char *target)
{
    json_t *json = ready(lab);
    struct error error = {""};
    CLEANUP(snapshot_release)
    struct snapshot *organization = snapshot_load(text_of(json, "organization"), &error);
    struct lookup *lookup;

    if (!organization)
        fail_msg("%s", error.text);
    lookup = look_up(json, organization, ask, requester, target);
    json_decref(json);
    return lookup;
}

struct lookup *running_lab_look_up(struct running_lab *lab, const char *target)
{
    return look_up_for(lab, flow_run, NULL, target);
}

struct lookup *running_lab_look_up_as(struct running_lab *lab, const char *requester)
{
    return look_up_for(lab, flow_run, requester, NULL);
}

struct lookup *running_lab_ask_outlook(struct running_lab *lab)
{
    return look_up_for(lab, flow_ask_outlook, NULL, NULL);
}

struct lookup *running_lab_play(struct running_lab *lab, const struct variant *variant)
{
    asker *ask = text_equal(variant->client, "outlook") ? flow_ask_outlook : flow_run;
    struct lookup *lookup = look_up_for(lab, ask, NULL, NULL);

    for (unsigned i = 1; i < variant->attempts && lookup->ok; i++) {
        lookup_free(&lookup);
        lookup = look_up_for(lab, ask, NULL, NULL);
    }
    return lookup;
}

size_t running_lab_count(struct running_lab *lab, const char *party, int status)
{
    CLEANUP(cleanup_string) char *text = NULL;
    size_t size = 0, index, found = 0;
    FILE *memory = open_memstream(&text, &size);
    json_t *entries, *entry;

    assert_true(lab_write_journal(lab->running, memory, NULL));
    fclose(memory);
    entries = json_loads(text, 0, NULL);
    assert_non_null(entries);
    json_array_foreach(entries, index, entry) found +=
        text_equal(text_of(entry, "party"), party) &&
        (!status || json_integer_value(json_object_get(entry, "status")) == status);
    json_decref(entries);
    return found;
}
