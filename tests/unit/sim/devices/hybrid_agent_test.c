/* SPDX-License-Identifier: MIT */
/* The agent reaches a listener or says 504. */
#include "base/cleanup.h"
#include "base/text.h"
#include "devices/hybrid_agent.h"

#include <arpa/inet.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

static const struct row {
    const char *name, *target, *source;
    bool listening;
    const char *party; /* NULL: 504 */
} rows[] = {
    {"reached", "https://mail.contoso.com/", "127.0.0.31", true, "onprem"},
    {"a port in the URL", "https://mail.contoso.com:443/ews", "127.0.0.31", true, "onprem"},
    {"from any address", "https://mail.contoso.com/", "", true, "onprem"},
    {"nobody listens", "https://mail.contoso.com/", "127.0.0.31", false, NULL},
    {"no such name", "https://ex2010.contoso.com/", "127.0.0.31", true, NULL},
    {"a name that leads to nobody", "https://adrift.contoso.com/", "127.0.0.31", true, NULL},
    {"no URL", "https://", "127.0.0.31", true, NULL},
};

static const char timed_out[] = "<html><head><title>Gateway Timeout</title></head><body><h1>Gateway Timeout</h1>"
                                "<p>The application behind this address could not be reached.</p></body></html>\r\n";

/* The address of who connected to the socket. */
static uint32_t caller_of(int descriptor)
{
    struct sockaddr_in address = {.sin_family = AF_INET};
    socklen_t length = sizeof address;
    const int accepted = accept(descriptor, (struct sockaddr *)&address, &length);

    close(accepted);
    return ntohl(address.sin_addr.s_addr);
}

/* A port of loopback that is bound; whether it is listened to is the row's business. */
static int bind_port(bool listening, unsigned *port)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    const int descriptor = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    assert_int_equal(bind(descriptor, (const struct sockaddr *)&address, sizeof address), 0);
    if (listening)
        assert_int_equal(listen(descriptor, 1), 0);
    getsockname(descriptor, (struct sockaddr *)&address, &length);
    *port = ntohs(address.sin_port);
    return descriptor;
}

static const char *address_of(void *context, const char *party, const char *name)
{
    (void)context, (void)party, (void)name;
    return "127.0.0.1";
}

static unsigned port_of(void *context, const char *party, const char *name)
{
    return strcmp(party, "onprem") == 0 && text_equal(name, "mail.contoso.com") ? *(unsigned *)context : 0;
}

static struct snapshot *organizations(const struct row *row)
{
    CLEANUP(cleanup_string)
    char *text = text_format(
        "<organizations xmlns=\"" ORGANIZATION_NAMESPACE "\"><onprem><HybridApplication><AppId>1</AppId>"
        "<TargetUri>%s</TargetUri>%s%s%s</HybridApplication></onprem><exo/><mesh/><domino/><msol/><lab><LabDnsRecord>"
        "<Name>mail.contoso.com</Name><Party>onprem</Party></LabDnsRecord><LabDnsRecord><Name>adrift.contoso.com</Name>"
        "<Party>exo</Party></LabDnsRecord></lab></organizations>",
        row->target, *row->source ? "<OutboundAddress>" : "", row->source, *row->source ? "</OutboundAddress>" : "");
    struct error error = {""};
    struct snapshot *snapshot = snapshot_parse(text, strlen(text), "organizations", &error);

    if (!snapshot)
        fail_msg("%s", error.text);
    return snapshot;
}

static void forwards_or_gives_up(void **state)
{
    const struct row *row = *state;
    unsigned port;
    const int descriptor = bind_port(row->listening, &port);
    const struct hybrid_agent agent = {.context = &port, .address = address_of, .port = port_of};
    CLEANUP(snapshot_release) struct snapshot *snapshot = organizations(row);
    struct answer answer = {0};
    const char *party = hybrid_agent_forward(&agent, snapshot, &answer);

    if (row->party)
        assert_string_equal(party, row->party);
    else
        assert_null(party);
    assert_int_equal(answer.status, row->party ? 0 : 504);
    assert_null(headers_get(&answer.headers, "Server"));
    if (row->party)
        assert_int_equal(caller_of(descriptor), *row->source ? 0x7F00001F : INADDR_LOOPBACK);
    else
        assert_string_equal(answer.body, timed_out);
    answer_clear(&answer);
    close(descriptor);
}

static void without_an_application_there_is_nothing_to_reach(void **state)
{
    static const char text[] = "<onprem xmlns=\"" ORGANIZATION_NAMESPACE "\"/>";
    const struct hybrid_agent agent = {.address = address_of, .port = port_of};
    CLEANUP(snapshot_release) struct snapshot *snapshot = snapshot_parse(text, strlen(text), "onprem", NULL);
    struct answer answer = {0};

    (void)state;
    assert_null(hybrid_agent_forward(&agent, snapshot, &answer));
    assert_int_equal(answer.status, 504);
    answer_clear(&answer);
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows) + 1] = {
        [ARRAY_SIZE(rows)] = cmocka_unit_test(without_an_application_there_is_nothing_to_reach)};

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = forwards_or_gives_up, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests_name("hybrid_agent", tests, NULL, NULL);
}
