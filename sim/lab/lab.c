/* SPDX-License-Identifier: MIT */
/* Creates the layers, connects them, stops them in reverse order. Threads: the wire's loop (all of TCP, TLS and HTTP), a
 * few workers of http for the front door and the admin API, and whoever calls the functions of lab.h. */
#include "internal.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "kept_keys/kept_keys.h"
#include "phrase/phrase.h"
#include "shell/error_records.h"
#include "shell/reference/cmdlets_json.h"
#include "shell/shell.h"
#include "token/token_keys.h"
#include "vocabulary/eras.h"
#include "vocabulary/party_names.h"
#include "vocabulary/places.h"
#include "xml/xml.h"

#include <openssl/rand.h>
#include <string.h>

static void draw_hex(char *text, size_t digits)
{
    unsigned char bytes[32];

    RAND_bytes(bytes, sizeof bytes);
    for (size_t i = 0; i < digits; i++)
        text[i] = "0123456789abcdef"[bytes[i / 2] >> (i % 2 ? 0 : 4) & 15];
    text[digits] = '\0';
}

uint64_t lab_draw_seed(void)
{
    uint64_t seed = 0;

    RAND_bytes((unsigned char *)&seed, sizeof seed);
    return (seed >> 11) | 1; /* 0 would mean: draw one */
}

static void draw_secrets(struct lab *lab)
{
    draw_hex(lab->admin_token, 32);
    draw_hex(lab->shell_token, 32);
    draw_hex(lab->password, 16);
    guid_random(lab->instance);
}

static const char *private_key(void *context, const char *name)
{
    return keyring_private_key(((struct lab *)context)->keyring, name);
}

static const char *certificate(void *context, const char *name)
{
    return keyring_certificate(((struct lab *)context)->keyring, name);
}

/* The lab's own user has no mailbox: he stands for the requester of the ready file. */
static void requester(void *context, char buffer[320])
{
    struct lab *lab = context;

    pthread_mutex_lock(&lab->ready_lock);
    snprintf(buffer, 320, "%s", lab->requester);
    pthread_mutex_unlock(&lab->ready_lock);
}

static const char *asking(void *context)
{
    return ready_asking(context);
}

static json_t *cmdlets(void *context, bool for_tool)
{
    (void)context;
    return shell_reference_json(for_tool);
}

static json_t *metrics(void *context)
{
    struct lab *lab = context;
    json_t *json;

    pthread_mutex_lock(&lab->ready_lock);
    json =
        json_pack("{s:f, s:f}", "fblab_requests_total", lab->requests, "fblab_front_door_lookups_total", lab->lookups);
    pthread_mutex_unlock(&lab->ready_lock);
    return json;
}

static bool arm(void *context, const char *const *ids, size_t count, bool keep, struct error *error)
{
    return lab_arm_all(context, ids, count, keep, error);
}

static bool disarm(void *context, const char *id, struct error *error)
{
    return id ? lab_disarm_one(context, id, error) : lab_disarm(context, error);
}

static bool repair(void *context, const char *id, struct error *error)
{
    return lab_repair_one(context, id, error);
}

static bool reset(void *context, struct error *error)
{
    return lab_reset(context, error);
}

static json_t *armed(void *context)
{
    return arming_to_json(context);
}

static bool run(void *context, const char *at, const char *command, FILE *output, struct error *error)
{
    return witness_admits(context, at, command, false, error) && lab_run(context, at, command, output, error);
}

static bool run_for_tool(void *context, const char *at, const char *command, FILE *output, struct error *error)
{
    return witness_admits(context, at, command, true, error) && lab_run_for_tool(context, at, command, output, error);
}

static json_t *run_for_objects(void *context, const char *at, const char *command, bool for_tool)
{
    struct error error = {""};

    return witness_admits(context, at, command, for_tool, &error)
               ? lab_run_for_objects(context, at, command, for_tool)
               : json_pack("{s:b, s:o}", "ok", 0, "error", error_record(error.text));
}

