/* SPDX-License-Identifier: MIT */
/* Set-AuthConfig: which certificate an organisation signs its requests for tokens with. */
#ifndef FBLAB_AUTH_CONFIG_H
#define FBLAB_AUTH_CONFIG_H

#include "command.h"

/* -NewCertificateThumbprint: it must be installed. */
bool stage_certificate(xmlNode *object, const struct command *command, const struct value *value, struct error *error);
/* -NewCertificateEffectiveDate: from then on it is the one in use, which is at once where the date has come. */
bool stage_date(xmlNode *object, const struct command *command, const struct value *value, struct error *error);
/* -PublishCertificate: in use now, and registered at the token service. */
bool publish_certificate(xmlNode *object, const struct command *command, const struct value *value,
                         struct error *error);
/* -ClearPreviousCertificate */
bool clear_previous(xmlNode *object, const struct command *command, const struct value *value, struct error *error);

#endif
