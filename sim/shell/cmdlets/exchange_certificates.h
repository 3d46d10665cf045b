/* SPDX-License-Identifier: MIT */
/* Certificates of an Exchange organisation, and those registered at the token service. */
#ifndef FBLAB_EXCHANGE_CERTIFICATES_H
#define FBLAB_EXCHANGE_CERTIFICATES_H

#include "shell/nouns/command.h"
#include "shell/shell.h"

/* New-ExchangeCertificate: a new key, unless the command line brings its own thumbprint. */
bool make_exchange_certificate(xmlNode *object, const struct command *command, struct error *error);
/* -SubjectName, -DomainName. */
bool take_subject(xmlNode *object, const struct command *command, const struct value *value, struct error *error);
bool take_domains(xmlNode *object, const struct command *command, const struct value *value, struct error *error);
/* Is the certificate for that domain? */
bool has_domain(const xmlNode *object, const struct value *value);
/* Export-ExchangeCertificate: into a file on the administrator's computer. */
bool export_certificate(xmlDoc *document, const struct command *command, struct error *error);

/* New-MsolServicePrincipalCredential: key id, dates and realm follow from the certificate. */
bool make_credential(xmlNode *object, const struct command *command, struct error *error);
/* Registers an installed certificate of the organisation at the token service, unless it is there already. */
void register_certificate(const xmlNode *certificate, const char *application, const char *realm);

/* A new key and its certificate, dated by the clock of where the command is given. */
bool mint_certificate(const xmlNode *object, const struct command *command, const char *subject,
                      struct shell_certificate *certificate, struct error *error);

/* What the command needs of the lab. NULL: there is none. */
const struct shell_services *services_of(const struct command *command, struct error *error);

#endif
