/* SPDX-License-Identifier: MIT */
/* The cmdlets that examine federation, in healthy and in broken labs. */
#include "base/cleanup.h"
#include "base/text.h"
#include "support/running_lab.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define FAILED_TO_REQUEST "Id      : TokenRequest\nType    : Error\nMessage : Failed to request delegation token."
#define FAILED_TO_VALIDATE "Id      : TokenValidation\nType    : Error\nMessage : Failed to validate delegation token."

static const struct row {
    const char *name, *id; /* NULL: healthy */
    const char *command;
    const char *printed, *absent; /* printed NULL: refused */
    const char *error;
} rows[] = {
    {"a healthy trust", NULL, "Test-FederationTrust", .printed = "Requested delegation token is valid.",
     .absent = "Error"},
    {"a mailbox of one's own", NULL, "Test-FederationTrust -UserIdentity kim@contoso.com -Verbose",
     .printed = "kim@contoso.com", .absent = "Error"},
    {"the gateway has a new key", "15a", "Test-FederationTrust", .absent = "TokenRequest\nType    : Error",
     .printed = "doesn't contain the same certificates published by the security token service"},
    {"nor is its token believed", "15a", "Test-FederationTrust", .printed = FAILED_TO_VALIDATE},
    {"the certificate is not published", "03g", "Test-FederationTrust", .printed = FAILED_TO_REQUEST},
    {"the certificate has expired", "15e", "Test-FederationTrust",
     .printed = "OrgPrivCertificate in the FederationTrust object is not installed or has expired."},
    {"nor does the server believe a token then", "15e", "Test-FederationTrust", .printed = FAILED_TO_VALIDATE},
    {"the gateway refuses", "28b", "Test-FederationTrust -Verbose", .printed = FAILED_TO_REQUEST},
    {"no name for the user", "23g", "Test-FederationTrust -UserIdentity joe@contoso.com", .printed = FAILED_TO_REQUEST},
    {"no such mailbox", NULL, "Test-FederationTrust -UserIdentity nobody@contoso.com", .error = "nobody@contoso.com"},
    {"the certificate is installed", NULL, "Test-FederationTrustCertificate", .printed = "State      : Installed",
     .absent = "NotInstalled"},
    {"what the own domain publishes", NULL, "Get-FederationInformation -DomainName contoso.com",
     .printed = "TargetApplicationUri  : FYDIBOHF25SPDLT.contoso.com"},
    {"a domain nobody has", NULL, "Get-FederationInformation -DomainName contoso.invalid",
     .error = "The remote name could not be resolved: 'autodiscover.contoso.invalid'"},
    {"the identifier", NULL, "Get-FederatedOrganizationIdentifier -IncludeExtendedDomainInfo | FL",
     .printed = "AccountNamespace    : FYDIBOHF25SPDLT.contoso.com"},
};

static struct running_lab lab;

static void prints(void **state)
{
    const struct row *row = *state;
    char *text = NULL;
    size_t length;
    FILE *output = open_memstream(&text, &length);
    struct error error = {""};
    bool done;

    if (row->id)
        running_lab_arm(&lab, row->id);
    else
        assert_true(lab_disarm(lab.running, &error));
    done = lab_run(lab.running, "onprem", row->command, output, &error);
    fclose(output);
    if (done == (row->error != NULL) || (row->error && !strstr(error.text, row->error)))
        fail_msg("%s", error.text);
    if (row->printed && !strstr(text, row->printed))
        fail_msg("not printed: %s\n%s", row->printed, text);
    if (row->absent && strstr(text, row->absent))
        fail_msg("printed: %s\n%s", row->absent, text);
    free(text);
}

static int start(void **state)
{
    (void)state;
    running_lab_start(&lab);
    return 0;
}

static int stop(void **state)
{
    (void)state;
    running_lab_stop(&lab);
    return 0;
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows)];

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = prints, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests_name("trust", tests, start, stop);
}
