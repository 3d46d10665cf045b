/* SPDX-License-Identifier: MIT */
/* Asks the address of the lab's health which lab it is. Files of older labs have only the number of its process. */
#include "lab_health.h"

#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/text.h"
#include "transport.h"

#include <errno.h>
#include <signal.h>
#include <string.h>

#define GONE "the lab of %s is gone: "
#define WHAT_NOW "; start one, and give its ready file"

static const char *text_of(const json_t *object, const char *member)
{
    const char *text = json_string_value(json_object_get(object, member));

    return text ? text : "";
}

/* A lab that listens for other machines may run on one of them, and its health is open to its own machine alone. */
static bool is_for_others(const json_t *ready)
{
    json_t *hosts = json_object_get(ready, "hosts"), *address;
    const char *name;

    json_object_foreach(hosts, name, address) if (!text_ends(name, ":srv") && json_is_string(address) &&
                                                  !text_starts(json_string_value(address), "127.")) return true;
    return false;
}

/* NULL: error says why there is no answer. */
static json_t *ask(const char *path, const char *url, struct error *error)
{
    const struct network network = {0};
    const struct transport_query query = {.step = HOP_AVAILABILITY, .url = url, .accept = "application/json"};
    CLEANUP(transport_free) struct transport *transport = transport_new(&network);
    CLEANUP(lookup_free) struct lookup *lookup = lookup_new("", "");
    CLEANUP(reply_clear) struct reply reply = {0};
    const struct evidence *last = transport_ask(transport, lookup, &query, &reply);
    json_t *json = last->outcome == OUTCOME_OK && reply.body ? json_loads(reply.body, 0, NULL) : NULL;

    if (!json)
        error_set(error, GONE "%s gives no answer of a lab%s%s" WHAT_NOW, path, url, last->os_error ? ": " : "",
                  last->os_error ? last->os_error : "");
    return json;
}

static bool answers(const char *path, const char *url, const char *instance, struct error *error)
{
    CLEANUP(json_release) json_t *health = ask(path, url, error);

    if (!health)
        return false;
    return strcmp(text_of(health, "instance"), instance) == 0 ||
           error_set(error, GONE "another lab answers at %s" WHAT_NOW, path, url);
}

bool flow_lab_runs(const char *path, const json_t *ready, struct error *error)
{
    const char *health = text_of(ready, "health");
    const json_int_t process = json_integer_value(json_object_get(ready, "pid"));

    if (is_for_others(ready))
        return true;
    if (*health)
        return answers(path, health, text_of(ready, "instance"), error);
    if (process > 0 && kill((pid_t)process, 0) != 0 && errno == ESRCH)
        return error_set(error, GONE "its process %lld has ended" WHAT_NOW, path, (long long)process);
    return true;
}
