/* SPDX-License-Identifier: MIT */
/* What is known of failures: the catalogue, and who names what is dropped on the page. One for all seats; read when
 * it is first needed. Any thread. */
#ifndef FBLAB_ROOM_KNOWLEDGE_H
#define FBLAB_ROOM_KNOWLEDGE_H

#include "base/error.h"

#include <jansson.h>
#include <stddef.h>

struct room_knowledge;

struct room_knowledge *room_knowledge_new(void);
void room_knowledge_free(struct room_knowledge **knowledge);

/* All return NULL where error says why. The caller owns the reference. */
/* Every failure: id, title, direction, errors, variants. */
json_t *room_knowledge_catalogue(struct room_knowledge *knowledge, struct error *error);
/* One of them: what happens on the wire, causes, what looks alike, how we know. */
json_t *room_knowledge_failure(struct room_knowledge *knowledge, const char *id, struct error *error);
/* {"diagnoses","unread"} of bytes of any kind, as `fbcheck classify` names them. name: of the file, NULL: pasted. */
json_t *room_knowledge_name(struct room_knowledge *knowledge, const char *bytes, size_t length, const char *name,
                            struct error *error);
/* The contract's "diagnoses" of a look-up (room_look_up_view()). */
json_t *room_knowledge_diagnose(struct room_knowledge *knowledge, const json_t *view, struct error *error);

#endif
