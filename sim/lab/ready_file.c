/* SPDX-License-Identifier: MIT */
/* Says where the lab is and who looks up whom, as JSON, in files that others wait for: the ready file for whoever runs the
 * lab, the tool file for a program that is tested, without what would tell it the cause. */
#include "internal.h"

#include "base/cleanup.h"
#include "base/lock.h"
#include "base/text.h"
#include "vocabulary/places.h"

#include <string.h>
#include <unistd.h>

/* The organisation whose own mailbox asks: the cloud's first (a twin on the premises asks for nobody). NULL: nobody has
 * it. */
static const char *scope_of(struct lab *lab, const char *requester)
{
    static const char *const scopes[] = {SCOPE_EXO, SCOPE_ONPREM, SCOPE_MESH};
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

/* What anybody may know who asks. */
static json_t *describe(struct lab *lab)
{
    CLEANUP(snapshot_release) struct snapshot *snapshot = store_snapshot(lab->store);
    CLEANUP(cleanup_string) char *health = text_format("%s/health", lab->admin_url);

    return json_pack("{s:s, s:i, s:s, s:s, s:s, s:{s:s, s:s, s:s, s:s}, s:o, s:s, s:s, s:s, s:s}", "instance",
                     lab->instance, "pid", (int)getpid(), "version", FBLAB_VERSION, "health", health, "ca_file",
                     lab->ca_file, "front_door", "ews_url", lab->ews_url, "autodiscover_url", lab->autodiscover_url,
                     "user", LAB_USER, "password", lab->password, "hosts",
                     parties_hosts_json(lab->parties, snapshot, lab->asking), "requester", lab->requester, "target",
                     lab->target, "client", lab->client, "organization", lab->organization_file);
}

/* Takes the reference. The caller frees the result. */
static char *written(json_t *json)
{
    char *text = json_dumps(json, JSON_INDENT(2));

    json_decref(json);
    return text;
}

static char *compose_ready(struct lab *lab)
{
    json_t *json = describe(lab);

    json_object_set_new(json, "admin", json_string(lab->admin_url));
    json_object_set_new(json, "admin_token", json_string(lab->admin_token));
    return written(json);
}

static char *compose_tool(struct lab *lab)
{
    json_t *json = describe(lab);

    json_object_set_new(json, "shell", json_pack("{s:s, s:s}", "url", lab->admin_url, "token", lab->shell_token));
    return written(json);
}

static bool write_organization(struct lab *lab, struct error *error)
{
    CLEANUP(cleanup_string) char *text = store_scope_text(lab->store, lab->asking);

    if (!text)
        return error_set(error, "the document of the organisation \"%s\" could not be written", lab->asking);
    return file_write(lab->organization_file, text, strlen(text), 0600, error);
}

static bool write_published(struct lab *lab, struct published *file, char *(*compose)(struct lab *lab),
                            struct error *error)
{
    CLEANUP(cleanup_string) char *text = NULL;

    if (!file->path)
        return true;
    text = compose(lab);
    if (file->text && strcmp(file->text, text) == 0)
        return true;
    if (!file_write(file->path, text, strlen(text), 0600, error))
        return false;
    free(file->text);
    file->text = TAKE(text);
    return true;
}

/* The document first: who reads the new ready file must find what belongs to it. */
bool ready_publish(struct lab *lab, struct error *error)
{
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&lab->ready_lock);

    return write_organization(lab, error) && write_published(lab, &lab->ready_file, compose_ready, error) &&
           write_published(lab, &lab->tool_file, compose_tool, error);
}

static bool publish_at(struct lab *lab, struct published *file, const char *path, struct error *error)
{
    CLEANUP(cleanup_string) char *copy = text_copy(path);

    pthread_mutex_lock(&lab->ready_lock);
    free(file->path);
    file->path = TAKE(copy);
    free(TAKE(file->text));
    pthread_mutex_unlock(&lab->ready_lock);
    return ready_publish(lab, error);
}

bool lab_write_ready_file(struct lab *lab, const char *path, struct error *error)
{
    return publish_at(lab, &lab->ready_file, path, error);
}

bool lab_write_tool_file(struct lab *lab, const char *path, struct error *error)
{
    return publish_at(lab, &lab->tool_file, path, error);
}

char *lab_ready_json(struct lab *lab)
{
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&lab->ready_lock);

    return compose_ready(lab);
}

static void remove_published(struct published *file)
{
    if (file->path)
        unlink(file->path);
    free(file->path);
    free(file->text);
}

void ready_remove(struct lab *lab)
{
    remove_published(&lab->ready_file);
    remove_published(&lab->tool_file);
    free(lab->requester);
    free(lab->target);
}
