/* SPDX-License-Identifier: MIT */
/* The tables of cmdlets as JSON (GET /cmdlets). */
#ifndef FBLAB_SHELL_CMDLETS_JSON_H
#define FBLAB_SHELL_CMDLETS_JSON_H

#include <jansson.h>
#include <stdbool.h>

/* [{"name":"Set-MailUser","at":["onprem"],"verb":"Set","noun":"MailUser","parameters":[{"name","type","list","switch",
 * "mandatory"}]}]; "position" where a parameter may stand without its name, "values" where only some words are taken.
 * `without_lab`: as a program under test may type them. The caller owns the reference. */
json_t *shell_reference_json(bool without_lab);

#endif
