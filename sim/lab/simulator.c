/* SPDX-License-Identifier: MIT */
/* Creates the layers, connects them, stops them in reverse order. Threads: the wire's loop (all of TCP, TLS and HTTP), a
 * few workers of http for the front door and the admin API, and whoever calls the functions of simulator.h. */
#include "internal.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "flow/flow.h"
#include "phrase/phrase.h"
#include "shell/shell.h"
#include "token/token_keys.h"
#include "xml/xml.h"

#include <openssl/rand.h>
#include <string.h>
#include <time.h>

static void draw_hex(char *text, size_t digits)
{
    unsigned char bytes[32];

    RAND_bytes(bytes, sizeof bytes);
    for (size_t i = 0; i < digits; i++)
        text[i] = "0123456789abcdef"[bytes[i / 2] >> (i % 2 ? 0 : 4) & 15];
    text[digits] = '\0';
}

static void draw_secrets(struct simulator *simulator)
{
    char digits[33];

    draw_hex(simulator->admin_token, 32);
    draw_hex(simulator->password, 16);
    draw_hex(digits, 32);
    snprintf(simulator->instance, sizeof simulator->instance, "%.8s-%.4s-4%.3s-8%.3s-%.12s", digits, digits + 8,
             digits + 13, digits + 17, digits + 20);
}

static const char *private_key(void *context, const char *name)
{
    return keyring_private_key(((struct simulator *)context)->keyring, name);
}

static const char *certificate(void *context, const char *name)
{
    return keyring_certificate(((struct simulator *)context)->keyring, name);
}

/* The front door's look-up: the asking organisation runs the same flow as fbcheck, over the lab's own connections. */
static struct lookup *ask(void *context, const struct snapshot *snapshot, const char *scope, const char *asker,
                          const char *target, const char *start, const char *end)
{
    struct simulator *simulator = context;
    struct flow_settings settings = {.organization = snapshot,
                                     .scope = scope,
                                     .isolated = true,
                                     .ca_file = simulator->ca_file,
                                     .keys = simulator->token_keys,
                                     .start = start,
                                     .end = end};
    struct flow_host *hosts = parties_hosts(simulator->parties, snapshot, scope, &settings.host_count);
    struct lookup *lookup;

    settings.hosts = hosts;
    lookup = flow_run(&settings, asker, target);
    parties_hosts_free(&hosts, settings.host_count);
    pthread_mutex_lock(&simulator->ready_lock);
    simulator->lookups++;
    pthread_mutex_unlock(&simulator->ready_lock);
    return lookup;
}

/* The lab's own user has no mailbox: he stands for the requester of the ready file. */
static void requester(void *context, char buffer[320])
{
    struct simulator *simulator = context;

    pthread_mutex_lock(&simulator->ready_lock);
    snprintf(buffer, 320, "%s", simulator->requester);
    pthread_mutex_unlock(&simulator->ready_lock);
}

static const char *asking(void *context)
{
    return ready_asking(context);
}

static json_t *metrics(void *context)
{
    struct simulator *simulator = context;
    json_t *json;

    pthread_mutex_lock(&simulator->ready_lock);
    json = json_pack("{s:f, s:f}", "fblab_requests_total", simulator->requests, "fblab_front_door_lookups_total",
                     simulator->lookups);
    pthread_mutex_unlock(&simulator->ready_lock);
    return json;
}

static bool arm(void *context, const char *const *ids, size_t count, bool keep, struct error *error)
{
    return simulator_arm_all(context, ids, count, keep, error);
}

static bool disarm(void *context, const char *id, struct error *error)
{
    return id ? simulator_disarm_one(context, id, error) : simulator_disarm(context, error);
}

static bool repair(void *context, const char *id, struct error *error)
{
    return simulator_repair_one(context, id, error);
}

static bool reset(void *context, struct error *error)
{
    return simulator_reset(context, error);
}

static json_t *armed(void *context)
{
    return arming_to_json(context);
}

static bool run(void *context, const char *at, const char *command, FILE *output, struct error *error)
{
    return simulator_run(context, at, command, output, error);
}

static void changed(void *context, const struct snapshot *snapshot)
{
    struct simulator *simulator = context;

    simulator->changes++;
    occasions_reset(simulator->occasions);
    parties_gate(simulator->parties, simulator->wire, snapshot);
}

/* The store is new: nobody was told of what is in it. */
static void observe(struct simulator *simulator)
{
    CLEANUP(snapshot_release) struct snapshot *snapshot = store_snapshot(simulator->store);

    changed(simulator, snapshot);
    store_observe(simulator->store, changed, simulator);
}

static bool load_library(struct simulator *simulator, const char *folder, struct error *error)
{
    simulator->library = library_load(NULL, error);
    return simulator->library && (!folder || library_add(simulator->library, folder, error));
}

static xmlDoc *load_document(struct error *error)
{
    CLEANUP(cleanup_string) char *path = text_format("%s/organizations.xml", library_folder());
    size_t length = 0;
    CLEANUP(cleanup_string) char *text = file_read(path, 4u << 20, &length, error);

    return text ? xml_parse(text, length, path, error) : NULL;
}

