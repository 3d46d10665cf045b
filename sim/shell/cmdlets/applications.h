/* SPDX-License-Identifier: MIT */
/* What cmdlets of Microsoft Graph PowerShell do to an application. */
#ifndef FBLAB_SHELL_APPLICATIONS_H
#define FBLAB_SHELL_APPLICATIONS_H

#include "command.h"

/* -KeyCredentials: a certificate (Base64) that the application may sign with from now on. */
bool add_application_key(xmlNode *object, const struct command *command, const struct value *value,
                         struct error *error);

/* -ServicePrincipalId. */
bool is_application(const xmlNode *object, const struct value *value);

#endif
