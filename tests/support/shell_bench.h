/* SPDX-License-Identifier: MIT */
/* A lab around the document for commands that need one: it says what it is told to, and keeps what it was asked. */
#ifndef FBLAB_SHELL_BENCH_H
#define FBLAB_SHELL_BENCH_H

#include "shell/shell.h"
#include "shell_rows.h"

#include <stdio.h>

#define APPLICATION "00000002-0000-0ff1-ce00-000000000000"
#define REALM "7d8a1c2e-5b3f-4e60-9a17-2c4d6f8b0e31"
#define METADATA_URL "https://accounts.accesscontrol.windows.net/contoso.com/metadata/json/1"
#define METADATA(issuer, keys)                                                                                         \
    "{\"issuer\":\"" issuer "\",\"keys\":[" keys "],\"endpoints\":[{\"location\":\"https://tokens.example/2\","        \
    "\"protocol\":\"OAuth2\",\"usage\":\"issuance\"}]}"
#define KEY(usage, value)                                                                                              \
    "{\"usage\":\"" usage "\",\"keyvalue\":{\"type\":\"x509Certificate\",\"value\":\"" value "\"}}"

struct bench {
    struct store *store;
    struct shell_services services;
    const char *document; /* what fetch gives; NULL: nothing answers */
    const char *lookup;   /* what a check finds, as saved evidence; NULL: all is well */
    unsigned step;
    int minted;
    int64_t age; /* of the last one minted, in seconds */
    char asked[512];
    struct shell_session *session; /* the test's; NULL: no variables are kept */
};

/* On the shipped document. */
struct bench *bench_new(void);
void bench_free(struct bench **bench);
/* One command line; what it prints goes to output, which may be NULL. */
bool bench_run(struct bench *bench, const char *at, const char *command, FILE *output, struct error *error);
/* All values of a property of all objects of a noun, "a|b|". The caller frees it. */
char *bench_values(const struct bench *bench, const char *scope, const char *noun, const char *property);

#endif
