/* SPDX-License-Identifier: MIT */
/* The steps of ConfigureExchangeHybridApplication.ps1, each on the documents of both sides. */
#ifndef FBLAB_HYBRID_APP_STEPS_H
#define FBLAB_HYBRID_APP_STEPS_H

#include "base/error.h"

#include <libxml/tree.h>
#include <stdbool.h>
#include <stdio.h>

/* One run of the script. Texts are borrowed; "": not given. */
struct hybrid_app_run {
    xmlDoc *document;
    FILE *output; /* NULL: nobody reads */
    const char *custom_app, *tenant, *routing_domain, *thumbprint, *permissions;
    bool graph_only;
};

/* Makes the application, its roles and an administrator's consent; what is there stays. */
bool hybrid_app_create(const struct hybrid_app_run *run, struct error *error);
/* Gives it the certificate with which the premises sign, or the one that was named. */
bool hybrid_app_update_certificate(const struct hybrid_app_run *run, struct error *error);
/* Names it in the authorization server. */
bool hybrid_app_configure_auth_server(const struct hybrid_app_run *run, struct error *error);
/* Lets the organization relationship name EWS of Exchange Online. */
bool hybrid_app_configure_relationship(const struct hybrid_app_run *run, struct error *error);
/* Has the servers use it. */
bool hybrid_app_enable(const struct hybrid_app_run *run, struct error *error);
/* Takes the keys of the premises from the shared service principal. */
bool hybrid_app_reset_shared(const struct hybrid_app_run *run, struct error *error);
bool hybrid_app_remove_permissions(const struct hybrid_app_run *run, struct error *error);
bool hybrid_app_delete(const struct hybrid_app_run *run, struct error *error);

#endif
