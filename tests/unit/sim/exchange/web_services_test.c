/* SPDX-License-Identifier: MIT */
/* Stopped application pools and inactive components: who says so, and of which paths. */
#include "base/cleanup.h"
#include "support/servers.h"
#include "vocabulary/exchange_names.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define POOL(name, status) "EX01\\" name "</Identity>\n      <Server>EX01</Server>\n      <Status>" status
#define COMPONENT(name, state) "<Component>" name "</Component>\n      <State>" state
#define EWS_POOL "MSExchangeServicesAppPool"
#define HTTP_SYS "Microsoft-HTTPAPI/2.0"
#define IIS "Microsoft-IIS/10.0"

static const struct row {
    const char *name, *changes[3];
    const char *path;
    int status;
    const char *server; /* header */
    bool marked;        /* by Exchange */
} rows[] = {
    {"healthy", {NULL}, PATH_EWS, 401, IIS, true},
    {"pool of EWS stopped", {POOL(EWS_POOL, "Started"), POOL(EWS_POOL, "Stopped")}, PATH_EWS, 503, HTTP_SYS, false},
    {"the other path goes on",
     {POOL(EWS_POOL, "Started"), POOL(EWS_POOL, "Stopped")},
     PATH_AUTODISCOVER_SOAP,
     401,
     IIS,
     true},
    {"below the path", {POOL(EWS_POOL, "Started"), POOL(EWS_POOL, "Stopped")}, "/ews/no", 503, HTTP_SYS, false},
    {"pool of Autodiscover stopped",
     {POOL("MSExchangeAutodiscoverAppPool", "Started"), POOL("MSExchangeAutodiscoverAppPool", "Stopped")},
     PATH_AUTODISCOVER_POX,
     503,
     HTTP_SYS,
     false},
    {"a pool of another server",
     {POOL(EWS_POOL, "Started"), "EX09\\" EWS_POOL "</Identity>\n      <Server>EX09</Server>\n      <Status>Stopped"},
     PATH_EWS,
     401,
     IIS,
     true},
    {"a pool that serves neither",
     {POOL(EWS_POOL, "Started"), POOL("MSExchangeOWAAppPool", "Stopped")},
     PATH_EWS,
     401,
     IIS,
     true},
    {"component inactive",
     {COMPONENT("EwsProxy", "Active"), COMPONENT("EwsProxy", "Inactive")},
     PATH_EWS,
     503,
     IIS,
     true},
    {"component draining",
     {COMPONENT("EwsProxy", "Active"), COMPONENT("EwsProxy", "Draining")},
     PATH_EWS,
     401,
     IIS,
     true},
    {"the whole server",
     {COMPONENT("EwsProxy", "Active"), COMPONENT("ServerWideOffline", "Inactive")},
     PATH_AUTODISCOVER_SOAP,
     503,
     IIS,
     true},
};

static void serves_or_not(void **state)
{
    const struct row *row = *state;
    struct servers servers;

    servers_start(&servers, row->changes);
    servers_send(&servers, "onprem", "POST", row->path, NULL, NULL);
    assert_int_equal(servers.answer.status, row->status);
    assert_string_equal(servers_header(&servers, "Server"), row->server);
    assert_int_equal(*servers_header(&servers, HEADER_FE_SERVER) != '\0', row->marked);
    servers_stop(&servers);
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows)];

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = serves_or_not, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests_name("web_services", tests, NULL, NULL);
}
