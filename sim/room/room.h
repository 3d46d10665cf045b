/* SPDX-License-Identifier: MIT */
/* The control room: one page in a browser that shows a lab and works with it. Serves the page, its files, its JSON
 * and its events over HTTP, to those who have a link. Any thread. README.md has a picture. */
#ifndef FBLAB_ROOM_H
#define FBLAB_ROOM_H

#include "base/error.h"

#include <stdbool.h>

struct lab;
struct room;

struct room_options {
    const char *listen_address; /* NULL: 127.0.0.1 */
    unsigned port;              /* 0: the kernel chooses */
    const char *public_url;     /* under which others know the page; NULL: loopback is all there is */
    unsigned readers;           /* browsers at once; 0: 12 */
};

struct room *room_start(const struct room_options *options, struct error *error);
/* Ends connections and joins the threads. Before the labs in it stop. Accepts a NULL inside. */
void room_stop(struct room **room);

/* Whoever opens the link works with that lab, in all it can do. Once a lab. The caller frees the link. */
char *room_add_lab(struct room *room, struct lab *lab);

#endif
