/* SPDX-License-Identifier: MIT */
#include "flow/lookup/dedicated_app.h"
#include "flow/lookup/graph_way.h"

#include "base/cleanup.h"
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define APP_ON OVERRIDE("a", "ExchangeOnpremAsThirdPartyAppId", "Enabled=true")
#define GRAPH_ON OVERRIDE("g", "RouteThroughMSGraph", "Enabled=true")
#define OVERRIDE(name, section, parameters)                                                                            \
    "<SettingOverride><Name>" name "</Name><ComponentName>c</ComponentName><SectionName>" section                      \
    "</SectionName><Parameters>" parameters "</Parameters></SettingOverride>"
#define SERVER(more)                                                                                                   \
    "<AuthServer><Name>EvoSts</Name><Type>AzureAD</Type><ApplicationIdentifier>app</ApplicationIdentifier>"            \
    "<DomainName>contoso.mail.onmicrosoft.com</DomainName>" more "</AuthServer>"
#define TO_GRAPH SERVER("<GraphBaseUrl>https://graph.microsoft.com</GraphBaseUrl>")
#define BUILD(number)                                                                                                  \
    "<ExchangeServer><Name>EX01</Name><AdminDisplayVersion>Version 15.2 (Build " number                                \
    ")</AdminDisplayVersion></ExchangeServer>"
#define ANN(delegate)                                                                                                  \
    "<RemoteMailbox><Name>Ann</Name><Alias>ann</Alias><PrimarySmtpAddress>ann@contoso.com</PrimarySmtpAddress>"        \
    "<UserPrincipalName>ann.berg@contoso.com</UserPrincipalName>" delegate "</RemoteMailbox>"
#define JOE_MAY "<GrantSendOnBehalfTo>joe@contoso.com</GrantSendOnBehalfTo>"
#define DIRECT "https://graph.microsoft.com/v1.0/users/ann.berg@contoso.com/calendar/getSchedule"

static const struct row {
    const char *name, *settings;
    const char *url;    /* NULL: EWS is asked */
    bool app, local;    /* is there a server for the app; does that build read times as local? */
    const char *target; /* NULL: ann@contoso.mail.onmicrosoft.com */
} rows[] = {
    {"everything is there", BUILD("2562.53") TO_GRAPH ANN("") APP_ON GRAPH_ON, DIRECT, true, false, NULL},
    {"a stranger, by the address", BUILD("2562.53") TO_GRAPH APP_ON GRAPH_ON,
     "https://graph.microsoft.com/v1.0/users/ann@contoso.mail.onmicrosoft.com/calendar/getSchedule", true, false, NULL},
    {"an address with a sign", BUILD("2562.53") TO_GRAPH APP_ON GRAPH_ON,
     "https://graph.microsoft.com/v1.0/users/a%2Fb%3F@contoso.mail.onmicrosoft.com/calendar/getSchedule", true, false,
     "a/b?@contoso.mail.onmicrosoft.com"},
    {"the way is off", BUILD("2562.53") TO_GRAPH ANN("") APP_ON OVERRIDE("g", "RouteThroughMSGraph", "Enabled=False"),
     NULL, true, false, NULL},
    {"the way was never on", BUILD("2562.53") TO_GRAPH ANN("") APP_ON, NULL, true, false, NULL},
    {"the app may not be used", BUILD("2562.53") TO_GRAPH ANN("") GRAPH_ON, NULL, false, false, NULL},
    {"Graph is not named", BUILD("2562.53") SERVER("") ANN("") APP_ON GRAPH_ON, NULL, true, false, NULL},
    {"the app is for another domain", BUILD("2562.53") TO_GRAPH APP_ON GRAPH_ON, NULL, false, false, "max@adatum.com"},
    {"before the hotfix", BUILD("2562.40") TO_GRAPH ANN("") APP_ON GRAPH_ON, NULL, true, true, NULL},
    {"Exchange 2019", BUILD("1748.24") TO_GRAPH ANN("") APP_ON GRAPH_ON, NULL, true, true, NULL},
    {"the hotfix reads times as local", BUILD("2562.41") TO_GRAPH ANN("") APP_ON GRAPH_ON, DIRECT, true, true, NULL},
    {"until the next", BUILD("2562.48") TO_GRAPH ANN("") APP_ON GRAPH_ON, DIRECT, true, true, NULL},
    {"which does not", BUILD("2562.49") TO_GRAPH ANN("") APP_ON GRAPH_ON, DIRECT, true, false, NULL},
    {"a delegate before the update", BUILD("2562.52") TO_GRAPH ANN(JOE_MAY) APP_ON GRAPH_ON,
     "https://graph.microsoft.com/v1.0/users/joe@contoso.com/calendars/ann.berg@contoso.com/getSchedule", true, false,
     NULL},
    {"and after it", BUILD("2562.53") TO_GRAPH ANN(JOE_MAY) APP_ON GRAPH_ON, DIRECT, true, false, NULL},
    {"who is no delegate", BUILD("2562.52") TO_GRAPH ANN("") APP_ON GRAPH_ON, DIRECT, true, false, NULL},
};

static void decides(void **state)
{
    const struct row *row = *state;
    CLEANUP(cleanup_string)
    char *text = text_format("<organizations xmlns=\"" ORGANIZATION_NAMESPACE "\"><onprem>%s</onprem></organizations>",
                             row->settings);
    struct error error = {""};
    CLEANUP(snapshot_release) struct snapshot *snapshot = snapshot_parse(text, strlen(text), "test", &error);
    const struct flow_settings settings = {.organization = snapshot, .scope = "onprem"};
    const char *target = row->target ? row->target : "ann@contoso.mail.onmicrosoft.com";
    const struct graph_asking asking = {
        NULL, snapshot ? recipient_next(snapshot, "onprem", "ann@contoso.com", NULL) : NULL, "joe@contoso.com", target};
    CLEANUP(cleanup_string) char *url = NULL;

    assert_string_equal(error.text, "");
    url = graph_way_url(&settings, &asking);
    if (row->url)
        assert_string_equal(url, row->url);
    else
        assert_null(url);
    assert_int_equal(dedicated_app_server(&settings, target) != NULL, row->app);
    assert_int_equal(graph_way_reads_local(&settings, NULL), row->local);
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows)];

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = decides, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
