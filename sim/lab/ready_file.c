/* SPDX-License-Identifier: MIT */
#include "internal.h"

#include "base/cleanup.h"
#include "base/text.h"

#include <string.h>
#include <unistd.h>

/* The organisation whose own mailbox asks: the cloud's first (a twin on the premises asks for nobody). NULL: nobody has
 * it. */
static const char *scope_of(struct simulator *simulator, const char *requester)
{
    static const char *const scopes[] = {"exo", "onprem", "mesh"};
    struct snapshot *snapshot = store_snapshot(simulator->store);
    const char *scope = NULL;

    for (size_t i = 0; i < ARRAY_SIZE(scopes) && !scope; i++)
        if (snapshot_find(snapshot, scopes[i], "Mailbox", "PrimarySmtpAddress", requester))
            scope = scopes[i];
    snapshot_release(&snapshot);
    return scope;
}

void ready_set_lookup(struct simulator *simulator, const char *requester, const char *target, const char *client)
{
    const char *asking = scope_of(simulator, requester);

    pthread_mutex_lock(&simulator->ready_lock);
    free(simulator->requester);
    free(simulator->target);
    simulator->requester = text_copy(requester);
    simulator->target = text_copy(target);
    simulator->client = client ? client : "organization";
    if (asking) /* a mailbox that has lost its address still stands where it stood */
        simulator->asking = asking;
    pthread_mutex_unlock(&simulator->ready_lock);
}

const char *ready_asking(struct simulator *simulator)
{
    const char *asking;

    pthread_mutex_lock(&simulator->ready_lock);
    asking = simulator->asking;
    pthread_mutex_unlock(&simulator->ready_lock);
    return asking;
}

static char *compose(struct simulator *simulator)
{
    struct snapshot *snapshot = store_snapshot(simulator->store);
    json_t *json = json_pack("{s:s, s:i, s:s, s:s, s:s, s:s, s:{s:s, s:s, s:s, s:s}, s:o, s:s, s:s, s:s, s:s}",
                             "instance", simulator->instance, "pid", (int)getpid(), "version", FBLAB_VERSION, "admin",
                             simulator->admin_url, "admin_token", simulator->admin_token, "ca_file", simulator->ca_file,
                             "front_door", "ews_url", simulator->ews_url, "autodiscover_url",
                             simulator->autodiscover_url, "user", SIMULATOR_USER, "password", simulator->password,
                             "hosts", parties_hosts_json(simulator->parties, snapshot, simulator->asking), "requester",
                             simulator->requester, "target", simulator->target, "client", simulator->client,
                             "organization", simulator->organization_file);
    char *text = json_dumps(json, JSON_INDENT(2));

    json_decref(json);
    snapshot_release(&snapshot);
    return text;
}

static bool write_organization(struct simulator *simulator, struct error *error)
{
    CLEANUP(cleanup_string) char *text = store_scope_text(simulator->store, simulator->asking);

    if (!text)
        return error_set(error, "the document of the organisation \"%s\" could not be written", simulator->asking);
    return file_write(simulator->organization_file, text, strlen(text), 0600, error);
}

static bool write_ready(struct simulator *simulator, struct error *error)
{
    CLEANUP(cleanup_string) char *text = NULL;

    if (!simulator->ready_file)
        return true;
    text = compose(simulator);
    if (simulator->published && strcmp(simulator->published, text) == 0)
        return true;
    if (!file_write(simulator->ready_file, text, strlen(text), 0600, error))
        return false;
    free(simulator->published);
    simulator->published = TAKE(text);
    return true;
}

/* The document first: who reads the new ready file must find what belongs to it. */
bool ready_publish(struct simulator *simulator, struct error *error)
{
    bool done;

    pthread_mutex_lock(&simulator->ready_lock);
    done = write_organization(simulator, error) && write_ready(simulator, error);
    pthread_mutex_unlock(&simulator->ready_lock);
    return done;
}

bool simulator_write_ready_file(struct simulator *simulator, const char *path, struct error *error)
{
    pthread_mutex_lock(&simulator->ready_lock);
    free(simulator->ready_file);
    simulator->ready_file = text_copy(path);
    free(TAKE(simulator->published));
    pthread_mutex_unlock(&simulator->ready_lock);
    return ready_publish(simulator, error);
}

char *simulator_ready_json(struct simulator *simulator)
{
    char *text;

    pthread_mutex_lock(&simulator->ready_lock);
    text = compose(simulator);
    pthread_mutex_unlock(&simulator->ready_lock);
    return text;
}

void ready_remove(struct simulator *simulator)
{
    if (simulator->ready_file)
        unlink(simulator->ready_file);
    free(simulator->ready_file);
    free(simulator->published);
    free(simulator->requester);
    free(simulator->target);
}
