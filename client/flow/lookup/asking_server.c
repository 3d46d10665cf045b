/* SPDX-License-Identifier: MIT */
/* Finds the server of a mailbox. */
#include "asking_server.h"

const struct object *asking_server(const struct snapshot *organization, const char *scope, const struct object *asker)
{
    const char *const name = asker ? object_text(asker, "ServerName") : "";
    const struct object *const server =
        *name ? snapshot_find(organization, scope, "ExchangeServer", "Name", name) : NULL;

    return server ? server : snapshot_next(organization, scope, "ExchangeServer", NULL);
}
