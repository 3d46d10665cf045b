/* SPDX-License-Identifier: MIT */
/* SOAP Autodiscover, asked by users of the organisation at the front door and by the other organisation. */
#include "base/cleanup.h"
#include "base/text.h"
#include "exchange/autodiscover/autodiscover_operations.h"
#include "exchange/autodiscover/settings.h"
#include "origin/origin.h"
#include "support/servers.h"
#include "vocabulary/exchange_names.h"
#include "xml/xml.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define USER(address) "<a:User><a:Mailbox>" address "</a:Mailbox></a:User>"
#define SETTING(name) "<a:Setting>" name "</a:Setting>"
#define SETTINGS(users, settings)                                                                                      \
    "<a:GetUserSettingsRequestMessage><a:Request><a:Users>" users "</a:Users><a:RequestedSettings>" settings           \
    "</a:RequestedSettings></a:Request></a:GetUserSettingsRequestMessage>"
#define DOMAINS(domain, settings)                                                                                      \
    "<a:GetDomainSettingsRequestMessage><a:Request><a:Domains><a:Domain>" domain "</a:Domain></a:Domains>"             \
    "<a:RequestedSettings>" settings "</a:RequestedSettings></a:Request></a:GetDomainSettingsRequestMessage>"
#define FEDERATION(domain)                                                                                             \
    "<a:GetFederationInformationRequestMessage><a:Request><a:Domain>" domain "</a:Domain></a:Request>"                 \
    "</a:GetFederationInformationRequestMessage>"

#define RELATIONSHIPS(domains)                                                                                         \
    "<a:GetOrganizationRelationshipSettingsRequestMessage><a:Request><a:Domains>" domains                              \
    "</a:Domains></a:Request></a:GetOrganizationRelationshipSettingsRequestMessage>"
#define DOMAIN(name) "<a:Domain>" name "</a:Domain>"

