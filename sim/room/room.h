/* SPDX-License-Identifier: MIT */
/* The control room: one page in a browser that shows a lab and works with it. Serves the page, its files, its JSON
 * and its events over HTTP, to those who have a link. Any thread. README.md has a picture. */
#ifndef FBLAB_ROOM_H
#define FBLAB_ROOM_H

#include "base/error.h"

#include <stdbool.h>
#include <stdint.h>

struct lab;
struct room;

struct room_options {
    const char *listen_address; /* NULL: 127.0.0.1 */
    unsigned port;              /* 0: the kernel chooses */
    const char *public_url;     /* under which others know the page; NULL: loopback is all there is */
    unsigned readers;           /* browsers at once; 0: 40 */
};

struct room *room_start(const struct room_options *options, struct error *error);
/* At which it listens. */
unsigned room_port(const struct room *room);
/* Ends connections and joins the threads. Before the labs in it stop. Accepts a NULL inside. */
void room_stop(struct room **room);

/* Whoever opens the link works with that lab, in all it can do. Once a lab. The caller frees the link. */
char *room_add_lab(struct room *room, struct lab *lab);

struct room_course {
    const char *name;      /* or a file of one's own: "mine/course.xml" */
    const char *folder;    /* of the progress; NULL: the user's own */
    const char *scenarios; /* a folder of more of them; NULL: none */
    const uint64_t *seed;  /* NULL: each trainee's own */
    bool choice;           /* trainees may take another of those that came with the program */
};

/* Once a room, before there are trainees. false: error says why. */
bool room_open_course(struct room *room, const struct room_course *course, struct error *error);
/* Each has a lab of their own, and nothing of the others'. The caller frees the link; NULL: error says why. */
char *room_add_trainee(struct room *room, const char *name, struct error *error);
/* Writes the evidence of the lab of a ready file as a zip. false: error says why. */
typedef bool room_pack_function(const char *ready_file, const char *output, struct error *error);
/* Tickets of the course without a lab: packs of evidence, with questions on them. The caller frees the link. */
char *room_add_quiz(struct room *room, room_pack_function *write_pack);
/* Sees all trainees; may write, break, reset, give hints and end tickets. The caller frees the link. */
char *room_add_instructor(struct room *room);
/* Begins everybody's ticket, in the background, once. Otherwise each begins when its page is opened. */
bool room_begin_tickets(struct room *room, struct error *error);

#endif