/* What can be done without the keys comes first: they are being minted. */
static bool load_organizations(struct simulator *simulator, struct error *error)
{
    CLEANUP(cleanup_string) char *path = text_format("%s/organizations.rng", library_folder());
    CLEANUP(schema_free) struct schema *schema = schema_load(path, error);

    simulator->healthy = schema ? load_document(error) : NULL;
    if (!simulator->healthy || !keyring_wait(simulator->keyring, error) ||
        !keyring_fill(simulator->keyring, simulator->healthy, error))
        return false;
    simulator->session = session_new();
    simulator->store = store_new(xmlCopyDoc(simulator->healthy, 1), TAKE(schema), error);
    return simulator->store != NULL;
}

static bool make_parts(struct simulator *simulator, const struct simulator_options *options, struct error *error)
{
    simulator->ca_file = text_format("%s/ca.pem", simulator->state_directory);
    simulator->organization_file = text_format("%s/organization.xml", simulator->state_directory);
    simulator->token_keys = token_keys_new();
    simulator->setup = (struct exchange_setup){.seed = options->seed ? options->seed : (uint64_t)time(NULL),
                                               .user = SIMULATOR_USER,
                                               .password = simulator->password,
                                               .context = simulator,
                                               .private_key = private_key,
                                               .certificate = certificate,
                                               .keys = simulator->token_keys,
                                               .ask = ask,
                                               .message_text = phrase_message_text,
                                               .asking = asking,
                                               .requester = requester};
    simulator->journal = journal_new(options->journal_bytes ? options->journal_bytes : 8u << 20);
    simulator->keyring = keyring_new(simulator->state_directory);
    simulator->occasions = occasions_new(simulator->setup.seed);
    return (simulator->parties = parties_new(simulator->ca_file, simulator->occasions, error)) &&
           load_library(simulator, options->scenarios, error) && connections_listen(simulator, options, error) &&
           load_organizations(simulator, error) && (simulator->exchange = exchange_new(&simulator->setup, error));
}

static void make_urls(struct simulator *simulator)
{
    const unsigned front_door = parties_port(simulator->parties, "front-door");
    CLEANUP(cleanup_string)
    char *host = front_door == 443 ? text_copy("localhost") : text_format("localhost:%u", front_door);

    simulator->ews_url = text_format("https://%s/EWS/Exchange.asmx", host);
    simulator->autodiscover_url = text_format("https://%s/autodiscover/autodiscover.svc", host);
    simulator->admin_url = text_format("http://127.0.0.1:%u", parties_port(simulator->parties, "admin"));
}

static void make_services(struct simulator *simulator)
{
    simulator->services = (struct admin_services){.context = simulator,
                                                  .token = simulator->admin_token,
                                                  .version = FBLAB_VERSION,
                                                  .instance = simulator->instance,
                                                  .library = simulator->library,
                                                  .journal = simulator->journal,
                                                  .arm = arm,
                                                  .disarm = disarm,
                                                  .repair = repair,
                                                  .reset = reset,
                                                  .armed = armed,
                                                  .run = run,
                                                  .metrics = metrics};
}

static bool start(struct simulator *simulator, const struct simulator_options *options, struct error *error)
{
    if (!state_directory_make(simulator, options->state_directory, error) || !make_parts(simulator, options, error))
        return false;
    make_services(simulator);
    if (!connections_start(simulator, error))
        return false;
    make_urls(simulator);
    observe(simulator);
    return arming_start(simulator, options->armed, error);
}

struct simulator *simulator_start(const struct simulator_options *options, struct error *error)
{
    struct simulator *simulator = calloc(1, sizeof *simulator);

    if (!simulator)
        abort();
    pthread_mutex_init(&simulator->lock, NULL);
    pthread_mutex_init(&simulator->ready_lock, NULL);
    pthread_mutex_init(&simulator->reply_lock, NULL);
    simulator->asking = "exo";
    draw_secrets(simulator);
    if (!start(simulator, options, error))
        simulator_stop(&simulator);
    return simulator;
}

static void free_texts(struct simulator *simulator)
{
    char *texts[] = {simulator->state_directory, simulator->ca_file,          simulator->ews_url,
                     simulator->admin_url,       simulator->autodiscover_url, simulator->organization_file};

    for (size_t i = 0; i < ARRAY_SIZE(texts); i++)
        free(texts[i]);
}

void simulator_stop(struct simulator **reference)
{
    struct simulator *simulator = *reference;

    if (!simulator)
        return;
    if (simulator->http)
        http_server_stop_workers(simulator->http); /* a look-up still running needs the loop */
    if (simulator->wire)
        wire_stop(simulator->wire);
    if (simulator->http)
        http_server_free(&simulator->http);
    if (simulator->wire)
        wire_free(&simulator->wire); /* last: a worker may still have read its request's origin */
    exchange_free(&simulator->exchange);
    token_keys_free(&simulator->token_keys);
    snapshot_release(&simulator->policy_snapshot);
    session_free(&simulator->session);
    arming_free(simulator);
    captures_free(simulator);
    store_free(&simulator->store);
    xml_free(&simulator->healthy);
    library_free(&simulator->library);
    parties_free(&simulator->parties);
    occasions_free(&simulator->occasions);
    keyring_free(&simulator->keyring);
    journal_free(&simulator->journal);
    ready_remove(simulator);
    if (simulator->state_directory)
        state_directory_remove(simulator);
    free_texts(simulator);
    pthread_mutex_destroy(&simulator->lock);
    pthread_mutex_destroy(&simulator->ready_lock);
    pthread_mutex_destroy(&simulator->reply_lock);
    free(simulator);
    *reference = NULL;
}
