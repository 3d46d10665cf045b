/* SPDX-License-Identifier: MIT */
/* Users in the directory of the tenant, behind the federation gateway. */
#ifndef FBLAB_SHELL_IDENTITIES_H
#define FBLAB_SHELL_IDENTITIES_H

#include "command.h"

/* A changed ImmutableId brings name and password of the directory to the record behind the gateway. Whether the password
 * may be used is no part of it. */
void restore_user(xmlNode *user);

/* Set-AzureADUser: a new UserPrincipalName makes the record anew, provisioned and with name and password. */
void complete_user(xmlNode *object, const struct noun *noun, const struct command *command);
/* -ObjectId: is it the user with that name? */
bool is_user(const xmlNode *object, const struct value *value);
/* -PasswordPolicies */
bool set_password_policies(xmlNode *object, const struct command *command, const struct value *value,
                           struct error *error);
/* Set-MsolUserPrincipalName -NewUserPrincipalName */
bool rename_user(xmlNode *object, const struct command *command, const struct value *value, struct error *error);
/* Set-MsolUserPassword -NewPassword */
bool reset_password(xmlNode *object, const struct command *command, const struct value *value, struct error *error);

/* Update-MgServicePrincipal -ServicePrincipalId. */
bool is_application(const xmlNode *object, const struct value *value);
/* -KeyCredentials: a certificate (Base64) that the application may sign with from now on. */
bool add_application_key(xmlNode *object, const struct command *command, const struct value *value,
                         struct error *error);
/* Update-MgServicePrincipal -ServicePrincipalNames: in place of those there are. */
bool set_application_names(xmlNode *object, const struct command *command, const struct value *value,
                           struct error *error);

#endif
