/* SPDX-License-Identifier: MIT */
#include "diagnosis/era_seen.h"

#include "base/cleanup.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const struct text_row {
    const char *name, *text;
    enum era_seen era;
} texts[] = {
    {"nothing tells", "The request failed with HTTP status 401: Unauthorized.", ERA_OPEN},
    {"the old token service", "https://accounts.accesscontrol.windows.net/contoso.com/tokens/OAuth/2", ERA_UNTIL_2025},
    {"an old code", "AADSTS50012: Client assertion contains an invalid signature.", ERA_UNTIL_2025},
    {"EvoSts", "Name : EvoSts - 8f4e2a1c", ERA_SINCE_2025},
    {"Microsoft Graph", "POST https://graph.microsoft.com/v1.0/users", ERA_SINCE_2025},
    {"a build of Exchange SE", "X-OWA-Version: 15.2.2562.53", ERA_SINCE_2025},
    {"a host before a date", "2019-05-01 graph.microsoft.com", ERA_SINCE_2025},
    {"a date of 2019", "2019-05-01T10:00:00Z Provision is needed", ERA_UNTIL_2025},
    {"the last day of MSOnline", "2025-03-31 Provision is needed", ERA_UNTIL_2025},
    {"in between", "2025-06-30 Provision is needed", ERA_OPEN},
    {"the day after", "2025-04-01 Provision is needed", ERA_OPEN},
    {"the last day of the shared principal", "2025-10-31 Provision is needed", ERA_OPEN},
    {"the day after that", "2025-11-01 Provision is needed", ERA_SINCE_2025},
    {"the last day of 2024", "2024-12-31 Provision is needed", ERA_UNTIL_2025},
    {"the first day of 2026", "2026-01-01 Provision is needed", ERA_SINCE_2025},
    {"a month before the first", "2019-00-01", ERA_OPEN},
    {"a day that is none", "2019-05-32", ERA_OPEN},
    {"the first issuer of EvoSts", "trusted_issuers=\"sts.windows.net/x\"", ERA_SINCE_2025},
    {"the app of the wizard", "ExchangeServerApp-7d8a1c2e", ERA_SINCE_2025},
    {"a code of today", "AADSTS700027: no key was found", ERA_SINCE_2025},
    {"the policy of EWS", "X-EWS-Policy-Reason: blocked", ERA_SINCE_2025},
    {"the service of EvoSts", "https://login.windows.net/common/oauth2/token", ERA_SINCE_2025},
    {"a build as cmdlets print it", "Version 15.02.2562.017", ERA_SINCE_2025},
    {"the old id of the token service", "00000001-0000-0000-c000-000000000000@contoso.com", ERA_UNTIL_2025},
    {"a date of 2026", "Provision is needed 2026-11-28", ERA_SINCE_2025},
    {"a month that is none", "2026-13-01", ERA_OPEN},
    {"part of a number", "12019-05-01", ERA_OPEN},
    {"part of a GUID", "8f4e-2019-05-01", ERA_OPEN},
    {"the second date, where the first is none", "2026-99-99 2019-05-01", ERA_UNTIL_2025},
};

static void of_texts(void **state)
{
    const struct text_row *row = *state;

    assert_int_equal(era_of_text(row->text), row->era);
}

static struct lookup *asked(const char *url, const char *header)
{
    struct lookup *lookup = lookup_new("joe@contoso.com", "ann@contoso.com");
    struct evidence *record = lookup_add(lookup, HOP_TOKEN, HOP_TOKEN);

    evidence_set(&record->url, url);
    if (header)
        evidence_add_header(record, "WWW-Authenticate", header);
    return lookup;
}

static const struct look_up_row {
    const char *name, *url, *header, *setting;
    enum era_seen era;
} look_ups[] = {
    {"nothing tells", "https://mail.contoso.com/EWS/Exchange.asmx", NULL, NULL, ERA_OPEN},
    {"the token of ACS", "https://accounts.accesscontrol.windows.net/x/tokens/OAuth/2", NULL, NULL, ERA_UNTIL_2025},
    {"the token of EvoSts", "https://login.windows.net/common/oauth2/token", NULL, NULL, ERA_SINCE_2025},
    {"an issuer of today", "https://mail.contoso.com/", "Bearer trusted_issuers=\"https://sts.windows.net/x/\"", NULL,
     ERA_SINCE_2025},
    {"the own settings have EvoSts", "https://accounts.accesscontrol.windows.net/x", NULL, "evosts", ERA_SINCE_2025},
    {"the own settings have none", "https://login.windows.net/common/oauth2/token", NULL, "own-scope", ERA_UNTIL_2025},
};

static void of_look_ups(void **state)
{
    const struct look_up_row *row = *state;
    CLEANUP(lookup_free) struct lookup *lookup = asked(row->url, row->header);

    if (row->setting)
        lookup_set_setting(lookup, row->setting, "something");
    assert_int_equal(era_of_lookup(lookup), row->era);
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(texts) + ARRAY_SIZE(look_ups)];
    size_t count = 0;

    for (size_t i = 0; i < ARRAY_SIZE(texts); i++)
        tests[count++] = (struct CMUnitTest){
            .name = texts[i].name, .test_func = of_texts, .initial_state = (void *)(uintptr_t)&texts[i]};
    for (size_t i = 0; i < ARRAY_SIZE(look_ups); i++)
        tests[count++] = (struct CMUnitTest){
            .name = look_ups[i].name, .test_func = of_look_ups, .initial_state = (void *)(uintptr_t)&look_ups[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
