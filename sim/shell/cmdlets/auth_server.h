/* SPDX-License-Identifier: MIT */
/* The keys by which tokens are verified: published by the services that issue them, cached by their partners. */
#ifndef FBLAB_AUTH_SERVER_H
#define FBLAB_AUTH_SERVER_H

#include "command.h"

/* Set-AuthServer -RefreshAuthMetadata: reads the document at AuthMetadataUrl again. */
bool refresh_metadata(xmlNode *object, const struct command *command, const struct value *value, struct error *error);
/* New-AuthServer: what the command line does not say is in the document at AuthMetadataUrl. */
bool make_auth_server(xmlNode *object, const struct command *command, struct error *error);

/* Set-LabTokenService -RolloverKey: the service signs with a new key, and publishes it beside the old one. Exchange
 * Online reads that at once; organisations on premises do not. */
bool roll_over_key(xmlNode *object, const struct command *command, const struct value *value, struct error *error);

/* The wizard names the token service's object "ACS - <GUID>", older ones and the catalogue ACS and WindowsAzureACS. */
bool is_auth_server(const xmlNode *object, const char *name);

#endif
