/* SPDX-License-Identifier: MIT */
/* A DNS question and its answer, from the "hosts" of a ready file; the only user of ldns. Pure. */
#ifndef FBLAB_ISOLATION_NAME_ANSWER_H
#define FBLAB_ISOLATION_NAME_ANSWER_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The answer to one message: addresses (A) and services (SRV) of the names in hosts; a name without what is asked for has no
 * data, others do not exist (NXDOMAIN). false: no answer is due, for it is not even a question. The caller frees it. */
bool name_answer(const uint8_t *question, size_t length, const json_t *hosts, uint8_t **answer, size_t *size);

#endif
