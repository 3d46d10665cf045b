/* SPDX-License-Identifier: MIT */
/* Extended Protection: each setting of a virtual directory against what a client says it is connected to. */
#include "exchange/login/extended_protection.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "exchange/common/exchange_state.h"
#include "origin/origin.h"
#include "support/servers.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define OWN "0123456789abcdef"
#define OTHER "0123456789abcdeF"
#define SPN "HTTP/mail.contoso.com"
#define LIST                                                                                                           \
    "<ExtendedProtectionSPNList>HTTP/ex01</ExtendedProtectionSPNList>"                                                 \
    "<ExtendedProtectionSPNList>" SPN "</ExtendedProtectionSPNList>"
#define FLAG(name) "<ExtendedProtectionFlags>" name "</ExtendedProtectionFlags>"
#define CHECKING(value) "<ExtendedProtectionTokenChecking>" value "</ExtendedProtectionTokenChecking>"
#define BEHIND                                                                                                         \
    "\n    </WebServicesVirtualDirectory>\n    <WebServicesVirtualDirectory>\n      <Identity>EX01\\EWS (Exchange "    \
    "Back End)"

static const struct row {
    const char *name, *settings;
    const char *own, *given; /* NULL: no binding */
    const char *service;
    bool holds;
} rows[] = {
    {"None: nothing is given", CHECKING("None"), OWN, NULL, "", true},
    {"None: another connection", CHECKING("None"), OWN, OTHER, "", true},
    {"not set", "", OWN, OTHER, "", true},
    {"Allow: nothing is given", CHECKING("Allow"), OWN, NULL, "", true},
    {"Allow: this connection", CHECKING("Allow"), OWN, OWN, "", true},
    {"Allow: another connection", CHECKING("Allow"), OWN, OTHER, "", false},
    {"Allow: the server has no TLS", CHECKING("Allow"), NULL, OWN, "", false},
    {"Allow: nothing is given, nor there", CHECKING("Allow"), NULL, NULL, "", true},
    {"Require: nothing is given", CHECKING("Require"), OWN, NULL, SPN, false},
    {"Require: this connection", CHECKING("Require"), OWN, OWN, "", true},
    {"Require: another connection", CHECKING("Require"), OWN, OTHER, SPN, false},
    {"Require: the server has no TLS", CHECKING("Require"), NULL, OWN, "", false},
    {"Require: nothing is given, nor there", CHECKING("Require"), NULL, NULL, "", false},
    {"Require, Proxy: the service", CHECKING("Require") FLAG("Proxy") LIST, NULL, OTHER, SPN, true},
    {"Require, Proxy: the service in capitals", CHECKING("Require") FLAG("Proxy") LIST, OWN, OTHER,
     "http/MAIL.contoso.com", true},
    {"Require, Proxy: another service", CHECKING("Require") FLAG("Proxy") LIST, OWN, OWN, "HTTP/mail", false},
    {"Require, Proxy: no service", CHECKING("Require") FLAG("Proxy") LIST, OWN, OWN, "", false},
    {"Require, Proxy: an empty list", CHECKING("Require") FLAG("Proxy"), OWN, OWN, SPN, false},
    {"Allow, Proxy: no service", CHECKING("Allow") FLAG("Proxy") LIST, OWN, OTHER, "", true},
    {"Allow, Proxy: another service", CHECKING("Allow") FLAG("Proxy") LIST, OWN, OWN, "HTTP/mail", false},
    {"Require, Proxy, NoServiceNameCheck", CHECKING("Require") FLAG("Proxy") FLAG("NoServiceNameCheck"), OWN, OTHER, "",
     true},
    {"Require, NoServiceNameCheck", CHECKING("Require") FLAG("NoServiceNameCheck"), OWN, OTHER, SPN, false},
};

static void put(unsigned char channel[CHANNEL_BINDING_SIZE], const char *text)
{
    memset(channel, 0, CHANNEL_BINDING_SIZE);
    if (text)
        memcpy(channel, text, CHANNEL_BINDING_SIZE);
}

static void holds(void **state)
{
    const struct row *row = *state;
    CLEANUP(cleanup_string) char *other = text_format("%s" BEHIND, row->settings);
    const char *const changes[] = {CHECKING("None") BEHIND, other, NULL};
    struct origin origin = {.party = "onprem", .tls = true};
    const struct request request = {.origin = &origin};
    struct exchange_call call = {.request = &request};
    struct ntlm_bound bound = {.service = ""};
    struct servers servers;

    servers_start(&servers, changes);
    call.virtual_directory = snapshot_find(servers.snapshot, "onprem", "WebServicesVirtualDirectory", "Identity",
                                           "EX01\\EWS (Default Web Site)");
    assert_non_null(call.virtual_directory);
    put(origin.channel, row->own);
    put(bound.channel, row->given);
    snprintf(bound.service, sizeof bound.service, "%s", row->service);
    assert_int_equal(extended_protection_holds(&call, &bound), row->holds);
    assert_int_equal(extended_protection_ties(&call, &bound),
                     text_equal(row->own, row->given) && row->own && row->given && strcmp(row->own, row->given) == 0);
    assert_int_equal(extended_protection_is_on(&call),
                     strstr(row->settings, "Allow") || strstr(row->settings, "Require"));
    call.virtual_directory = NULL; /* a party that has none */
    assert_true(extended_protection_holds(&call, &bound));
    servers_stop(&servers);
}

/* What is kept of a log-on: for which connection, and whether it was tied to it. */
static void keeps_log_ons(void **state)
{
    static struct exchange exchange;

    (void)state;
    exchange_log_on(&exchange, 7, false);
    exchange_log_on(&exchange, 8, true);
    assert_true(exchange_logged_on(&exchange, 7, false));
    assert_false(exchange_logged_on(&exchange, 7, true));
    assert_true(exchange_logged_on(&exchange, 8, false));
    assert_true(exchange_logged_on(&exchange, 8, true));
    assert_false(exchange_logged_on(&exchange, 9, false));
    assert_false(exchange_logged_on(&exchange, 0, false));
    exchange_log_on(&exchange, 8 + LOGGED_ON, false);
    assert_false(exchange_logged_on(&exchange, 8, false));
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows) + 1] = {cmocka_unit_test(keeps_log_ons)};

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i + 1] =
            (struct CMUnitTest){.name = rows[i].name, .test_func = holds, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
