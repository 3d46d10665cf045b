/* SPDX-License-Identifier: MIT */
/* A lab in this process, or one behind its admin API. */
#include "lab_door.h"

#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/memory.h"
#include "base/text.h"
#include "flow/transport/lab_health.h"
#include "flow/transport/post.h"
#include "lab/lab.h"

#include <jansson.h>

enum { READY_LIMIT = 1024 * 1024 };

struct lab_door {
    struct lab *lab; /* NULL: a lab elsewhere */
    char *url, *token;
};

static bool read_ready(struct lab_door *door, const char *path, struct error *error)
{
    size_t length = 0;
    CLEANUP(cleanup_string) char *text = file_read(path, READY_LIMIT, &length, error);
    CLEANUP(json_release) json_t *json = text ? json_loadb(text, length, 0, NULL) : NULL;
    const json_t *shell = json_object_get(json, "shell"); /* of a tool file */
    const char *url = json_string_value(shell ? json_object_get(shell, "url") : json_object_get(json, "admin"));
    const char *token =
        json_string_value(shell ? json_object_get(shell, "token") : json_object_get(json, "admin_token"));

    if (!text)
        return false;
    if (!url || !token)
        return error_set(error, "%s is no ready file: \"admin\" and \"admin_token\" must be strings.", path);
    if (!flow_lab_runs(path, json, error))
        return false;
    door->url = text_copy(url);
    door->token = text_copy(token);
    return true;
}

struct lab_door *lab_door_open(const char *ready_file, struct error *error)
{
    CLEANUP(lab_door_close) struct lab_door *door = memory_new(sizeof *door);

    if (ready_file)
        return read_ready(door, ready_file, error) ? TAKE(door) : NULL;
    door->lab = lab_start(&(struct lab_options){0}, error);
    return door->lab ? TAKE(door) : NULL;
}

void lab_door_close(struct lab_door **door)
{
    if (*door) {
        lab_stop(&(*door)->lab);
        free((*door)->url);
        free((*door)->token);
    }
    free(*door);
    *door = NULL;
}

static bool run_here(struct lab_door *door, const char *at, const char *command, char **output, struct error *error)
{
    size_t length;
    FILE *memory = text_stream(output, &length);
    bool done;

    done = lab_run(door->lab, at, command, memory, error);
    text_stream_close(memory);
    if (!done)
        free(TAKE(*output));
    return done;
}

/* {"ok": true, "output": "..."} or {"error": "..."} */
static bool read_answer(int status, const json_t *answer, char **output, bool *lost, struct error *error)
{
    const char *printed = json_string_value(json_object_get(answer, "output"));
    const char *refusal = json_string_value(json_object_get(answer, "error"));

    if (printed) {
        *output = text_copy(printed);
        return true;
    }
    *lost = !refusal || status == 401;
    return error_set(error, "%s",
                     refusal ? refusal : "What answers here is no lab: the ready file is of another time.");
}

char *lab_door_post(struct lab_door *door, const char *path, const char *json, int *status, struct error *error)
{
    CLEANUP(cleanup_string) char *url = text_format("%s%s", door->url, path);

    return flow_post_json(url, door->token, json, status, error);
}

static bool run_there(struct lab_door *door, const char *at, const char *command, char **output, bool *lost,
                      struct error *error)
{
    CLEANUP(json_release) json_t *question = json_pack("{s:s, s:s}", "at", at, "command", command);
    CLEANUP(json_release) json_t *answer = NULL;
    CLEANUP(cleanup_string) char *text = question ? json_dumps(question, JSON_COMPACT) : NULL;
    CLEANUP(cleanup_string) char *body = NULL;
    int status = 0;

    if (!text)
        return error_set(error, "The command line holds bytes that are no text in UTF-8.");
    body = lab_door_post(door, "/commands", text, &status, error);
    *lost = !body;
    if (!body)
        return false;
    answer = json_loads(body, 0, NULL);
    return read_answer(status, answer, output, lost, error);
}

bool lab_door_run(struct lab_door *door, const char *at, const char *command, char **output, bool *lost,
                  struct error *error)
{
    *output = NULL;
    *lost = false;
    return door->lab ? run_here(door, at, command, output, error) : run_there(door, at, command, output, lost, error);
}
