/* SPDX-License-Identifier: MIT */
/* Compares what browsers say of themselves with the few names that are ours. */
#include "room_door.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"

#include <openssl/crypto.h>
#include <string.h>

enum { MOST_NAMES = 3, COOKIE_DIGITS = 13 };

struct room_door {
    char *origins[MOST_NAMES]; /* "http://127.0.0.1:8080"; the first is the one to be printed */
    char *cookie;              /* its name */
    size_t count;
    bool secure;
};

static void add_origin(struct room_door *door, char *origin)
{
    door->origins[door->count++] = origin;
}

struct room_door *room_door_new(unsigned port, const char *public_url, const char *instance)
{
    struct room_door *const door = memory_new(sizeof *door);
    size_t length = public_url ? strlen(public_url) : 0;

    while (length > 0 && public_url[length - 1] == '/')
        length--;
    if (length > 0)
        add_origin(door, text_copy_part(public_url, length));
    door->secure = public_url && text_starts(public_url, "https:");
    add_origin(door, text_format("http://127.0.0.1:%u", port));
    add_origin(door, text_format("http://localhost:%u", port));
    door->cookie = text_format("fblab-%.*s", COOKIE_DIGITS, instance);
    return door;
}

void room_door_free(struct room_door **door)
{
    if (!*door)
        return;
    for (size_t i = 0; i < (*door)->count; i++)
        free((*door)->origins[i]);
    free((*door)->cookie);
    free(*door);
    *door = NULL;
}

/* Which of our origins has that host and port? NULL: none. */
static const char *origin_of(const struct room_door *door, const char *host)
{
    for (size_t i = 0; host && i < door->count; i++)
        if (text_equal(strstr(door->origins[i], "//") + 2, host))
            return door->origins[i];
    return NULL;
}

static bool changes(const struct request *request)
{
    return strcmp(request->method, "GET") != 0 && strcmp(request->method, "HEAD") != 0;
}

/* A link in a mail or a chat leads here: that shows the page, and the page alone. */
static bool follows_link(const struct request *request)
{
    return !changes(request) && strcmp(request->path, "/") == 0 &&
           text_equal(headers_get(&request->headers, "Sec-Fetch-Mode"), "navigate") &&
           text_equal(headers_get(&request->headers, "Sec-Fetch-Dest"), "document");
}

static bool from_other_site(const struct request *request, const char *own)
{
    const char *const origin = headers_get(&request->headers, "Origin");
    const char *const site = headers_get(&request->headers, "Sec-Fetch-Site");

    if (origin && !text_equal(origin, own))
        return true;
    return site && !text_equal(site, "same-origin") && !text_equal(site, "none") && !follows_link(request);
}

const char *room_door_refuses(const struct room_door *door, const struct request *request, int *status)
{
    const char *const own = origin_of(door, headers_get(&request->headers, "Host"));

    *status = own ? 403 : 421;
    if (!own)
        return "This is not the address that fblab has printed; open that one.";
    if (from_other_site(request, own))
        return "Another site asked for this; only fblab's own page may.";
    /* Every browser says where a change comes from. */
    if (changes(request) && !headers_get(&request->headers, "Origin"))
        return "A change needs the Origin of fblab's own page.";
    return NULL;
}

char *room_door_cookie(const struct room_door *door, const struct request *request)
{
    const char *part = headers_get(&request->headers, "Cookie");
    const size_t length = strlen(door->cookie);

    while (part && *part) {
        part += strspn(part, "; ");
        if (strncmp(part, door->cookie, length) == 0 && part[length] == '=')
            return text_copy_part(part + length + 1, strcspn(part + length + 1, "; "));
        part = strchr(part, ';');
    }
    return NULL;
}

char *room_door_set_cookie(const struct room_door *door, const char *value)
{
    return text_format("%s=%s; Path=/; HttpOnly; SameSite=Strict%s", door->cookie, value,
                       door->secure ? "; Secure" : "");
}

const char *room_door_url(const struct room_door *door)
{
    return door->origins[0];
}

bool room_secret_equal(const char *secret, const char *guess)
{
    const size_t length = secret ? strlen(secret) : 0;

    return length > 0 && guess && strlen(guess) == length && CRYPTO_memcmp(secret, guess, length) == 0;
}
