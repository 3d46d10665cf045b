/* SPDX-License-Identifier: MIT */
/* Set-FederationTrust: what it does besides setting properties. */
#ifndef FBLAB_SHELL_FEDERATION_TRUST_H
#define FBLAB_SHELL_FEDERATION_TRUST_H

#include "command.h"

/* -RefreshMetadata reads what the gateway publishes. The certificates of one run are in force after the next: Microsoft's
 * advice is to run the command twice, and why the first does not do is not public. */
bool refresh_federation_metadata(xmlNode *object, const struct command *command, const struct value *value,
                                 struct error *error);
/* -Thumbprint: the organisation's next certificate. */
bool stage_federation_certificate(xmlNode *object, const struct command *command, const struct value *value,
                                  struct error *error);
/* -PublishFederationCertificate: the next one is the one in use, and the gateway is told. */
bool publish_federation_certificate(xmlNode *object, const struct command *command, const struct value *value,
                                    struct error *error);

/* Set-FederatedOrganizationIdentifier -DelegationFederationTrust: a trust that is there, by its name. */
bool link_federation_trust(xmlNode *object, const struct command *command, const struct value *value,
                           struct error *error);

/* New-FederationTrust -Thumbprint: registers the certificate with the gateway, whose metadata it reads. Without -Thumbprint the
 * trust is what the command said. */
bool make_federation_trust(xmlNode *object, const struct command *command, struct error *error);

#endif
