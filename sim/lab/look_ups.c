/* SPDX-License-Identifier: MIT */
/* Look-ups that the lab makes itself: for the front door, and to see whether the lab is healed. */
#include "internal.h"

#include "base/base64.h"
#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/lock.h"
#include "base/text.h"
#include "flow/flow.h"
#include "look_up_traffic/traffic_record.h"
#include "noted_look_up.h"
#include "noted_network.h"
#include "phrase/phrase.h"

struct asking {
    char *requester, *target;
    const char *client;
};

static void asking_clear(struct asking *asking)
{
    free(asking->requester);
    free(asking->target);
}

static struct asking asking_of(struct lab *lab)
{
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&lab->ready_lock);

    return (struct asking){text_copy(lab->requester), text_copy(lab->target), lab->client};
}

/* What is known of the look-up of the ready file, if this was it and nothing has changed meanwhile. */
static void remember(struct lab *lab, const struct snapshot *snapshot, const struct lookup *lookup)
{
    CLEANUP(snapshot_release) struct snapshot *now = store_snapshot(lab->store);
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&lab->ready_lock);

    lab->lookups++;
    if (now == snapshot && text_equal(lookup->requester, lab->requester) && text_equal(lookup->target, lab->target))
        atomic_store(&lab->looked_up, lookup->ok ? LOOKED_UP_WELL : LOOKED_UP_IN_VAIN);
}

/* The lab's own connections, as the organisation of `settings` reaches them. record NULL: nobody wants to see them. */
static struct lookup *ask(struct lab *lab, struct flow_settings *settings, const struct asking *asking,
                          const struct traffic_record *record)
{
    struct flow_host *hosts =
        parties_hosts(lab->parties, settings->organization, settings->scope, &settings->host_count);
    struct lookup *lookup;

    settings->hosts = hosts;
    settings->isolated = true;
    settings->ca_file = lab->ca_file;
    settings->keys = lab->token_keys;
    settings->abandoned = &lab->stopping;
    if (record)
        settings->traffic = traffic_record_watch(record);
    watch_asking(lab);
    lookup = text_equal(asking->client, "outlook") ? flow_ask_outlook(settings, asking->requester, asking->target)
                                                   : flow_run(settings, asking->requester, asking->target);
    parties_hosts_free(&hosts, settings->host_count);
    remember(lab, settings->organization, lookup);
    noted_network_add(lab, settings->organization, settings->scope, lookup);
    noted_look_up_add(lab, settings->organization, settings->scope, lookup);
    watch_looked_up(lab, lookup, record ? traffic_record_entries(record) : NULL);
    return lookup;
}

/* Whoever watches the lab wants to see what is sent and got. */
static struct lookup *look_up(struct lab *lab, struct flow_settings *settings, const struct asking *asking)
{
    CLEANUP(traffic_record_free)
    struct traffic_record *record = atomic_load(&lab->watched) ? traffic_record_new() : NULL;

    return ask(lab, settings, asking, record);
}

struct lookup *look_ups_ask(void *context, const struct snapshot *snapshot, const char *scope,
                            const struct asked_look_up *asked)
{
    const struct asking asking = {(char *)asked->requester, (char *)asked->target, NULL};
    struct flow_settings settings = {.organization = snapshot,
                                     .scope = scope,
                                     .start = asked->start,
                                     .end = asked->end,
                                     .zone_minutes = asked->zone_minutes};

    return look_up(context, &settings, &asking);
}

static struct lookup *ask_as_user(struct lab *lab, const char *scope, const struct asking *asking,
                                  const struct traffic_record *record)
{
    CLEANUP(snapshot_release) struct snapshot *snapshot = store_snapshot(lab->store);
    struct flow_settings settings = {.organization = snapshot,
                                     .scope = scope,
                                     .own_ews = lab->ews_url,
                                     .user = LAB_USER,
                                     .password = lab->password,
                                     .two_clocks = true};

    return record ? ask(lab, &settings, asking, record) : look_up(lab, &settings, asking);
}

struct lookup *lab_look_up(struct lab *lab, const char *requester, const char *target, const char *client,
                           struct error *error)
{
    const struct asking asking = {(char *)requester, (char *)target, client};
    const char *const scope = ready_scope_of(lab, requester);

    if (!scope)
        error_set(error, "no organisation of the lab has %.80s; Get-Mailbox lists whom it has", requester);
    return scope ? ask_as_user(lab, scope, &asking, NULL) : NULL;
}

json_t *look_ups_status(void *context)
{
    struct lab *lab = context;
    CLEANUP(asking_clear) struct asking asking = asking_of(lab);
    CLEANUP(lookup_free) struct lookup *lookup = ask_as_user(lab, ready_asking(lab), &asking, NULL);
    json_t *json = arming_to_json(lab);

    json_object_set_new(json, "look_up",
                        json_pack("{s:s, s:s, s:s, s:b, s:s*}", "requester", asking.requester, "target", asking.target,
                                  "client", asking.client, "ok", (int)lookup->ok, "error_text", lookup->error_text));
    return json;
}

json_t *look_ups_evidence(void *context)
{
    struct lab *lab = context;
    CLEANUP(asking_clear) struct asking asking = asking_of(lab);
    CLEANUP(traffic_record_free) struct traffic_record *record = traffic_record_new();
    CLEANUP(lookup_free)
    struct lookup *lookup = ask_as_user(lab, ready_asking(lab), &asking, record);
    CLEANUP(cleanup_string) char *block = lookup->ok ? NULL : phrase_block(lookup);
    size_t length = 0;
    CLEANUP(cleanup_string) char *packets = traffic_record_packets(record, &length);
    CLEANUP(cleanup_string) char *packed = base64_encode(packets, length);

    return json_pack("{s:b, s:o, s:o, s:s}", "ok", (int)lookup->ok, "block", json_text(block ? block : ""), "har",
                     traffic_record_har(record), "pcapng", packed);
}