static const struct row {
    const char *name, *party, *asking, *element, *find,
        *text; /* first element of that name below Response's children */
} rows[] = {
    {"a mailbox", "front-door", "exo", SETTINGS(USER("ann@contoso.com"), SETTING("ExternalEwsUrl")), "Value",
     "https://localhost:4443/EWS/Exchange.asmx"},
    {"by its other address", "front-door", "exo",
     SETTINGS(USER("ANN@contoso.mail.onmicrosoft.com"), SETTING("AutoDiscoverSMTPAddress")), "Value",
     "ann@contoso.com"},
    {"display name", "front-door", "onprem", SETTINGS(USER("joe@contoso.com"), SETTING("UserDisplayName")), "Value",
     "Joe Hill"},
    {"a mailbox in the cloud says so", "front-door", "exo", SETTINGS(USER("ann@contoso.com"), SETTING("UserMSOnline")),
     "Value", "True"},
    {"a mailbox on premises says so", "front-door", "onprem",
     SETTINGS(USER("joe@contoso.com"), SETTING("UserMSOnline")), "Value", "False"},
    {"success has a text", "front-door", "exo", SETTINGS(USER("ann@contoso.com"), SETTING("InternalEwsUrl")),
     "ErrorMessage", "No error."},
    {"a setting nobody has", "front-door", "exo", SETTINGS(USER("ann@contoso.com"), SETTING("GroupingInformation")),
     "UserSettingErrors", "SettingIsNotAvailableThe requested setting is not available.GroupingInformation"},
    {"no such setting", "front-door", "exo", SETTINGS(USER("ann@contoso.com"), SETTING("Nonsense")),
     "UserSettingErrors", "InvalidSettingThe requested setting is not a setting of a user.Nonsense"},
    {"the mailbox is on the other side", "front-door", "onprem",
     SETTINGS(USER("ann@contoso.com"), SETTING("ExternalEwsUrl")), "RedirectTarget",
     "ann@contoso.mail.onmicrosoft.com"},
    {"a redirect would lead back", "front-door", "exo", SETTINGS(USER("joe@contoso.com"), SETTING("ExternalEwsUrl")),
     "UserResponse", "InvalidUserInvalid user: 'joe@contoso.com'."},
    {"nobody", "front-door", "exo", SETTINGS(USER("DUMMY@example.com"), SETTING("ExternalEwsUrl")), "UserResponse",
     "InvalidUserInvalid user: 'DUMMY@example.com'."},
    {"no address", "front-door", "exo", SETTINGS(USER(""), SETTING("ExternalEwsUrl")), "UserResponse",
     "InvalidUserInvalid user: ''."},
    {"no users", "front-door", "exo", SETTINGS("", SETTING("ExternalEwsUrl")), "Response",
     "InvalidRequestAt least one user must be specified."},
    {"no settings", "front-door", "exo", SETTINGS(USER("ann@contoso.com"), ""), "Response",
     "InvalidRequestAt least one setting must be requested."},
    {"nothing", "front-door", "exo", "<a:GetUserSettingsRequestMessage/>", "ErrorCode", "InvalidRequest"},
    {"domain", "front-door", "onprem", DOMAINS("contoso.com", SETTING("ExternalEwsUrl")), "Value",
     "https://localhost:4443/EWS/Exchange.asmx"},
    {"another's domain", "front-door", "onprem", DOMAINS("fabrikam.com", SETTING("ExternalEwsUrl")), "DomainResponse",
     "InvalidDomainInvalid domain: 'fabrikam.com'."},
    {"a setting domains do not have", "front-door", "onprem", DOMAINS("contoso.com", SETTING("UserDN")), "SettingName",
     "UserDN"},
    {"federation, anonymous", "onprem", "exo", FEDERATION("contoso.com"), "ApplicationUri",
     "FYDIBOHF25SPDLT.contoso.com"},
    {"federation: the issuer", "exo", "exo", FEDERATION("contoso.mail.onmicrosoft.com"), "TokenIssuer",
     "https://login.microsoftonline.com/extSTS.srfurn:federation:MicrosoftOnline"},
    {"federation: a domain left out", "exo", "exo", FEDERATION("contoso.com"), "ErrorCode", "NotFederated"},
    {"federation: another's domain", "exo", "exo", FEDERATION("fabrikam.com"), "ErrorCode", "InvalidDomain"},
    {"relationships with a domain", "front-door", "exo", RELATIONSHIPS(DOMAIN("CONTOSO.com")), "TargetApplicationUri",
     "FYDIBOHF25SPDLT.contoso.com"},
    {"relationships: one of several domains", "front-door", "onprem",
     RELATIONSHIPS(DOMAIN("fabrikam.com") DOMAIN("contoso.mail.onmicrosoft.com")), "Name", "On-premises to O365"},
    {"relationships: none with that domain", "front-door", "exo", RELATIONSHIPS(DOMAIN("fabrikam.com")),
     "OrganizationRelationshipSettingsCollection", ""},
    {"relationships: no domain", "front-door", "exo", RELATIONSHIPS(""), "ErrorCode", "InvalidRequest"},
    {"federation: no domain", "exo", "exo", FEDERATION(""), "ErrorCode", "InvalidRequest"},
};

static void answers(void **state)
{
    const struct row *row = *state;
    CLEANUP(cleanup_string) char *body = servers_envelope("", row->element);
    CLEANUP(cleanup_string) char *text = NULL;
    struct servers servers;

    servers_start(&servers, NULL);
    servers.asking = row->asking;
    servers_send(&servers, row->party, "POST", PATH_AUTODISCOVER_SOAP,
                 strcmp(row->party, "front-door") == 0 ? SERVERS_BASIC : NULL, body);
    assert_int_equal(servers.answer.status, 200);
    text = servers_text(&servers, row->find);
    assert_true(text_starts(text, row->text));
    servers_stop(&servers);
}

static void refuses_unknown_operations(void **state)
{
    CLEANUP(cleanup_string) char *body = servers_envelope("", "<a:DropTablesRequestMessage/>");
    CLEANUP(cleanup_string) char *fault = NULL;
    struct servers servers;

    (void)state;
    servers_start(&servers, NULL);
    servers_send(&servers, "front-door", "POST", PATH_AUTODISCOVER_SOAP, SERVERS_BASIC, body);
    fault = servers_text(&servers, "faultcode");
    assert_int_equal(servers.answer.status, 500);
    assert_string_equal(fault, "a:ActionNotSupported");
    servers_send(&servers, "onprem", "POST", PATH_AUTODISCOVER_SOAP, NULL, body); /* anonymous */
    assert_int_equal(servers.answer.status, 401);
    servers_stop(&servers);
}

