/* SPDX-License-Identifier: MIT */
/* Reads the ready file of a running lab. */
#include "ready.h"
#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "flow/transport/lab_health.h"

#include <jansson.h>
#include <stdlib.h>

#define LIMIT_BYTES (1024 * 1024)
#define LIMIT_HOSTS 1024

struct member {
    const char *name;
    size_t offset;
    bool needed;
};

static const struct member members[] = {
    {"ca_file", offsetof(struct ready, ca_file), true},
    {"organization", offsetof(struct ready, organization), true},
    {"requester", offsetof(struct ready, requester), true},
    {"target", offsetof(struct ready, target), true},
    {"client", offsetof(struct ready, client), false},
};

static const struct member door_members[] = {
    {"ews_url", offsetof(struct ready, front_door), false},
    {"user", offsetof(struct ready, user), false},
    {"password", offsetof(struct ready, password), false},
};

static bool read_members(struct ready *ready, const struct member *table, size_t count, const json_t *json,
                         struct error *error)
{
    for (size_t i = 0; i < count; i++) {
        const json_t *const value = json_object_get(json, table[i].name);
        if (value ? !json_is_string(value) : table[i].needed)
            return error_set(error, "\"%s\" must be a string", table[i].name);
        *(char **)((char *)ready + table[i].offset) = text_copy(json_string_value(value));
    }
    return true;
}

static bool read_hosts(struct ready *ready, json_t *hosts, struct error *error)
{
    const char *name;
    json_t *address;

    if (!json_is_object(hosts) || json_object_size(hosts) > LIMIT_HOSTS)
        return error_set(error, "\"hosts\" must be an object of names and addresses");
    ready->hosts = memory_array(json_object_size(hosts) + 1, sizeof *ready->hosts);
    json_object_foreach(hosts, name, address)
    {
        if (!json_is_string(address))
            return error_set(error, "the address of \"%s\" must be a string", name);
        ready->hosts[ready->host_count++] = (struct flow_host){text_copy(name), text_copy(json_string_value(address))};
    }
    return true;
}

static bool read_ready(struct ready *ready, const json_t *json, struct error *error)
{
    return read_members(ready, members, ARRAY_SIZE(members), json, error) &&
           read_members(ready, door_members, ARRAY_SIZE(door_members), json_object_get(json, "front_door"), error) &&
           read_hosts(ready, json_object_get(json, "hosts"), error);
}

struct ready *ready_load(const char *path, struct error *error)
{
    size_t length = 0;
    CLEANUP(cleanup_string) char *text = file_read(path, LIMIT_BYTES, &length, error);
    CLEANUP(ready_free) struct ready *ready = memory_new(sizeof *ready);
    json_error_t where;
    json_t *const json = text ? json_loadb(text, length, 0, &where) : NULL;
    bool fine = false;

    if (text && !json)
        error_set(error, "%s:%d:%d: is no JSON: %s", path, where.line, where.column, where.text);
    else if (json && !(fine = read_ready(ready, json, error)))
        error_prefix(error, "%s is no ready file", path);
    ready->path = text_copy(path);
    ready->content = json;
    return fine && ready_lab_runs(ready, error) ? TAKE(ready) : NULL;
}

bool ready_lab_runs(const struct ready *ready, struct error *error)
{
    return flow_lab_runs(ready->path, ready->content, error);
}

void ready_free(struct ready **ready)
{
    struct ready *const old = *ready;

    if (!old)
        return;
    for (size_t i = 0; i < old->host_count; i++) {
        free((char *)old->hosts[i].name);
        free((char *)old->hosts[i].address);
    }
    free(old->hosts);
    json_decref(old->content);
    free(old->path);
    free(old->ca_file);
    free(old->organization);
    free(old->requester);
    free(old->target);
    free(old->client);
    free(old->front_door);
    free(old->user);
    free(old->password);
    free(old);
    *ready = NULL;
}