static void changed(void *context, const struct snapshot *snapshot)
{
    struct lab *lab = context;

    lab->changes += store_differs(lab->store);
    atomic_store(&lab->looked_up, LOOKED_UP_UNKNOWN);
    if (lab->counted)
        strike_counts_follow(lab->strike_counts, lab->counted, snapshot);
    snapshot_release(&lab->counted);
    lab->counted = snapshot_hold((struct snapshot *)snapshot);
    parties_gate(lab->parties, lab->wire, snapshot);
    watch_changed(lab);
}

/* The store is new: nobody was told of what is in it. */
static void observe(struct lab *lab)
{
    CLEANUP(snapshot_release) struct snapshot *snapshot = store_snapshot(lab->store);

    changed(lab, snapshot);
    store_observe(lab->store, changed, lab);
}

static bool load_library(struct lab *lab, const struct lab_options *options, struct error *error)
{
    lab->own_library = options->library ? NULL : library_load_with(options->scenarios, error);
    lab->library = options->library ? options->library : lab->own_library;
    return lab->library;
}

static xmlDoc *load_document(struct error *error)
{
    CLEANUP(cleanup_string) char *path = text_format("%s/organizations.xml", library_folder());
    size_t length = 0;
    CLEANUP(cleanup_string) char *text = file_read(path, 4u << 20, &length, error);

    return text ? xml_parse(text, length, path, error) : NULL;
}

/* What can be done without the keys comes first: they are being minted. */
static bool load_organizations(struct lab *lab, struct error *error)
{
    CLEANUP(cleanup_string) char *path = text_format("%s/organizations.rng", library_folder());
    CLEANUP(schema_free) struct schema *schema = schema_load(path, error);
    xmlDoc *document;

    lab->healthy = schema ? load_document(error) : NULL;
    if (!lab->healthy || !keyring_wait(lab->keyring, error))
        return false;
    lab->session = shell_session_new();
    document = arming_healthy(lab, lab->era, error);
    lab->store = document ? store_new(document, TAKE(schema), error) : NULL;
    return lab->store != NULL;
}

/* Those of a state directory that lasts are its own, so that whoever trusts its authority may go on to. */
static bool open_kept_keys(struct lab *lab, bool fresh, struct error *error)
{
    CLEANUP(cleanup_string) char *folder = text_format("%s/" STATE_KEPT, lab->state_directory);

    lab->kept_keys = lab->passing_state ? kept_keys_open(error) : kept_keys_open_in(folder, fresh, error);
    return lab->kept_keys;
}

static bool make_parts(struct lab *lab, const struct lab_options *options, struct error *error)
{
    lab->era = options->era ? options->era : DEFAULT_ERA;
    lab->ca_file = text_format("%s/" STATE_OPEN "/ca.pem", lab->state_directory);
    lab->organization.path = text_format("%s/" STATE_OPEN "/organization.xml", lab->state_directory);
    lab->key_directory = text_format("%s/" STATE_KEYS, lab->state_directory);
    keyring_remove_files(lab->key_directory);
    lab->token_keys = token_keys_new();
    lab->setup = (struct exchange_setup){.seed = options->seed ? options->seed : lab_draw_seed(),
                                         .user = LAB_USER,
                                         .password = lab->password,
                                         .context = lab,
                                         .private_key = private_key,
                                         .certificate = certificate,
                                         .keys = lab->token_keys,
                                         .ask = look_ups_ask,
                                         .message_text = phrase_message_text,
                                         .asking = asking,
                                         .requester = requester};
    lab->journal = journal_new(options->journal_bytes ? options->journal_bytes : 8u << 20);
    journal_observe(lab->journal, watch_entry, lab);
    if (!open_kept_keys(lab, options->fresh_keys, error))
        return false;
    lab->keyring = keyring_new(lab->key_directory, lab->kept_keys);
    lab->strike_counts = strike_counts_new(lab->setup.seed);
    return (lab->parties =
                parties_new(kept_keys_authority(lab->kept_keys, error), lab->ca_file, lab->strike_counts, error)) &&
           load_library(lab, options, error) && connections_listen(lab, options, error) &&
           load_organizations(lab, error) && (lab->exchange = exchange_new(&lab->setup));
}

