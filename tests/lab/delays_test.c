/* SPDX-License-Identifier: MIT */
/* What takes effect late, in a running lab: after each command the look-up fails as before, or succeeds. */
#include "base/cleanup.h"
#include "base/text.h"
#include "support/running_lab.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define REFRESH "Set-AuthServer ACS -RefreshAuthMetadata"
#define ACCOUNT "\"contoso.com/Users/Exchange Online-ApplicationAccount\""
#define LINK "Set-PartnerApplication \"Exchange Online\" -LinkedAccount " ACCOUNT
#define BACK_END "Set-WebServicesVirtualDirectory \"EX01\\EWS (Exchange Back End)\" -WSSecurityAuthentication"
#define METADATA_WAIT                                                                                                  \
    "WARNING: The servers go on with the old CertificateStrings of AuthServer 'ACS - "                                 \
    "7d8a1c2e-5b3f-4e60-9a17-2c4d6f8b0e31' until 20"
#define TWO_ENDS                                                                                                       \
    "on the clock of onprem: iisreset ends that at once, Set-LabClock onprem -OffsetSeconds 900 passes the time."
#define ACCOUNT_WAIT                                                                                                   \
    "WARNING: The servers go on with the old LinkedAccount of PartnerApplication 'Exchange Online' until IIS is "      \
    "restarted: iisreset or Restart-Computer ends that."
#define ACCOUNT_NOW "The servers now use the new LinkedAccount of PartnerApplication 'Exchange Online'."
#define NOT_IN_FORCE "Property : CertificateStrings"

struct step {
    const char *at, *command;
    bool heals;
    const char *says[2]; /* both are in what is printed */
};

static const struct row {
    const char *name, *scenario;
    struct step steps[4];
} rows[] = {
    {"refreshed, then restarted",
     "25a",
     {{"onprem", REFRESH, false, {METADATA_WAIT, TWO_ENDS}},
      {"onprem", "Get-LabPendingChange", false, {"Identity : ACS", NOT_IN_FORCE}},
      {"server", "iisreset /noforce", true, {"successfully restarted", "now use the new CertificateStrings"}},
      {"onprem", "Get-LabPendingChange", true, {""}}}},
    {"refreshed, then a quarter of an hour later",
     "25a",
     {{"onprem", REFRESH, false, {METADATA_WAIT}},
      {"lab", "Set-LabClock onprem -OffsetSeconds 880", false, {""}},
      {"lab", "Set-LabClock onprem -OffsetSeconds 900", true, {""}},
      {"lab", "Set-LabClock onprem -OffsetSeconds 0", true, {""}}}},
    {"a second refresh begins no new wait",
     "25a",
     {{"onprem", REFRESH, false, {METADATA_WAIT, TWO_ENDS}},
      {"lab", "Set-LabClock onprem -OffsetSeconds 200", false, {""}},
      {"onprem", REFRESH, false, {METADATA_WAIT}},
      {"lab", "Set-LabClock onprem -OffsetSeconds 900", true, {""}}}},
    {"refreshed, and the machines restarted",
     "25a",
     {{"onprem", REFRESH, false, {METADATA_WAIT}}, {"onprem", "Restart-Computer -Force", true, {""}}}},
    {"restarted too early",
     "25a",
     {{"server", "IISreset", false, {"successfully restarted"}},
      {"onprem", REFRESH, false, {METADATA_WAIT}},
      {"server", "IISreset", true, {"successfully restarted"}}}},
    {"time passes elsewhere",
     "25a",
     {{"onprem", REFRESH, false, {METADATA_WAIT}}, {"lab", "Set-LabClock mesh -OffsetSeconds 1800", false, {""}}}},
    {"a server is made anew",
     "25a",
     {{"onprem", REFRESH, false, {METADATA_WAIT}},
      {"onprem", "Remove-AuthServer ACS -Confirm:$false", false, {""}},
      {"onprem",
       "New-AuthServer ACS -AuthMetadataUrl "
       "https://accounts.accesscontrol.windows.net/7d8a1c2e-5b3f-4e60-9a17-2c4d6f8b0e31/metadata/json/1",
       true,
       {"IssuerIdentifier"}}}},
    {"enabled is enabled at once", "25b", {{"onprem", "Set-AuthServer ACS -Enabled $true", true, {""}}}},
    {"a restart alone", "25d", {{"server", "iisreset", true, {"now use the new CertificateStrings"}}}},
    {"linked, then restarted",
     "18a",
     {{"onprem", LINK, false, {ACCOUNT_WAIT}},
      {"onprem", "(Get-PartnerApplication).LinkedAccount", false, {"contoso.com/Users"}},
      {"lab", "Set-LabClock onprem -OffsetSeconds 3600", false, {""}},
      {"server", "iisreset", true, {ACCOUNT_NOW}}}},
    {"linked and unlinked again",
     "18a",
     {{"onprem", LINK, false, {ACCOUNT_WAIT}},
      {"onprem", "Set-PartnerApplication \"Exchange Online\" -LinkedAccount $null", false, {""}},
      {"onprem", "Get-LabPendingChange", false, {""}},
      {"server", "iisreset", false, {"successfully restarted"}}}},
    {"-WhatIf begins no wait",
     "18a",
     {{"onprem", LINK " -WhatIf", false, {"What if"}}, {"server", "iisreset", false, {"successfully restarted"}}}},
    {"toggling is enough",
     "03c",
     {{"server", "iisreset", false, {"successfully restarted"}},
      {"onprem", BACK_END " $false", false, {""}},
      {"onprem", BACK_END " $true", true, {""}}}},
    {"toggling is not enough",
     "03h",
     {{"onprem", BACK_END " $false", false, {""}},
      {"onprem", BACK_END " $true", false, {""}},
      {"server", "iisreset /noforce", true, {"successfully restarted"}}}},
};

