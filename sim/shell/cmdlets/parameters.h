/* SPDX-License-Identifier: MIT */
/* Which parameters a cmdlet takes: those of its noun that its verb can give, and those that every cmdlet has. */
#ifndef FBLAB_SHELL_PARAMETERS_H
#define FBLAB_SHELL_PARAMETERS_H

#include "cmdlet.h"

struct cmdlet_parameter {
    const struct parameter *parameter; /* NULL: the noun's, but not one that the verb can give */
    size_t index;                      /* as noun_argument() or, of the common ones, common_parameter() counts */
    bool common;
};

/* The index-th; false: there are no more. */
bool cmdlet_parameter_at(const struct cmdlet *cmdlet, size_t index, struct cmdlet_parameter *found);
/* Must it be given? */
bool cmdlet_parameter_is_mandatory(const struct cmdlet *cmdlet, const struct cmdlet_parameter *found);
/* May its value stand first, without the name? */
bool cmdlet_parameter_is_first(const struct cmdlet_parameter *found);
/* Is it worth a word? Common ones that mean nothing to a lab are not. */
bool cmdlet_parameter_shown(const struct cmdlet_parameter *found);
/* By its name, or a beginning that only one has. false: error is PowerShell's sentence, and which there are. */
bool cmdlet_parameter_find(const struct cmdlet *cmdlet, const char *name, struct cmdlet_parameter *found,
                           struct error *error);

#endif
