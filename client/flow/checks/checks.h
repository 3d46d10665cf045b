/* SPDX-License-Identifier: MIT */
/* What Exchange's Test- cmdlets do over the network: single steps of the availability flow, run for themselves. Blocks; one
 * thread at a time. Every lookup belongs to the caller and is never NULL; `ok` says how the check ended, error_text what
 * .NET says of it (phrase_web_request()). */
#ifndef FBLAB_CHECKS_H
#define FBLAB_CHECKS_H

#include "flow/flow.h"

/* Test-OAuthConnectivity: shows the endpoint a token of that mailbox. service: HOP_AUTODISCOVER or HOP_AVAILABILITY. An
 * answer with status 200 is a success whatever it says. */
struct lookup *flow_test_oauth(const struct flow_settings *settings, enum hop service, const char *url,
                               const char *mailbox);

/* The steps of Test-OrganizationRelationship. */
enum relationship_step {
    RELATIONSHIP_USER = 1,    /* the mailbox, from the own document */
    RELATIONSHIP_FEDERATION,  /* the other side's federation information, without a token */
    RELATIONSHIP_CONSISTENCY, /* that against the relationship; no packet */
    RELATIONSHIP_TOKEN,       /* a delegation token of the federation gateway */
    RELATIONSHIP_PARTNER,     /* the other side's relationships, with the token */
    RELATIONSHIP_RETURN,      /* is one of them for this organisation? no packet */
    RELATIONSHIP_STEPS
};

/* *failed: the step that ended it, RELATIONSHIP_STEPS: none. `name` must be that of a relationship. */
struct lookup *flow_test_relationship(const struct flow_settings *settings, const char *name, const char *mailbox,
                                      enum relationship_step *failed);

/* The steps of Test-FederationTrust that take the gateway. */
enum trust_step {
    TRUST_TOKEN = 1,  /* a token for the own organisation */
    TRUST_VALIDATION, /* is it believed here? no packet */
    TRUST_STEPS
};

/* *failed: the step that ended it, TRUST_STEPS: none. */
struct lookup *flow_test_trust(const struct flow_settings *settings, const char *mailbox, enum trust_step *failed);

/* XML of the Response to GetFederationInformation for a domain. The caller frees it. NULL: error is .NET's sentence, or
 * the service's. */
char *flow_federation_information(const struct flow_settings *settings, const char *url, const char *domain,
                                  struct error *error);

/* Does a server answer there? A demand to sign in is an answer, too. */
struct lookup *flow_test_endpoint(const struct flow_settings *settings, const char *url);

/* What a URL answers with status 200. The caller frees it. NULL: error is .NET's sentence. */
char *flow_fetch(const struct flow_settings *settings, const char *url, struct error *error);

#endif
