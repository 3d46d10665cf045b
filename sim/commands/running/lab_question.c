/* SPDX-License-Identifier: MIT */
/* Finds the lab by its ready file, asks, and prints why there is no answer. */
#include "lab_question.h"

#include "base/cleanup.h"
#include "base/json_text.h"
#include "fblab_commands/lab_door.h"
#include "terminal/status.h"

#include <stdlib.h>

enum { HTTP_OK = 200, HTTP_NOT_FOUND = 404, HTTP_FORBIDDEN = 403 };

/* What the lab knows and will not do is 1; what it does not know was typed wrong. */
static int exit_status(int http_status)
{
    return http_status == HTTP_NOT_FOUND   ? STATUS_USAGE
           : http_status == HTTP_FORBIDDEN ? STATUS_UNUSABLE
                                           : STATUS_DIFFERENT;
}

json_t *lab_question(const char *command, const char *ready, const char *path, json_t *body, int *status)
{
    struct error error = {""};
    int http_status = 0;
    CLEANUP(json_release) json_t *question = body;
    CLEANUP(cleanup_string) char *text = question ? json_dumps(question, JSON_COMPACT) : NULL;
    CLEANUP(lab_door_close) struct lab_door *door = NULL;
    CLEANUP(cleanup_string) char *said = NULL;
    CLEANUP(json_release) json_t *answer = NULL;

    if (!ready) {
        *status = complain(STATUS_USAGE, "%s needs --lab, the ready file of the lab", command);
        return NULL;
    }
    door = lab_door_open(ready, &error);
    said = door ? lab_door_post(door, path, text, &http_status, &error) : NULL;
    answer = said ? json_loads(said, 0, NULL) : NULL;
    if (http_status == HTTP_OK && answer)
        return TAKE(answer);
    if (json_string_value(json_object_get(answer, "error")))
        *status = complain(exit_status(http_status), "%s", json_string_value(json_object_get(answer, "error")));
    else
        *status =
            complain(STATUS_UNUSABLE, "%s",
                     *error.text ? error.text : "What answers here is no lab: the ready file is of another time.");
    return NULL;
}