static void make_urls(struct lab *lab)
{
    const unsigned front_door = parties_port(lab->parties, PARTY_FRONT_DOOR);
    const char *const address = parties_told_address(lab->parties, PARTY_FRONT_DOOR, NULL);
    const char *const name = text_equal(address, "127.0.0.1") ? "localhost" : address;
    CLEANUP(cleanup_string)
    char *host = front_door == 443 ? text_copy(name) : text_format("%s:%u", name, front_door);

    lab->ews_url = text_format("https://%s/EWS/Exchange.asmx", host);
    lab->autodiscover_url = text_format("https://%s/autodiscover/autodiscover.svc", host);
    lab->admin_url = text_format("http://127.0.0.1:%u", parties_port(lab->parties, "admin"));
}

static void make_services(struct lab *lab)
{
    lab->services = (struct admin_services){.context = lab,
                                            .token = lab->admin_token,
                                            .shell_token = lab->shell_token,
                                            .version = FBLAB_VERSION,
                                            .instance = lab->instance,
                                            .library = lab->library,
                                            .journal = lab->journal,
                                            .arm = arm,
                                            .disarm = disarm,
                                            .repair = repair,
                                            .reset = reset,
                                            .armed = armed,
                                            .status = look_ups_status,
                                            .evidence = look_ups_evidence,
                                            .run = run,
                                            .run_for_tool = run_for_tool,
                                            .run_for_objects = run_for_objects,
                                            .cmdlets = cmdlets,
                                            .metrics = metrics};
}

static bool start(struct lab *lab, const struct lab_options *options, struct error *error)
{
    if (!state_directory_make(lab, options->state_directory, error) || !make_parts(lab, options, error))
        return false;
    make_services(lab);
    if (!connections_start(lab, error))
        return false;
    make_urls(lab);
    observe(lab);
    return arming_start(lab, options->armed, error);
}

struct lab *lab_start(const struct lab_options *options, struct error *error)
{
    CLEANUP(lab_stop) struct lab *lab = memory_new(sizeof *lab);

    pthread_mutex_init(&lab->lock, NULL);
    pthread_mutex_init(&lab->ready_lock, NULL);
    pthread_mutex_init(&lab->reply_lock, NULL);
    pthread_mutex_init(&lab->watch_lock, NULL);
    lab->asking = SCOPE_EXO;
    draw_secrets(lab);
    return start(lab, options, error) ? TAKE(lab) : NULL;
}

char *lab_passing_state(const struct lab *lab)
{
    return lab->passing_state ? text_copy(lab->state_directory) : NULL;
}

static void free_texts(struct lab *lab)
{
    char *texts[] = {lab->state_directory, lab->ca_file,          lab->ews_url,
                     lab->admin_url,       lab->autodiscover_url, lab->key_directory};

    for (size_t i = 0; i < ARRAY_SIZE(texts); i++)
        free(texts[i]);
}

void lab_stop(struct lab **reference)
{
    struct lab *lab = *reference;

    if (!lab)
        return;
    atomic_store(&lab->stopping, true);
    ready_withdraw(lab);
    if (lab->http)
        http_server_stop_workers(lab->http); /* a look-up still running needs the loop */
    if (lab->wire)
        wire_stop(lab->wire);
    if (lab->http)
        http_server_free(&lab->http);
    if (lab->wire)
        wire_free(&lab->wire); /* last: a worker may still have read its request's origin */
    exchange_free(&lab->exchange);
    token_keys_free(&lab->token_keys);
    snapshot_release(&lab->policy_snapshot);
    snapshot_release(&lab->counted);
    shell_session_free(&lab->session);
    arming_free(lab);
    captures_free(lab);
    store_free(&lab->store);
    xml_free(&lab->healthy);
    library_free(&lab->own_library);
    parties_free(&lab->parties);
    strike_counts_free(&lab->strike_counts);
    keyring_free(&lab->keyring);
    kept_keys_free(&lab->kept_keys);
    journal_free(&lab->journal);
    ready_forget(lab);
    if (lab->state_directory)
        state_directory_remove(lab);
    free_texts(lab);
    pthread_mutex_destroy(&lab->lock);
    pthread_mutex_destroy(&lab->ready_lock);
    pthread_mutex_destroy(&lab->reply_lock);
    pthread_mutex_destroy(&lab->watch_lock);
    free(lab);
    *reference = NULL;
}
