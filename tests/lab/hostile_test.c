/* SPDX-License-Identifier: MIT */
/* Bad input, each a row: what is sent to which host, and the clear answer that comes. After each the lab still serves. */
#include "base/cleanup.h"
#include "base/text.h"
#include "support/raw_client.h"
#include "support/running_lab.h"

#include <openssl/evp.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <stdlib.h>

#define EWS "/EWS/Exchange.asmx"
#define SOAP(body)                                                                                                     \
    "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>" body "</s:Body></s:Envelope>"

struct row {
    const char *name, *host, *method, *path;
    bool authorized;
    const char *headers, *body;
    size_t padding; /* so many 'a' in place of "@" in headers or body */
    int status;     /* 0: the connection may end without an answer */
    const char *says;
};

static struct running_lab lab;

static const struct row rows[] = {
    {"not XML", "localhost", "POST", EWS, true, "", "this is not XML", 0, 500, "Envelope"},
    {"empty body", "localhost", "POST", EWS, true, "", "", 0, 400, "Bad Request"},
    {"entity declared", "localhost", "POST", EWS, true, "",
     "<!DOCTYPE s [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>" SOAP("&e;"), 0, 500, "type declaration"},
    {"billion laughs", "localhost", "POST", EWS, true, "",
     "<!DOCTYPE s [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]>" SOAP("&b;"), 0, 500, "type declaration"},
    {"XInclude", "localhost", "POST", EWS, true, "",
     SOAP("<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"/etc/passwd\"/>"), 0, 500, "Fault"},
    {"unknown operation", "localhost", "POST", EWS, true, "",
     SOAP("<m:MakeCoffee xmlns:m=\"http://schemas.microsoft.com/exchange/services/2006/messages\"/>"), 0, 500,
     "MakeCoffee"},
    {"oversized body", "localhost", "POST", EWS, true, "", "<@/>", 2 << 20, 413, ""},
    {"oversized headers", "localhost", "POST", EWS, true, "X-Long: @\r\n", "", 100000, 431, ""},
    {"wrong method", "localhost", "DELETE", EWS, true, "", "", 0, 405, "Allow"},
    {"wrong path", "localhost", "POST", "/no/such/thing", true, "", "", 0, 404, ""},
    {"no credentials", "localhost", "POST", EWS, false, "", SOAP(""), 0, 401, "WWW-Authenticate"},
    {"wrong password", "localhost", "POST", EWS, false, "Authorization: Basic ZmJsYWI6d3Jvbmc=\r\n", SOAP(""), 0, 401,
     "WWW-Authenticate"},
    {"Basic that is not Base64", "localhost", "POST", EWS, false, "Authorization: Basic %%%\r\n", SOAP(""), 0, 401,
     "WWW-Authenticate"},
    {"a token that is no token", "mail.contoso.com", "POST", EWS, false, "Authorization: Bearer not.a.token\r\n",
     SOAP(""), 0, 401, "x-ms-diagnostics"},
    {"a token of dots", "mail.contoso.com", "POST", EWS, false, "Authorization: Bearer ......\r\n", SOAP(""), 0, 401,
     "x-ms-diagnostics"},
    {"a long token", "mail.contoso.com", "POST", EWS, false, "Authorization: Bearer @.@.@\r\n", SOAP(""), 7000, 401,
     "x-ms-diagnostics"},
    {"no WS-Security header", "mail.contoso.com", "POST", EWS "/WSSecurity", false, "", SOAP("<a/>"), 0, 500,
     "InvalidSecurity"},
    {"garbage to the federation gateway", "login.microsoftonline.com", "POST", "/extSTS.srf", false, "", "garbage", 0,
     500, "Fault"},
    {"garbage to the token service", "accounts.accesscontrol.windows.net", "POST",
     "/7d8a1c2e-5b3f-4e60-9a17-2c4d6f8b0e31/tokens/OAuth/2", false, "", "grant_type=%%%&assertion", 0, 400, "error"},
    {"garbage to POX Autodiscover", "localhost", "POST", "/autodiscover/autodiscover.xml", true, "", "<a><b></a>", 0,
     200, "600"},
};

static char *authorization(void)
{
    CLEANUP(cleanup_string)
    char *plain = text_format("%s:%s", lab_user(lab.running), lab_password(lab.running));
    unsigned char encoded[256];

    EVP_EncodeBlock(encoded, (const unsigned char *)plain, (int)strlen(plain));
    return text_format("Authorization: Basic %s\r\n", (const char *)encoded);
}

/* text with every '@' replaced by so many 'a'. */
static char *pad(const char *text, size_t padding)
{
    char *padded = NULL;
    size_t size;
    FILE *memory = open_memstream(&padded, &size);

    for (; *text; text++)
        if (padding && *text == '@')
            for (size_t i = 0; i < padding; i++)
                fputc('a', memory);
        else
            fputc(*text, memory);
    fclose(memory);
    return padded;
}

static unsigned port_of(const char *host)
{
    const char *colon = strstr(lab_ews_url(lab.running), "localhost:");

    return strcmp(host, "localhost") == 0 ? (unsigned)strtol(colon + 10, NULL, 10) : lab_port(lab.running, host);
}