/* A request that names 101 users is turned away, not multiplied. */
static void bounds_the_answer(void **state)
{
    CLEANUP(cleanup_string) char *users = calloc(1, 101 * strlen(USER("a@b")) + 1);
    CLEANUP(cleanup_string) char *element = NULL, *body = NULL, *code = NULL;
    struct servers servers;

    (void)state;
    for (int i = 0; i < 101; i++)
        memcpy(users + strlen(users), USER("a@b"), sizeof USER("a@b"));
    element = text_format(SETTINGS("%s", SETTING("ExternalEwsUrl")), users);
    body = servers_envelope("", element);
    servers_start(&servers, NULL);
    servers_send(&servers, "front-door", "POST", PATH_AUTODISCOVER_SOAP, SERVERS_BASIC, body);
    code = servers_text(&servers, "ErrorCode");
    assert_string_equal(code, "InvalidRequest");
    assert_int_equal(servers_count(&servers, "UserResponse"), 0);
    servers_stop(&servers);
}

/* The Host header is repeated in answers only if it can be one. */
static void distrusts_the_host(void **state)
{
    const struct origin origin = {.party = "front-door", .tls = true};
    CLEANUP(cleanup_string)
    char *body = servers_envelope("", SETTINGS(USER("ann@contoso.com"), SETTING("ExternalEwsUrl")));
    struct request request = {
        .origin = &origin, .method = "POST", .path = PATH_AUTODISCOVER_SOAP, .query = "", .body = body};
    struct servers servers;

    (void)state;
    request.body_length = strlen(body);
    headers_add(&request.headers, "Host", "evil\"><x>:1");
    headers_add(&request.headers, "Authorization", SERVERS_BASIC + strlen("Authorization: "));
    servers_start(&servers, NULL);
    exchange_answer(servers.exchange, servers.snapshot, &request, &servers.answer);
    assert_non_null(strstr(servers.answer.body, "<Value>https://localhost/EWS/Exchange.asmx</Value>"));
    headers_clear(&request.headers);
    servers_stop(&servers);
}

#define REQUEST(address)                                                                                               \
    "<r><Users><User><Mailbox>" address "</Mailbox></User></Users><RequestedSettings><Setting>ExternalEwsUrl"          \
    "</Setting></RequestedSettings></r>"
#define OWN_EWS "<Name>ExternalEwsUrl</Name><Value>https://mail.contoso.com/EWS/Exchange.asmx</Value>"

/* What another organisation is told. */
static const struct other {
    const char *name, *request, *text;
} others[] = {
    {"others: nobody (row 11)", REQUEST("no@contoso.com"),
     "<UserSettingError><ErrorCode>InvalidUser</ErrorCode><ErrorMessage>Invalid user: 'no@contoso.com'.</ErrorMessage>"
     "<SettingName>ExternalEwsUrl</SettingName>"},
    {"others: a mailbox", REQUEST("joe@contoso.com"), OWN_EWS},
    {"others: a mailbox on the other side (row 16)", REQUEST("ann@contoso.com"), OWN_EWS},
};

static void tells_others(void **state)
{
    const struct other *other = *state;
    const char *request = other->request;
    const struct caller caller = {CALLER_DELEGATION, "max@adatum.com", "", 0};
    CLEANUP(xml_free) xmlDoc *document = xml_parse(request, strlen(request), "request", NULL);
    CLEANUP(cleanup_string) char *text = NULL;
    struct servers servers;
    size_t length;
    FILE *output = open_memstream(&text, &length);

    servers_start(&servers, NULL);
    const struct exchange_call call = {.snapshot = servers.snapshot, .setup = &servers.setup, .scope = "onprem"};
    user_settings_write(&call, &caller, xmlDocGetRootElement(document), output);
    fclose(output);
    assert_non_null(strstr(text, other->text));
    servers_stop(&servers);
}

int main(void)
{
    static const struct CMUnitTest first[] = {
        cmocka_unit_test(refuses_unknown_operations),
        cmocka_unit_test(bounds_the_answer),
        cmocka_unit_test(distrusts_the_host),
    };
    struct CMUnitTest tests[ARRAY_SIZE(first) + ARRAY_SIZE(rows) + ARRAY_SIZE(others)];

    memcpy(tests, first, sizeof first);
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[ARRAY_SIZE(first) + i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = answers, .initial_state = (void *)(uintptr_t)&rows[i]};
    for (size_t i = 0; i < ARRAY_SIZE(others); i++)
        tests[ARRAY_SIZE(first) + ARRAY_SIZE(rows) + i] = (struct CMUnitTest){
            .name = others[i].name, .test_func = tells_others, .initial_state = (void *)(uintptr_t)&others[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
