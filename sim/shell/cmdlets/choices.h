/* SPDX-License-Identifier: MIT */
/* Parameters of Get- that are no property of the object, and choose by what belongs together. */
#ifndef FBLAB_SHELL_CHOICES_H
#define FBLAB_SHELL_CHOICES_H

#include "shell/language/command_line.h"

#include <libxml/tree.h>
#include <stdbool.h>

/* -Server of virtual directories. */
bool stands_on_server(const xmlNode *object, const struct value *value);
/* -OrganizationGuid: of what the tenant knows of the premises. */
bool belongs_to_organization(const xmlNode *object, const struct value *value);
/* -ServicePrincipalName: any of its names. */
bool has_principal_name(const xmlNode *object, const struct value *value);
/* -ObjectId of a service principal, whose credential it is. */
bool belongs_to_principal(const xmlNode *object, const struct value *value);
/* -AppPrincipalId likewise. */
bool belongs_to_application(const xmlNode *object, const struct value *value);

#endif
