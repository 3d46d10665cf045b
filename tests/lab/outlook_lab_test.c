/* SPDX-License-Identifier: MIT */
/* Outlook's own discovery in the lab: each way when the ones before it are absent, and what it must refuse. */
#include "base/cleanup.h"
#include "base/text.h"
#include "support/running_lab.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define PATH "/autodiscover/autodiscover.xml"
#define NO_POINT                                                                                                       \
    {                                                                                                                  \
        "onprem", "Set-ClientAccessService EX01 -AutoDiscoverServiceInternalUri $null"                                 \
    }
#define SEND_ON(path, destination)                                                                                     \
    {                                                                                                                  \
        "onprem", "New-LabHttpRedirect 'EX01\\" path "' -Path " path " -Scheme https -Destination " destination        \
    }

struct row {
    const char *name;
    const char *healthy; /* the look-up of that healthy variant; NULL: joe (on the premises) for ann (in the cloud) */
    struct {
        const char *at, *command;
    } commands[6];
    const char *url;     /* of the record that tells */
    const char *outcome; /* of it */
    size_t moved;        /* answers with 302; 0: not counted */
    bool found;
};

static const struct row rows[] = {
    {"service connection point", .url = "https://autodiscover.contoso.com" PATH, .outcome = "ok", .found = true},
    {"service connection point at another host",
     .commands = {{"onprem",
                   "Set-ClientAccessService EX01 -AutoDiscoverServiceInternalUri https://mail.contoso.com" PATH}},
     .url = "https://mail.contoso.com" PATH, .outcome = "ok", .found = true},
    {"the domain itself", .commands = {NO_POINT, {"lab", "Set-LabDnsRecord contoso.com -Party onprem"}},
     .url = "https://contoso.com" PATH, .outcome = "ok", .found = true},
    {"the domain's web site answers otherwise, its host autodiscover is asked",
     .commands = {NO_POINT, {"lab", "Set-LabDnsRecord contoso.com -Party token-service"}},
     .url = "https://contoso.com" PATH, .outcome = "certificate-misnamed", .found = true},
    {"the domain's web site knows nothing, its host autodiscover is asked", .commands = {NO_POINT},
     .url = "https://contoso.com" PATH, .outcome = "http-status", .found = true},
    {"refused: the domain's web site gives settings of its own",
     .commands = {NO_POINT,
                  {"lab", "Set-LabReverseProxy web-site -InjectedPagePaths /autodiscover -InjectedPage mail-settings"}},
     .url = "https://contoso.com" PATH, .outcome = "unexpected-answer"},
    {"the host autodiscover", .commands = {NO_POINT}, .url = "https://autodiscover.contoso.com" PATH, .outcome = "ok",
     .found = true},
    {"a redirection without TLS",
     .commands = {NO_POINT,
                  {"lab", "Set-LabFirewall onprem -Inbound refuse -Names autodiscover.contoso.com"},
                  {"onprem", "New-LabHttpRedirect 'EX01\\plain' -Path /autodiscover -Scheme http -Destination "
                             "https://mail.contoso.com" PATH}},
     .url = "https://mail.contoso.com" PATH, .outcome = "ok", .moved = 1, .found = true},
    {"an SRV record",
     .commands = {NO_POINT,
                  {"lab", "Remove-LabDnsRecord autodiscover.contoso.com"},
                  {"lab",
                   "New-LabDnsRecord _autodiscover._tcp.contoso.com -Type SRV -Target mail.contoso.com -Port 443"}},
     .url = "https://mail.contoso.com" PATH, .outcome = "ok", .found = true},
    {"a redirection over TLS",
     .commands = {{"onprem", "Set-ClientAccessService EX01 -AutoDiscoverServiceInternalUri "
                             "https://autodiscover.contoso.com/autodiscover/old"},
                  SEND_ON("/autodiscover/old", "https://mail.contoso.com" PATH)},
     .url = "https://mail.contoso.com" PATH, .outcome = "ok", .moved = 1, .found = true},
    {"another address: a mailbox in the cloud", .healthy = "00a",
     .url = "https://autodiscover.contoso.mail.onmicrosoft.com" PATH, .outcome = "ok", .found = true},
    {"refused: a loop ends after ten",
     .commands = {NO_POINT, SEND_ON(PATH, "https://autodiscover.contoso.com/autodiscover/b"),
                  SEND_ON("/autodiscover/b", "https://autodiscover.contoso.com" PATH)},
     .url = "https://autodiscover.contoso.com/autodiscover/b", .outcome = "ok", .moved = 11},
    {"refused: to itself", .commands = {NO_POINT, SEND_ON(PATH, "https://autodiscover.contoso.com" PATH)},
     .url = "https://autodiscover.contoso.com" PATH, .outcome = "http-status", .moved = 1},
    {"refused: from TLS to another domain",
     .commands = {NO_POINT, SEND_ON(PATH, "https://outlook.contoso.com.example" PATH)},
     .url = "https://autodiscover.contoso.com" PATH, .outcome = "http-status", .moved = 1},
    {"refused: an SRV record of another domain",
     .commands = {NO_POINT,
                  {"lab", "Remove-LabDnsRecord autodiscover.contoso.com"},
                  {"lab",
                   "New-LabDnsRecord _autodiscover._tcp.contoso.com -Type SRV -Target notes.server.com -Port 443"}},
     .url = "https://notes.server.com" PATH, .outcome = "no-url"},
    {"refused: a service connection point without TLS",
     .commands = {{"onprem",
                   "Set-ClientAccessService EX01 -AutoDiscoverServiceInternalUri http://mail.contoso.com" PATH},
                  {"lab", "Set-LabFirewall onprem -Inbound refuse -Names autodiscover.contoso.com"}},
     .url = "http://mail.contoso.com" PATH, .outcome = "no-url"},
    {"refused: an EWS URL without TLS",
     .commands = {{"onprem", "Set-WebServicesVirtualDirectory 'EX01\\EWS (Default Web Site)' -InternalUrl "
                             "http://mail.contoso.com/EWS/Exchange.asmx"}},
     .url = "http://mail.contoso.com/EWS/Exchange.asmx", .outcome = "no-url"},
    {"refused: no XML",
     .commands = {{"lab", "Set-LabReverseProxy onprem -Device Proxy -InjectedPagePaths /autodiscover"}},
     .url = "https://autodiscover.contoso.com" PATH, .outcome = "not-xml"},
    {"refused: HTML",
     .commands = {{"lab", "Set-LabReverseProxy onprem -Device Proxy -InjectedPagePaths /autodiscover -InjectedPageType "
                          "text/html"}},
     .url = "https://autodiscover.contoso.com" PATH, .outcome = "content-type"},
    {"refused: Exchange requires TLS",
     .commands = {NO_POINT, {"lab", "Set-LabFirewall onprem -Inbound refuse -Names autodiscover.contoso.com"}},
     .url = "http://autodiscover.contoso.com" PATH, .outcome = "http-status"},
    {"refused: neither address is there",
     .commands = {NO_POINT, {"lab", "Remove-LabDnsRecord autodiscover.contoso.com"}},
     .url = "https://autodiscover.contoso.com" PATH, .outcome = "name-not-resolved"},
};

