/* SPDX-License-Identifier: MIT */
/* Says where the lab is and who looks up whom, as JSON, in a file that others wait for. */
#include "internal.h"

#include "base/cleanup.h"
#include "base/lock.h"
#include "base/text.h"

#include <string.h>
#include <unistd.h>

/* The organisation whose own mailbox asks: the cloud's first (a twin on the premises asks for nobody). NULL: nobody has
 * it. */
static const char *scope_of(struct lab *lab, const char *requester)
{
    static const char *const scopes[] = {"exo", "onprem", "mesh"};
    struct snapshot *snapshot = store_snapshot(lab->store);
    const char *scope = NULL;

    for (size_t i = 0; i < ARRAY_SIZE(scopes) && !scope; i++)
        if (snapshot_find(snapshot, scopes[i], "Mailbox", "PrimarySmtpAddress", requester))
            scope = scopes[i];
    snapshot_release(&snapshot);
    return scope;
}

void ready_set_lookup(struct lab *lab, const char *requester, const char *target, const char *client)
{
    const char *asking = scope_of(lab, requester);
    CLEANUP(cleanup_string) char *one = text_copy(requester);
    CLEANUP(cleanup_string) char *other = text_copy(target);

    pthread_mutex_lock(&lab->ready_lock);
    free(lab->requester);
    free(lab->target);
    lab->requester = TAKE(one);
    lab->target = TAKE(other);
    lab->client = client ? client : "organization";
    if (asking) /* a mailbox that has lost its address still stands where it stood */
        lab->asking = asking;
    pthread_mutex_unlock(&lab->ready_lock);
}

const char *ready_asking(struct lab *lab)
{
    const char *asking;

    pthread_mutex_lock(&lab->ready_lock);
    asking = lab->asking;
    pthread_mutex_unlock(&lab->ready_lock);
    return asking;
}

static char *compose(struct lab *lab)
{
    struct snapshot *snapshot = store_snapshot(lab->store);
    json_t *json =
        json_pack("{s:s, s:i, s:s, s:s, s:s, s:s, s:{s:s, s:s, s:s, s:s}, s:o, s:s, s:s, s:s, s:s}", "instance",
                  lab->instance, "pid", (int)getpid(), "version", FBLAB_VERSION, "admin", lab->admin_url, "admin_token",
                  lab->admin_token, "ca_file", lab->ca_file, "front_door", "ews_url", lab->ews_url, "autodiscover_url",
                  lab->autodiscover_url, "user", LAB_USER, "password", lab->password, "hosts",
                  parties_hosts_json(lab->parties, snapshot, lab->asking), "requester", lab->requester, "target",
                  lab->target, "client", lab->client, "organization", lab->organization_file);
    char *text = json_dumps(json, JSON_INDENT(2));

    json_decref(json);
    snapshot_release(&snapshot);
    return text;
}

static bool write_organization(struct lab *lab, struct error *error)
{
    CLEANUP(cleanup_string) char *text = store_scope_text(lab->store, lab->asking);

    if (!text)
        return error_set(error, "the document of the organisation \"%s\" could not be written", lab->asking);
    return file_write(lab->organization_file, text, strlen(text), 0600, error);
}

static bool write_ready(struct lab *lab, struct error *error)
{
    CLEANUP(cleanup_string) char *text = NULL;

    if (!lab->ready_file)
        return true;
    text = compose(lab);
    if (lab->published && strcmp(lab->published, text) == 0)
        return true;
    if (!file_write(lab->ready_file, text, strlen(text), 0600, error))
        return false;
    free(lab->published);
    lab->published = TAKE(text);
    return true;
}

/* The document first: who reads the new ready file must find what belongs to it. */
bool ready_publish(struct lab *lab, struct error *error)
{
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&lab->ready_lock);

    return write_organization(lab, error) && write_ready(lab, error);
}

bool lab_write_ready_file(struct lab *lab, const char *path, struct error *error)
{
    CLEANUP(cleanup_string) char *copy = text_copy(path);

    pthread_mutex_lock(&lab->ready_lock);
    free(lab->ready_file);
    lab->ready_file = TAKE(copy);
    free(TAKE(lab->published));
    pthread_mutex_unlock(&lab->ready_lock);
    return ready_publish(lab, error);
}

char *lab_ready_json(struct lab *lab)
{
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&lab->ready_lock);

    return compose(lab);
}

void ready_remove(struct lab *lab)
{
    if (lab->ready_file)
        unlink(lab->ready_file);
    free(lab->ready_file);
    free(lab->published);
    free(lab->requester);
    free(lab->target);
}
