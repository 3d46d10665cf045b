/* SPDX-License-Identifier: MIT */
/* What the CSV logs of Exchange have in common. Pure. */
#ifndef FBLAB_EXCHANGE_LOG_H
#define FBLAB_EXCHANGE_LOG_H

#include "log_columns.h"

#include <jansson.h>
#include <stdio.h>

/* "#Software: ..." to "#Fields: ..." of a log of that type. */
void exchange_log_head(FILE *output, const json_t *entry, const char *type, const struct log_layout *columns);

/* Values. */
void exchange_log_major(FILE *output, const json_t *entry);
void exchange_log_minor(FILE *output, const json_t *entry);
void exchange_log_build(FILE *output, const json_t *entry);
void exchange_log_revision(FILE *output, const json_t *entry);
/* "Bearer", "Basic", "WSSecurity", "" */
void exchange_log_authentication(FILE *output, const json_t *entry);
void exchange_log_is_authenticated(FILE *output, const json_t *entry);

#endif
