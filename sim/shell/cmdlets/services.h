/* SPDX-License-Identifier: MIT */
/* What commands work on: the document's store, an output, and what they need of the lab around the document. */
#ifndef FBLAB_SHELL_SERVICES_H
#define FBLAB_SHELL_SERVICES_H

#include "base/error.h"
#include "evidence/evidence.h"
#include "organization/organization.h"

#include <stdio.h>

struct recording;
struct shell_session;

/* A certificate as the document keeps it. Owns its strings; those of a certificate that was only read may be NULL. */
struct shell_certificate {
    char *thumbprint, *base64;         /* SHA-1, upper-case hex; DER, one line */
    char *not_before, *not_after;      /* "2026-01-05T08:00:00Z" */
    char *certificate_file, *key_file; /* PEM */
    char *key_name;                    /* what MsolCompany calls the key */
};
void shell_certificate_clear(struct shell_certificate *certificate);

/* What commands need of the lab around the document. Every function may block; `at` is the organisation that asks. */
struct shell_services {
    void *context;
    /* A new key and a certificate for it, signed by itself `age` seconds ago. */
    bool (*mint)(void *context, const char *subject, int64_t age, struct shell_certificate *certificate,
                 struct error *error);
    /* What a certificate (Base64 of the DER) says. */
    bool (*read)(void *context, const char *base64, struct shell_certificate *certificate, struct error *error);
    /* The body of what a URL answers with status 200. The caller frees it. */
    char *(*fetch)(void *context, const char *at, const char *url, struct error *error);
    /* Checks, run over the lab's own connections; never NULL, the caller frees them. `ok` says how they ended,
     * error_text what .NET says of it, the evidence what was on the wire. */
    struct lookup *(*test_oauth)(void *context, const char *at, enum hop service, const char *url, const char *mailbox);
    struct lookup *(*test_relationship)(void *context, const char *at, const char *name, const char *mailbox,
                                        unsigned *failed); /* the step, 0: none */
    struct lookup *(*test_trust)(void *context, const char *at, const char *mailbox, unsigned *failed); /* as above */
    /* XML of the Response to GetFederationInformation. The caller frees it. */
    char *(*federation_information)(void *context, const char *at, const char *url, const char *domain,
                                    struct error *error);
    struct lookup *(*test_endpoint)(void *context, const char *at, const char *url);
    /* The address at which the Exchange servers on the premises find a name. NULL: there is no such name. The caller frees it. */
    char *(*resolve)(void *context, const char *name);
    /* Does a connection of theirs with that name come about? */
    bool (*connects)(void *context, const char *name, unsigned port);
    /* Gives every line that is in a log, oldest first, with its file ("EX01/inetpub/...") and what that begins with. */
    void (*read_logs)(void *context, void (*take)(void *to, const char *path, const char *head, const char *line),
                      void *to);
};

/* Where a command runs and what it may touch. Borrowed. */
struct shell {
    struct store *store;
    FILE *output;                          /* what Get-, New- and Test-... print; NULL: nowhere */
    struct shell_session *session;         /* NULL: no variables are kept */
    const struct shell_services *services; /* NULL: a document without a lab; what needs one is refused */
    struct recording
        *recording;   /* gets what is given as objects; `output` is recording_output(). NULL: it is printed */
    bool without_lab; /* for a program under test: what would tell it the cause, or break more, is refused */
};

#endif
