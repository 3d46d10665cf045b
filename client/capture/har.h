/* SPDX-License-Identifier: MIT */
/* HTTP archives as browsers save them (HAR 1.2: log.entries). */
#ifndef FBLAB_HAR_H
#define FBLAB_HAR_H

#include "transaction.h"

#include <jansson.h>

bool har_is(const json_t *json);

/* Every entry in its order; what is missing in one is not known. Bodies are as the browser decoded them, whatever headers say of
 * their coding. false: it is no HAR, and nothing was given. */
bool har_read(const json_t *json, transaction_function *take, void *context);

/* A text that is no JSON, but began as a HAR? */
bool har_is_cut(const char *text, size_t length);
/* The entries that are there; returns how many. */
size_t har_read_cut(const char *text, size_t length, transaction_function *take, void *context);

/* One of its entries. */
void har_read_entry(const json_t *entry, unsigned long number, transaction_function *take, void *context);

#endif
