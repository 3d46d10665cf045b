/* SPDX-License-Identifier: MIT */
/* Who may come in: which names the page has, which site may call it, and what proves that somebody was let in. Pure. */
#ifndef FBLAB_ROOM_DOOR_H
#define FBLAB_ROOM_DOOR_H

#include "capture/message.h"

#include <stdbool.h>

struct room_door;

/* `port`: it listens there on loopback. public_url: the address that others know it by ("https://lab.example.com"),
 * whose host is then let in as well; NULL: there is none. instance: of the room, for the name of its cookie, as
 * cookies do not know ports. */
struct room_door *room_door_new(unsigned port, const char *public_url, const char *instance);
void room_door_free(struct room_door **door);

/* NULL: the request may go on; else the sentence of the refusal, and its status. A foreign Host is a name that was
 * bound to our address (DNS rebinding); a page of another site sends its Origin, or says so in Sec-Fetch-Site. */
const char *room_door_refuses(const struct room_door *door, const struct request *request, int *status);
/* What our cookie says. The caller frees it; NULL: it did not come along. */
char *room_door_cookie(const struct room_door *door, const struct request *request);
/* The value of Set-Cookie. The caller frees it. */
char *room_door_set_cookie(const struct room_door *door, const char *value);
/* What others call us: "http://127.0.0.1:8080". Borrowed. */
const char *room_door_url(const struct room_door *door);

/* Equal, in a time that tells nothing about the secret. NULL and "" are no secret's guess. */
bool room_secret_equal(const char *secret, const char *guess);

#endif