static struct running_lab lab;

static void follow(const char *scenario, const struct step *step)
{
    char *text = NULL;
    size_t length;
    FILE *output = open_memstream(&text, &length);
    struct error error = {""};
    const bool done = lab_run(lab.running, step->at, step->command, output, &error);
    CLEANUP(lookup_free) struct lookup *after = running_lab_look_up(&lab, NULL);
    CLEANUP(cleanup_string) char *taken = (fclose(output), text);

    if (!done)
        fail_msg("%s: %s", step->command, error.text);
    for (size_t i = 0; i < ARRAY_SIZE(step->says) && step->says[i]; i++)
        if (!text_contains(taken, step->says[i]))
            fail_msg("%s\nis not in:\n%s", step->says[i], taken);
    if (after->ok != step->heals)
        fail_msg("%s: after %s the look-up %s", scenario, step->command, after->ok ? "succeeds" : "fails");
}

static void takes_effect_late(void **state)
{
    const struct row *row = *state;

    running_lab_arm(&lab, row->scenario);
    for (size_t i = 0; i < ARRAY_SIZE(row->steps) && row->steps[i].command; i++)
        follow(row->scenario, &row->steps[i]);
}

/* What works goes on working as long as the servers do not know better. */
static void breaks_late_too(void **state)
{
    static const struct step steps[] = {
        {"onprem", "Set-PartnerApplication \"Exchange Online\" -LinkedAccount $null", true, {ACCOUNT_WAIT}},
        {"server", "iisreset", false, {ACCOUNT_NOW}},
    };

    (void)state;
    running_lab_arm(&lab, "00");
    for (size_t i = 0; i < ARRAY_SIZE(steps); i++)
        follow("00", &steps[i]);
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
    struct CMUnitTest tests[ARRAY_SIZE(rows) + 1] = {cmocka_unit_test(breaks_late_too)};

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i + 1] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = takes_effect_late, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests_name("delays", tests, start, stop);
}
