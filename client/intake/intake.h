/* SPDX-License-Identifier: MIT */
/* The way in: bytes of any kind an engineer has in hand become items. The kind is recognised, not asked for: texts, XML,
 * JSON, HTTP messages, HAR, SAZ, archives, compressed files, IIS W3C, HTTPERR, HttpProxy and other logs with a #Fields
 * line, exported Windows events; UTF-8, UTF-16 and Windows-1252. Logs are read as they come, in bounded memory.
 * Pure: no files, no clock. */
#ifndef FBLAB_INTAKE_H
#define FBLAB_INTAKE_H

#include "intake/common/item.h"
#include "intake/logs/literals.h"

/* Literals of which one stands in every text of interest, and those the logs need. NULL: error says why. */
struct literals *intake_literals_new(const char *const *texts, size_t count, struct error *error);

struct intake;
/* Borrows the literals. Items are given from inside the other calls, in the order of the input. */
struct intake *intake_new(const struct literals *literals, item_function *take, void *context);
void intake_free(struct intake **intake);
/* Who is told what of a container (an archive, a mail) was read and what not; the context is that of the items. Without,
 * nobody. */
void intake_tell(struct intake *intake, told_function *told);
/* The file's name, which says what it is where the bytes do not. Borrows it. */
void intake_called(struct intake *intake, const char *name);

/* The next bytes. false: the rest is of no use, and error says why. */
bool intake_push(struct intake *intake, const char *bytes, size_t length, struct error *error);
/* That was all. false: error says what could not be read. */
bool intake_end(struct intake *intake, struct error *error);

/* For a log that grows, before the first push: kind, encoding and names of fields come from its beginning, the items from
 * what is pushed afterwards, which begins with that line. */
void intake_follow(struct intake *intake, const char *head, size_t length, size_t line);
/* The last record is complete: nothing was added for a while. */
void intake_flush(struct intake *intake);

#endif
