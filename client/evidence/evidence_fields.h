/* SPDX-License-Identifier: MIT */
/* Which JSON member stands for which field of a look-up, a record and a busy time. */
#ifndef FBLAB_EVIDENCE_FIELDS_H
#define FBLAB_EVIDENCE_FIELDS_H

#include "json_fields.h"

/* Head and tail stand before and behind the members that are objects or arrays. */
extern const struct evidence_fields {
    struct field_list lookup_head, lookup_tail, hop_head, fault, hop_tail, token, event;
} evidence_fields;

#endif
