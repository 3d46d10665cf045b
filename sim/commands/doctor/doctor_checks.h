/* SPDX-License-Identifier: MIT */
/* What fblab needs of a machine, one check each. */
#ifndef FBLAB_COMMANDS_DOCTOR_CHECKS_H
#define FBLAB_COMMANDS_DOCTOR_CHECKS_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

struct doctor_check {
    const char *name;
    bool needed;      /* without it fblab cannot do its work; else something is limited */
    const char *fine; /* the sentence where it is well */
    /* false: error says what is missing or odd, and what to do. */
    bool (*is_fine)(const struct doctor_check *check, struct error *error);
    const char *program, *use; /* of a check that looks for a program: what it is for */
};

extern const struct doctor_check doctor_checks[];
extern const size_t doctor_check_count;

#endif
