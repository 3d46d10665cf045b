/* SPDX-License-Identifier: MIT */
/* A request to the control room: "METHOD /path?query" in the first line, "Name: value" in lines of their own, and
 * behind an empty line a body. What it may do, and what it says. */
#include "base/cleanup.h"
#include "base/text.h"
#include "input.h"
#include "room/room_door.h"
#include "room/room_request.h"
#include "target.h"

#include <stdlib.h>
#include <string.h>

static struct room_door *door;

static void add_header(struct headers *headers, char *line)
{
    char *const value = strchr(line, ':');

    if (!value)
        return;
    *value = '\0';
    headers_add(headers, line, value + 1 + strspn(value + 1, " "));
}

static void read_all(const struct request *request)
{
    CLEANUP(cleanup_string) char *token = room_query_token(request);
    CLEANUP(cleanup_string) char *id = room_query_text(request, "id");
    CLEANUP(cleanup_string) char *cookie = room_door_cookie(door, request);
    int status = 0;
    const char *const sentence = room_door_refuses(door, request, &status);

    if (sentence && status != 403 && status != 421)
        abort();
    room_secret_equal("secret", token);
    room_secret_equal("secret", cookie);
    room_last_event(request);
    room_query_number(request, "number");
    json_decref(room_request_body(request));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    CLEANUP(cleanup_string) char *text = input_text(data, size);
    char *rest = text, *line = input_line(&rest), *more = NULL, *method = strtok_r(line, " ", &more);
    char *path = strtok_r(NULL, " ", &more), *query = path ? strchr(path, '?') : NULL;
    struct request request = {.method = method, .path = path, .query = ""};

    if (!door)
        door = room_door_new(8080, "https://lab.example.com", "8e0c5b61-0000-4000-8000-000000000000");
    if (!path)
        return 0;
    if (query) {
        *query = '\0';
        request.query = query + 1;
    }
    while (*rest && *(line = input_line(&rest)))
        add_header(&request.headers, line);
    request.body = rest;
    request.body_length = strlen(rest);
    read_all(&request);
    headers_clear(&request.headers);
    return 0;
}