static char *compose(const struct row *row)
{
    CLEANUP(cleanup_string) char *credentials = row->authorized ? authorization() : text_copy("");
    CLEANUP(cleanup_string) char *headers = pad(row->headers, row->padding);
    CLEANUP(cleanup_string) char *body = pad(row->body, row->padding);
    CLEANUP(cleanup_string) char *all = text_format("%s%s", credentials, headers);

    return raw_request(row->method, row->path, all, body);
}

static void still_serves(void)
{
    CLEANUP(lookup_free) struct lookup *lookup = running_lab_look_up(&lab, NULL);

    if (!lookup->ok)
        fail_msg("the lab no longer serves: %s", lookup->error_text);
}

static void answers_clearly(void **state)
{
    const struct row *row = *state;
    CLEANUP(cleanup_string) char *request = compose(row);
    CLEANUP(cleanup_string)
    char *answer = raw_exchange(port_of(row->host), row->host, request, strlen(request), RAW_WAIT);

    if (raw_status(answer) != row->status || !text_contains(answer, row->says))
        fail_msg("not %d with \"%s\" but: %.600s", row->status, row->says, answer);
    still_serves();
}

static char *healthy_request(void)
{
    CLEANUP(cleanup_string) char *credentials = authorization();

    return raw_request("POST", "/autodiscover/autodiscover.xml", credentials, "<a/>");
}

static void deep_nesting_is_refused(void **state)
{
    CLEANUP(cleanup_string) char *credentials = authorization();
    char *body = NULL;
    size_t size;
    FILE *memory = open_memstream(&body, &size);

    (void)state;
    for (int i = 0; i < 10000; i++)
        fputs("<a>", memory);
    fclose(memory);
    CLEANUP(cleanup_string) char *request = raw_request("POST", EWS, credentials, body);
    CLEANUP(cleanup_string)
    char *answer = raw_exchange(port_of("localhost"), "localhost", request, strlen(request), RAW_WAIT);
    free(body);
    assert_int_equal(raw_status(answer), 500);
    assert_true(text_contains(answer, "nested too deeply"));
    still_serves();
}

static void a_half_closed_client_gets_its_answer(void **state)
{
    CLEANUP(cleanup_string) char *request = healthy_request();
    CLEANUP(cleanup_string)
    char *answer = raw_exchange(port_of("localhost"), "localhost", request, strlen(request), RAW_HALF_CLOSE);

    (void)state;
    assert_int_equal(raw_status(answer), 200);
    still_serves();
}

static void a_cut_request_harms_nobody(void **state)
{
    CLEANUP(cleanup_string) char *request = healthy_request();

    (void)state;
    for (size_t length = 0; length < strlen(request); length += 25) {
        CLEANUP(cleanup_string)
        char *answer = raw_exchange(port_of("localhost"), "localhost", request, length, RAW_HANG_UP);
        assert_string_equal(answer, "");
    }
    still_serves();
}

static void an_unknown_scenario_is_named(void **state)
{
    struct error error = {""};

    (void)state;
    assert_false(lab_arm(lab.running, "99", &error));
    assert_true(text_contains(error.text, "99"));
    still_serves();
}

static void a_command_that_fails_changes_nothing(void **state)
{
    struct error error = {""};

    (void)state;
    assert_false(lab_run(lab.running, "exo", "Set-Coffee -Strong", NULL, &error));
    assert_true(text_contains(error.text, "Set-Coffee"));
    assert_false(lab_run(lab.running, "lab", "Set-LabFirewall onprem -Inbound explode", NULL, &error));
    assert_true(text_contains(error.text, "reset-after-request"));
    still_serves();
}

static void a_port_in_use_is_named(void **state)
{
    const struct lab_options options = {.port_base = port_of("mail.contoso.com")};
    struct error error = {""};

    (void)state;
    assert_null(lab_start(&options, &error));
    assert_true(text_contains(error.text, "in use"));
    still_serves();
}

static void a_state_folder_that_cannot_be_is_named(void **state)
{
    const struct lab_options options = {.state_directory = "/dev/null/state"};
    struct error error = {""};

    (void)state;
    assert_null(lab_start(&options, &error));
    assert_true(text_contains(error.text, "/dev/null/state"));
}

static void (*const others[])(void **) = {
    deep_nesting_is_refused,
    a_half_closed_client_gets_its_answer,
    a_cut_request_harms_nobody,
    an_unknown_scenario_is_named,
    a_command_that_fails_changes_nothing,
    a_port_in_use_is_named,
    a_state_folder_that_cannot_be_is_named,
};

static const char *const other_names[] = {
    "deep nesting", "half-closed client",        "cut request", "unknown scenario", "wrong command",
    "port in use",  "state folder not writable",
};

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows) + ARRAY_SIZE(others)] = {{0}};
    int failed;

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = answers_clearly, .initial_state = (void *)(uintptr_t)&rows[i]};
    for (size_t i = 0; i < ARRAY_SIZE(others); i++)
        tests[ARRAY_SIZE(rows) + i] = (struct CMUnitTest){.name = other_names[i], .test_func = others[i]};
    running_lab_start(&lab);
    failed = _cmocka_run_group_tests("hostile", tests, ARRAY_SIZE(tests), NULL, NULL);
    running_lab_stop(&lab);
    return failed;
}