/* The last record of that URL that is a question's. */
static const struct evidence *record_of(const struct lookup *lookup, const char *url)
{
    for (size_t i = lookup->evidence_count; i-- > 0;)
        if (lookup->evidence[i].hop != HOP_ROUTE && text_equal(lookup->evidence[i].url, url))
            return &lookup->evidence[i];
    return NULL;
}

static size_t count_moved(const struct lookup *lookup)
{
    size_t count = 0;

    for (size_t i = 0; i < lookup->evidence_count; i++)
        count += lookup->evidence[i].http_status == 302;
    return count;
}

static void discovers(void **state)
{
    const struct row *row = *state;
    struct running_lab lab;
    const struct evidence *record;

    running_lab_start(&lab);
    running_lab_arm(&lab, row->healthy ? row->healthy : "00c");
    for (size_t i = 0; row->commands[i].at; i++)
        running_lab_run(&lab, row->commands[i].at, row->commands[i].command);
    CLEANUP(lookup_free) struct lookup *lookup = running_lab_ask_outlook(&lab);
    running_lab_stop(&lab);
    if (row->found && !lookup->ok)
        fail_msg("%s", lookup->error_text);
    assert_int_equal(lookup->ok, row->found);
    assert_string_equal(lookup->direction, "client");
    record = record_of(lookup, row->url);
    assert_non_null(record);
    assert_string_equal(outcome_name(record->outcome), row->outcome);
    if (row->moved)
        assert_int_equal(count_moved(lookup), row->moved);
    if (!row->found) {
        assert_string_equal(lookup->error_text, "Failed to get ASURL. Error 8004010F");
        assert_int_equal(lookup_failure(lookup)->outcome, OUTCOME_NO_URL);
        assert_null(record_of(lookup, "https://mail.contoso.com/EWS/Exchange.asmx"));
    }
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows)];

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = discovers, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
