/* SPDX-License-Identifier: MIT */
#include "devices/reverse_proxy.h"

#include "devices/injected_page.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "origin/origin.h"
#include "xml/xml.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* Written out, not repeated from the source: two blanks before the parenthesis. */
#define TMG_REASON                                                                                                     \
    "Forbidden ( The server denied the specified Uniform Resource Locator (URL). Contact the server administrator.  )"

static const struct row {
    const char *name;
    const char *proxy; /* what is in LabReverseProxy behind Party */
    const char *party, *path, *credentials;
    int status; /* 0: passes */
    const char *reason, *content_type, *challenge;
} rows[] = {
    {"no device", "<Device>none</Device><PreAuthenticatedPaths>/EWS</PreAuthenticatedPaths>", "onprem",
     "/EWS/Exchange.asmx", NULL, 0, NULL, NULL, NULL},
    {"a device for another party", "<Device>TMG</Device><PreAuthenticatedPaths>/EWS</PreAuthenticatedPaths>", "exo",
     "/EWS/Exchange.asmx", NULL, 0, NULL, NULL, NULL},
    {"TMG", "<Device>TMG</Device><PreAuthenticatedPaths>/EWS</PreAuthenticatedPaths>", "onprem", "/ews/exchange.asmx",
     NULL, 403, TMG_REASON, "text/html", NULL},
    {"TMG, whatever the credentials", "<Device>TMG</Device><PreAuthenticatedPaths>/EWS</PreAuthenticatedPaths>",
     "onprem", "/EWS/Exchange.asmx/WSSecurity", "Bearer a.b.c", 403, TMG_REASON, "text/html", NULL},
    {"TMG lets other paths pass", "<Device>TMG</Device><PreAuthenticatedPaths>/EWS</PreAuthenticatedPaths>", "onprem",
     "/autodiscover/autodiscover.svc", NULL, 0, NULL, NULL, NULL},
    {"TMG, second path of the list",
     "<Device>TMG</Device><PreAuthenticatedPaths>/EWS</PreAuthenticatedPaths>"
     "<PreAuthenticatedPaths>/autodiscover</PreAuthenticatedPaths>",
     "onprem", "/autodiscover/autodiscover.svc", NULL, 403, TMG_REASON, "text/html", NULL},
    {"TMG, a path that only begins alike", "<Device>TMG</Device><PreAuthenticatedPaths>/EWS</PreAuthenticatedPaths>",
     "onprem", "/EWSother", NULL, 0, NULL, NULL, NULL},
    {"TMG, a path that is published",
     "<Device>TMG</Device><PublishedPaths>/owa</PublishedPaths><PublishedPaths>/EWS</PublishedPaths>", "onprem",
     "/EWS/Exchange.asmx", NULL, 0, NULL, NULL, NULL},
    {"TMG, a path that is not", "<Device>TMG</Device><PublishedPaths>/owa</PublishedPaths>", "onprem",
     "/EWS/Exchange.asmx", NULL, 403, TMG_REASON, "text/html", NULL},
    {"published, and the sign-in comes first",
     "<Device>TMG</Device><PublishedPaths>/EWS</PublishedPaths><PreAuthenticatedPaths>/EWS</PreAuthenticatedPaths>",
     "onprem", "/EWS/Exchange.asmx", NULL, 403, TMG_REASON, "text/html", NULL},
    {"nothing is published by nothing", "<Device>none</Device><PublishedPaths>/owa</PublishedPaths>", "onprem",
     "/EWS/Exchange.asmx", NULL, 0, NULL, NULL, NULL},
    {"pre-authentication", "<Device>Proxy</Device><PreAuthenticatedPaths>/EWS</PreAuthenticatedPaths>", "onprem",
     "/EWS/Exchange.asmx", NULL, 401, NULL, "text/html", "Basic realm=\"mail.contoso.com\""},
    {"injected page", "<Device>none</Device><InjectedPagePaths>/EWS</InjectedPagePaths>", "onprem",
     "/EWS/Exchange.asmx", NULL, 200, NULL, "text/xml; charset=utf-8", NULL},
    {"injected page of another type",
     "<Device>Proxy</Device><InjectedPagePaths>/EWS</InjectedPagePaths><InjectedPageType>text/html</InjectedPageType>",
     "onprem", "/EWS/Exchange.asmx", NULL, 200, NULL, "text/html", NULL},
};

static const char sign_in[] = "<html><head><title>401 Unauthorized</title></head><body><h1>Unauthorized</h1>"
                              "<p>Sign in at the gateway to reach this address.</p></body></html>\r\n";
static const char denied[] =
    "<html><head><title>Error Message</title></head><body><h1>Network Access Message: The page cannot be displayed</h1>"
    "<ul><li>Error Code: 403 Forbidden. The server denied the specified Uniform Resource Locator (URL). Contact the "
    "server "
    "administrator. (12202)</li></ul></body></html>\r\n";

/* Whole answers: what a client makes of them is documented. */
static void pages_are_these(void **state)
{
    static const char mail_settings[] =
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><Autodiscover "
        "xmlns=\"http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006\"><Response "
        "xmlns=\"http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/"
        "2006a\"><Account><AccountType>email"
        "</AccountType><Action>settings</Action><Protocol><Type>IMAP</Type><Server>mail.hoster.example</"
        "Server><Port>993</Port>"
        "<SSL>on</SSL><AuthRequired>on</AuthRequired></Protocol><Protocol><Type>SMTP</"
        "Type><Server>mail.hoster.example</Server>"
        "<Port>465</Port><SSL>on</SSL><AuthRequired>on</AuthRequired></Protocol></Account></Response></Autodiscover>";
    static const char page[] =
        "<html>\r\n<head><title>Network notice</title></head>\r\n<body>\r\nThis connection is inspected.<br>\r\n"
        "Contact&nbsp;your network administrator & try again.\r\n</body>\r\n</html>\r\n";
    struct answer settings = {0}, other = {0};

    (void)state;
    injected_page_answer("mail-settings", "", &settings);
    injected_page_answer("", "text/html", &other);
    assert_string_equal(settings.body, mail_settings);
    assert_string_equal(headers_get(&settings.headers, "Content-Type"), "text/xml; charset=utf-8");
    assert_string_equal(other.body, page);
    assert_int_equal(other.status, 200);
    assert_string_equal(headers_get(&other.headers, "Content-Type"), "text/html");
    answer_clear(&settings);
    answer_clear(&other);
}

