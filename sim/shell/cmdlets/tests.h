/* SPDX-License-Identifier: MIT */
/* Test- cmdlets: they run their check over the lab's own connections and print what Exchange prints of it. What the
 * check finds wrong is no error of the cmdlet. */
#ifndef FBLAB_SHELL_TESTS_H
#define FBLAB_SHELL_TESTS_H

#include "shell/nouns/command.h"

bool test_oauth_connectivity(const struct shell *shell, const struct command *command, struct error *error);
bool test_organization_relationship(const struct shell *shell, const struct command *command, struct error *error);
bool test_federation_trust(const struct shell *shell, const struct command *command, struct error *error);
bool test_federation_trust_certificate(const struct shell *shell, const struct command *command, struct error *error);
bool get_federation_information(const struct shell *shell, const struct command *command, struct error *error);
bool test_migration_server_availability(const struct shell *shell, const struct command *command, struct error *error);

#endif
