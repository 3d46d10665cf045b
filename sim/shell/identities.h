/* SPDX-License-Identifier: MIT */
/* Users in the directory of the tenant, behind the federation gateway. Private to sim/shell. */
#ifndef FBLAB_SHELL_IDENTITIES_H
#define FBLAB_SHELL_IDENTITIES_H

#include "command.h"

/* The record is written anew, as with every change of what the user is called: the gateway knows the user again, under the
 * name and with the password that the directory has. Whether the password may be used is no part of it. */
void renew_user(xmlNode *user);

/* Set-AzureADUser: a new UserPrincipalName renews the record. */
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

#endif
