/* SPDX-License-Identifier: MIT */
/* Which builds fail for whom, and what a stopped service does: the shipped organisations, with another build. */
#include "exchange/ews/defects.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "support/servers.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define HEALTHY "Version 15.1 (Build 2507.6)"
#define INTERNAL "An internal server error occurred. The operation failed."
#define MAILBOX "The remote user mailbox must specify the the explicit local mailbox in the header"

static const struct row {
    const char *name, *build;
    enum caller_kind caller;
    const char *text; /* of the fault; NULL: spared */
} rows[] = {
    {"2016 CU23", HEALTHY, CALLER_ORGANIZATION, NULL},
    {"2016 CU7", "Version 15.1 (Build 1261.35)", CALLER_ORGANIZATION, NULL},
    {"2016 CU8", "Version 15.1 (Build 1415.2)", CALLER_ORGANIZATION, INTERNAL},
    {"2016 CU8 with a security update", "Version 15.1 (Build 1415.8)", CALLER_ORGANIZATION, INTERNAL},
    {"2016 CU8, delegated authentication", "Version 15.1 (Build 1415.2)", CALLER_DELEGATION, NULL},
    {"2016 CU8, its own users", "Version 15.1 (Build 1415.2)", CALLER_USER, NULL},
    {"2016 CU9", "Version 15.1 (Build 1466.3)", CALLER_ORGANIZATION, NULL},
    {"2013 CU11", "Version 15.0 (Build 1156.6)", CALLER_ORGANIZATION, NULL},
    {"2013 CU12", "Version 15.0 (Build 1178.4)", CALLER_ORGANIZATION, MAILBOX},
    {"2013 CU13", "Version 15.0 (Build 1210.3)", CALLER_ORGANIZATION, MAILBOX},
    {"2013 CU14", "Version 15.0 (Build 1236.3)", CALLER_ORGANIZATION, MAILBOX},
    {"2013 CU14, delegated authentication", "Version 15.0 (Build 1236.3)", CALLER_DELEGATION, NULL},
    {"2013 CU15", "Version 15.0 (Build 1263.5)", CALLER_ORGANIZATION, NULL},
    {"2019, a build of a larger number", "Version 15.2 (Build 1415.2)", CALLER_ORGANIZATION, NULL},
    {"no version at all", "unknown", CALLER_ORGANIZATION, NULL},
};

static void assert_fault(const struct servers *servers, bool fine, const char *text)
{
    assert_int_equal(fine, !text);
    assert_int_equal(servers->answer.status, text ? 500 : 0);
    if (text)
        assert_true(text_contains(servers->answer.body, text));
}

static void spares(void **state)
{
    const struct row *row = *state;
    const char *const changes[] = {HEALTHY, row->build, NULL};
    const struct caller caller = {.kind = row->caller, .address = "ann@contoso.mail.onmicrosoft.com"};
    struct servers servers;

    servers_start(&servers, changes);
    const struct exchange_call call = {.snapshot = servers.snapshot, .setup = &servers.setup, .scope = "onprem"};
    assert_fault(&servers, defects_spare(&call, &caller, &servers.answer), row->text);
    servers_stop(&servers);
}

static const struct service {
    const char *name, *scope, *status, *text;
} services[] = {
    {"all services run", "onprem", "Running", NULL},
    {"one is stopped", "onprem", "Stopped", INTERNAL},
    {"one of another organisation is stopped", "exo", "Stopped", NULL},
};

static void needs_services(void **state)
{
    const struct service *service = *state;
    CLEANUP(cleanup_string) char *status = text_format("<Status>%s", service->status);
    const char *const changes[] = {"<Status>Running", status, NULL};
    struct servers servers;

    servers_start(&servers, changes);
    const struct exchange_call call = {.snapshot = servers.snapshot, .setup = &servers.setup, .scope = service->scope};
    assert_fault(&servers, services_run(&call, &servers.answer), service->text);
    servers_stop(&servers);
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows) + ARRAY_SIZE(services)];
    size_t count = 0;

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[count++] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = spares, .initial_state = (void *)(uintptr_t)&rows[i]};
    for (size_t i = 0; i < ARRAY_SIZE(services); i++)
        tests[count++] = (struct CMUnitTest){
            .name = services[i].name, .test_func = needs_services, .initial_state = (void *)(uintptr_t)&services[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
