/* SPDX-License-Identifier: MIT */
/* Says where the lab is and who looks up whom, as JSON, in files that others wait for: the ready file for whoever runs the
 * lab, the tool file for a program that is tested, without what would tell it the cause. */
#include "internal.h"

#include "base/cleanup.h"
#include "base/file_draft.h"
#include "base/lock.h"
#include "base/text.h"
#include "vocabulary/places.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
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
    atomic_store(&lab->looked_up, LOOKED_UP_UNKNOWN);
    pthread_mutex_unlock(&lab->ready_lock);
}

const char *ready_scope_of(struct lab *lab, const char *requester)
{
    const char *const scope = scope_of(lab, requester);
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&lab->ready_lock);

    return !scope && text_equal(requester, lab->requester) ? lab->asking : scope;
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
                     lab->target, "client", lab->client, "organization", lab->organization.path);
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

static char *compose_organization(struct lab *lab)
{
    return store_scope_text(lab->store, lab->asking);
}

/* A file with a new text, on its way. */
struct publication {
    struct published *file;
    char *text;
    struct file_draft *draft; /* NULL: it is as it should be, or nobody wants it */
};

static void publication_clear(struct publication *publication)
{
    free(publication->text);
    file_draft_free(&publication->draft);
}

static bool prepare(struct lab *lab, struct publication *publication, char *(*compose)(struct lab *lab),
                    struct error *error)
{
    struct published *const file = publication->file;

    if (!file->path)
        return true;
    publication->text = compose(lab);
    if (!publication->text)
        return error_set(error, "what %s should say could not be composed", file->path);
    if (file->text && strcmp(file->text, publication->text) == 0)
        return true;
    publication->draft = file_draft_new(file->path, publication->text, strlen(publication->text), 0600, error);
    return publication->draft;
}

static bool give_out(struct publication *publication, struct error *error)
{
    if (!publication->draft)
        return true;
    if (!file_draft_commit(&publication->draft, true, error))
        return false;
    free(publication->file->text);
    publication->file->text = TAKE(publication->text);
    return true;
}

/* All are prepared before one changes: a full disk must not leave some of them new. The document goes first: who reads the
 * new ready file must find what belongs to it. */
bool ready_publish(struct lab *lab, struct error *error)
{
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&lab->ready_lock);
    CLEANUP(publication_clear) struct publication organization = {.file = &lab->organization};
    CLEANUP(publication_clear) struct publication ready = {.file = &lab->ready_file};
    CLEANUP(publication_clear) struct publication tool = {.file = &lab->tool_file};

    return prepare(lab, &organization, compose_organization, error) && prepare(lab, &ready, compose_ready, error) &&
           prepare(lab, &tool, compose_tool, error) && give_out(&organization, error) && give_out(&ready, error) &&
           give_out(&tool, error);
}

/* Where it cannot be written the lab need not follow it. */
static bool publish_at(struct lab *lab, struct published *file, const char *path, struct error *error)
{
    CLEANUP(cleanup_string) char *copy = text_copy(path);
    bool done;

    pthread_mutex_lock(&lab->ready_lock);
    free(file->path);
    file->path = TAKE(copy);
    free(TAKE(file->text));
    pthread_mutex_unlock(&lab->ready_lock);
    done = ready_publish(lab, error);
    pthread_mutex_lock(&lab->ready_lock);
    if (!done)
        free(TAKE(file->path));
    pthread_mutex_unlock(&lab->ready_lock);
    return done;
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

/* Somebody else may have put his own file there since, another lab perhaps; a device stays anyway. */
static bool is_ours(const struct published *file)
{
    struct stat found;
    CLEANUP(cleanup_string)
    char *seen = file->text && stat(file->path, &found) == 0 && S_ISREG(found.st_mode)
                     ? file_read(file->path, strlen(file->text), NULL, NULL)
                     : NULL;

    return seen && strcmp(seen, file->text) == 0;
}

static void remove_published(struct published *file)
{
    CLEANUP(cleanup_string) char *place = file->path && is_ours(file) ? realpath(file->path, NULL) : NULL;

    if (place)
        unlink(place);
}

static void published_clear(struct published *file)
{
    free(file->path);
    free(file->text);
}

static void withdraw(struct published *file)
{
    remove_published(file);
    free(TAKE(file->path));
}

void ready_withdraw(struct lab *lab)
{
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&lab->ready_lock);

    withdraw(&lab->ready_file);
    withdraw(&lab->tool_file);
}

void ready_forget(struct lab *lab)
{
    published_clear(&lab->ready_file);
    published_clear(&lab->tool_file);
    published_clear(&lab->organization);
    free(lab->requester);
    free(lab->target);
}