static struct snapshot *organization(const char *proxy)
{
    CLEANUP(cleanup_string)
    char *text = text_format(
        "<organizations xmlns=\"" ORGANIZATION_NAMESPACE
        "\"><onprem/><exo/><lab><LabReverseProxy><Party>onprem</Party>%s</LabReverseProxy></lab></organizations>",
        proxy);
    struct snapshot *snapshot = snapshot_parse(text, strlen(text), "test", NULL);

    assert_non_null(snapshot);
    return snapshot;
}

static void compare(const struct answer *answer, const struct row *row)
{
    assert_int_equal(answer->status, row->status);
    assert_string_equal(headers_get(&answer->headers, "Content-Type"), row->content_type);
    if (row->reason)
        assert_string_equal(answer->reason, row->reason);
    else
        assert_null(answer->reason);
    if (row->challenge)
        assert_string_equal(headers_get(&answer->headers, "WWW-Authenticate"), row->challenge);
    else
        assert_null(headers_get(&answer->headers, "WWW-Authenticate"));
}

/* Neither IIS nor Exchange has seen the request, and no XML parser takes the body. */
static void is_of_a_device(const struct answer *answer)
{
    static const char *const marks[] = {"request-id", "X-FEServer", "Server", "X-Powered-By", "x-ms-diagnostics"};
    xmlDoc *document;

    for (size_t i = 0; i < ARRAY_SIZE(marks); i++)
        assert_null(headers_get(&answer->headers, marks[i]));
    assert_non_null(strstr(answer->body, "<html>"));
    document = xml_parse(answer->body, answer->body_length, "body", NULL);
    assert_true(answer->status != 200 || !document);
    xml_free(&document);
}

static void answers(void **state)
{
    const struct row *row = *state;
    const struct origin origin = {.party = row->party};
    CLEANUP(snapshot_release) struct snapshot *snapshot = organization(row->proxy);
    struct request request = {.origin = &origin, .method = "POST", .path = row->path, .query = "", .body = ""};
    CLEANUP(strike_counts_free) struct strike_counts *strike_counts = strike_counts_new(1);
    struct answer answer = {0};

    headers_add(&request.headers, "Host", "mail.contoso.com");
    if (row->credentials)
        headers_add(&request.headers, "Authorization", row->credentials);
    assert_true(reverse_proxy_answer(strike_counts, snapshot, &request, &answer) == (row->status != 0));
    if (row->status) {
        compare(&answer, row);
        if (row->status != 200)
            assert_string_equal(answer.body, row->status == 401 ? sign_in : denied);
        is_of_a_device(&answer);
    } else {
        assert_int_equal(answer.status, 0);
    }
    headers_clear(&request.headers);
    answer_clear(&answer);
}

static void a_gateway_without_a_host_has_a_name(void **state)
{
    const struct origin origin = {.party = "onprem"};
    CLEANUP(snapshot_release)
    struct snapshot *snapshot =
        organization("<Device>Proxy</Device><PreAuthenticatedPaths>/EWS</PreAuthenticatedPaths>");
    const struct request request = {.origin = &origin, .method = "GET", .path = "/EWS", .query = "", .body = ""};
    CLEANUP(strike_counts_free) struct strike_counts *strike_counts = strike_counts_new(1);
    struct answer answer = {0};

    (void)state;
    assert_true(reverse_proxy_answer(strike_counts, snapshot, &request, &answer));
    assert_string_equal(headers_get(&answer.headers, "WWW-Authenticate"), "Basic realm=\"gateway\"");
    answer_clear(&answer);
}

static void names_the_error(void **state)
{
    const struct origin origin = {.party = "onprem"};
    CLEANUP(snapshot_release)
    struct snapshot *snapshot = organization("<Device>TMG</Device><PreAuthenticatedPaths>/EWS</PreAuthenticatedPaths>");
    const struct request request = {.origin = &origin, .method = "GET", .path = "/EWS", .query = "", .body = ""};
    CLEANUP(strike_counts_free) struct strike_counts *strike_counts = strike_counts_new(1);
    struct answer answer = {0};

    (void)state;
    assert_true(reverse_proxy_answer(strike_counts, snapshot, &request, &answer));
    assert_non_null(strstr(answer.body, "Error Code: 403 Forbidden. The server denied the specified Uniform Resource "
                                        "Locator (URL). Contact the server administrator. (12202)"));
    assert_string_equal(headers_get(&answer.headers, "Pragma"), "no-cache");
    assert_string_equal(headers_get(&answer.headers, "Cache-Control"), "no-cache");
    answer_clear(&answer);
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows) + 3] = {[ARRAY_SIZE(rows)] = cmocka_unit_test(names_the_error),
                                                     [ARRAY_SIZE(rows) + 1] = cmocka_unit_test(pages_are_these),
                                                     [ARRAY_SIZE(rows) + 2] =
                                                         cmocka_unit_test(a_gateway_without_a_host_has_a_name)};

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = answers, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests_name("reverse_proxy", tests, NULL, NULL);
}
