/* SPDX-License-Identifier: MIT */
/* Certificates of an Exchange organisation, and those registered at the token service. */
#ifndef FBLAB_EXCHANGE_CERTIFICATES_H
#define FBLAB_EXCHANGE_CERTIFICATES_H

#include "command.h"

/* New-ExchangeCertificate: a new key, unless the command line brings its own thumbprint. */
bool make_exchange_certificate(xmlNode *object, const struct command *command, struct error *error);
/* -SubjectName, -DomainName. */
bool take_subject(xmlNode *object, const struct command *command, const struct value *value, struct error *error);
bool take_domains(xmlNode *object, const struct command *command, const struct value *value, struct error *error);
/* Is the certificate for that domain? */
bool has_domain(const xmlNode *object, const struct value *value);

/* New-MsolServicePrincipalCredential: key id, dates and realm follow from the certificate. */
bool make_credential(xmlNode *object, const struct command *command, struct error *error);
/* Registers an installed certificate of the organisation at the token service, unless it is there already. */
void register_certificate(const xmlNode *certificate, const char *application, const char *realm);

/* A new key and its certificate, dated by the clock of where the command is given. */
bool mint_certificate(const xmlNode *object, const struct command *command, const char *subject,
                      struct shell_certificate *certificate, struct error *error);

#endif
