/* SPDX-License-Identifier: MIT */
#include "exchange/common/call.h"
#include "exchange/graph/graph.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "origin/origin.h"
#include "support/exchange_fixture.h"
#include "token/token.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#define APP "5c2e9d14-7f3a-4b86-8e21-9d0c4f6a7b35"
#define ISSUER "https://sts.windows.net/" LAB_REALM "/"
#define SCHEDULE(user) "/v1.0/users/" user "/calendar/getSchedule"
/* A Monday: Ann has an hour at ten. */
#define ASK(schedules, start, end)                                                                                     \
    "{\"schedules\":[" schedules "],\"startTime\":{\"dateTime\":\"" start                                              \
    "\",\"timeZone\":\"UTC\"},\"endTime\":{\"dateTime\":\"" end "\",\"timeZone\":\"UTC\"}}"
#define DAY_OF(schedules) ASK(schedules, "2026-01-05T00:00:00", "2026-01-06T00:00:00")
#define ANN DAY_OF("\"ann@contoso.mail.onmicrosoft.com\"")
#define TEN(text) "\"start\":{\"dateTime\":\"2026-01-05T" text ":00:00.0000000\""
#define POLICY(right)                                                                                                  \
    "<ApplicationAccessPolicy><AppId>" APP "</AppId><PolicyScopeGroupId>pilot@contoso.com</PolicyScopeGroupId>"        \
    "<AccessRight>" right "</AccessRight></ApplicationAccessPolicy>"
#define PILOT                                                                                                          \
    "<DistributionGroup><Name>Pilot</Name><Alias>pilot</Alias><PrimarySmtpAddress>pilot@contoso.com"                   \
    "</PrimarySmtpAddress></DistributionGroup>"
#define MEMBER(address)                                                                                                \
    "<DistributionGroupMember><Identity>Pilot</Identity><Member>" address "</Member></DistributionGroupMember>"

static const struct row {
    const char *name;
    const char *method, *path, *body, *prefer, *agent; /* NULL: as the asker of the lab */
    const char *key, *issuer, *audience, *role;
    const char *bearer; /* instead of the token */
    int age;
    struct lab_edit edits[4];
    int status;
    const char *says, *and_says; /* parts of the body */
} rows[] = {
    {.name = "granted",
     .status = 200,
     .says = TEN("10"),
     .and_says = "\"availabilityView\":\"00000000000000000000220000"},
    {.name = "the subject, where the calendar shows it to everybody",
     .edits = {{"exo/MailboxFolderPermission[starts-with(Identity,'ann@')]/AccessRights", "LimitedDetails"}},
     .status = 200,
     .says = "\"subject\":\"Planning\""},
    {.name = "in the zone that is preferred",
     .prefer = "outlook.timezone=\"W. Europe Standard Time\"",
     .status = 200,
     .says = TEN("11"),
     .and_says = "\"timeZone\":\"W. Europe Standard Time\""},
    {.name = "a zone that nobody knows is not heeded",
     .prefer = "outlook.timezone=\"Middle Earth\"",
     .status = 200,
     .says = TEN("10")},
    {.name = "a role with more", .role = "Calendars.ReadWrite", .status = 200, .says = TEN("10")},
    {.name = "nobody has the address",
     .body = DAY_OF("\"nobody@contoso.com\""),
     .status = 200,
     .says = "\"responseCode\":\"5009\"",
     .and_says = "Unable to resolve e-mail address nobody@contoso.com to an Active Directory object."},
    {.name = "no address at all", .body = DAY_OF("7"), .status = 200, .says = "\"responseCode\":\"5035\""},
    {.name = "a mailbox of the premises is not looked up there",
     .body = DAY_OF("\"joe@contoso.com\""),
     .status = 200,
     .says = "is not allowed because the requester is from a different organization"},
    {.name = "no token", .bearer = "", .status = 401, .says = "Access token is empty."},
    {.name = "no token but words", .bearer = "Bearer abc", .status = 401, .says = "CompactToken parsing failed"},
    {.name = "signed by a stranger", .key = "stranger", .status = 401, .says = "Access token validation failure.\""},
    {.name = "of another issuer",
     .issuer = "https://sts.windows.net/other/",
     .status = 401,
     .says = "validation failure"},
    {.name = "a token for EWS",
     .audience = "00000002-0000-0ff1-ce00-000000000000/outlook.office365.com@" LAB_REALM,
     .status = 401,
     .says = "Invalid audience."},
    {.name = "expired", .age = 7300, .status = 401, .says = "the token is expired"},
    {.name = "without the role",
     .role = "Mail.Read",
     .status = 403,
     .says = "\"code\":\"Authorization_RequestDenied\"",
     .and_says = "Insufficient privileges to complete the operation."},
    {.name = "an agent that the tenant does not let in",
     .edits = {{"exo/OrganizationConfig", "<EwsApplicationAccessPolicy>EnforceAllowList</EwsApplicationAccessPolicy>"},
               {"exo/OrganizationConfig", "<EwsAllowList>OWA/*</EwsAllowList>"}},
     .status = 403,
     .says = "\"code\":\"ErrorAccessDenied\",\"message\":\"Access to OData is disabled.\""},
    {.name = "an agent that it does",
     .agent = "OWA/1",
     .edits = {{"exo/OrganizationConfig", "<EwsApplicationAccessPolicy>EnforceAllowList</EwsApplicationAccessPolicy>"},
               {"exo/OrganizationConfig", "<EwsAllowList>OWA/*</EwsAllowList>"}},
     .status = 200},
    {.name = "an access policy for others",
     .edits = {{"exo", POLICY("RestrictAccess")}, {"exo", PILOT}, {"exo", MEMBER("bob@contoso.com")}},
     .status = 403,
     .says = "[RAOP] : Blocked by tenant configured AppOnly AccessPolicy settings."},
    {.name = "an access policy with the mailbox",
     .edits = {{"exo", POLICY("RestrictAccess")}, {"exo", PILOT}, {"exo", MEMBER("ann@contoso.com")}},
     .status = 200},
    {.name = "an access policy that denies others",
     .edits = {{"exo", POLICY("DenyAccess")}, {"exo", PILOT}, {"exo", MEMBER("bob@contoso.com")}},
     .status = 200},
    {.name = "an access policy that denies the mailbox",
     .edits = {{"exo", POLICY("DenyAccess")}, {"exo", PILOT}, {"exo", MEMBER("ann@contoso.com")}},
     .status = 403,
     .says = "RAOP"},
    {.name = "a user of the premises",
     .path = SCHEDULE("joe@contoso.com"),
     .status = 404,
     .says = "\"code\":\"MailboxNotEnabledForRESTAPI\"",
     .and_says = "The mailbox is either inactive, soft-deleted, or is hosted on-premise."},
    {.name = "a mailbox without a licence",
     .edits = {{"exo/Mailbox[UserPrincipalName='ann@contoso.com']", "<License>None</License>"}},
     .status = 404,
     .says = "MailboxNotEnabledForRESTAPI"},
    {.name = "a user whom nobody knows",
     .path = SCHEDULE("eve%s@contoso.com"),
     .status = 404,
     .says = "The requested user 'eve%s@contoso.com' is invalid."},
    {.name = "a calendar that others have shared",
     .path = "/v1.0/users/joe@contoso.com/calendars/ann@contoso.com/getSchedule",
     .status = 403,
     .says = "Access is denied. Check credentials and try again."},
    {.name = "another path", .path = "/v1.0/me/messages", .status = 400, .says = "for the segment 'messages'."},
    {.name = "another method", .method = "GET", .status = 405, .says = "HTTP method is not allowed"},
    {.name = "no JSON", .body = "schedules=ann", .status = 400, .says = "Unable to read JSON request payload."},
    {.name = "no schedules", .body = "{}", .status = 400, .says = "\"code\":\"BadRequest\""},
    {.name = "an end before the beginning",
     .body = ASK("\"ann@contoso.com\"", "2026-01-06T00:00:00", "2026-01-05T00:00:00"),
     .status = 400,
     .says = "ErrorInvalidTimeInterval"},
    {.name = "more than two months",
     .body = ASK("\"ann@contoso.com\"", "2026-01-01T00:00:00", "2026-03-05T00:00:00"),
     .status = 400,
     .says = "ErrorInvalidTimeInterval"},
    {.name = "a time of no zone",
     .body = "{\"schedules\":[],\"startTime\":{\"dateTime\":\"2026-01-06T00:00:00\"}}",
     .status = 400,
     .says = "ErrorInvalidTimeInterval"},
};

static struct lab *lab;

static const char *or_else(const char *value, const char *otherwise)
{
    return value ? value : otherwise;
}

static char *token(const struct row *row)
{
    const struct signing_key *key = lab_key(lab, or_else(row->key, "token-service"));
    const json_int_t issued = time(NULL) - row->age;
    json_t *claims =
        json_pack("{s:s,s:s,s:s,s:s,s:[s],s:I,s:I}", "iss", or_else(row->issuer, ISSUER), "aud",
                  or_else(row->audience, "https://graph.microsoft.com"), "appid", APP, "nameid", APP "@" LAB_REALM,
                  "roles", or_else(row->role, "Calendars.Read"), "nbf", issued, "exp", issued + 3600);
    char *signed_one = token_sign(NULL, claims, key->private_key, key->certificate, NULL);

    json_decref(claims);
    return signed_one;
}

/* The tenant trusts EvoSts, whose key is that of the token service. */
static struct snapshot *tenant(const struct row *row)
{
    CLEANUP(cleanup_string)
    char *server = text_format("<AuthServer><Name>EvoSts</Name><Type>AzureAD</Type><IssuerIdentifier>" ISSUER
                               "</IssuerIdentifier><CertificateStrings>%s</CertificateStrings></AuthServer>",
                               lab_key(lab, "token-service")->base64);
    struct lab_edit edits[ARRAY_SIZE(row->edits) + 2] = {{"exo", server}};

    memcpy(edits + 1, row->edits, sizeof row->edits);
    return lab_snapshot(lab, edits);
}

static void compare_headers(const struct answer *answer)
{
    const char *const challenge = headers_get(&answer->headers, "WWW-Authenticate");

    assert_string_equal(headers_get(&answer->headers, "x-ms-ags-diagnostic"),
                        "{\"ServerInfo\":{\"DataCenter\":\"North Europe\",\"Slice\":\"E\",\"Ring\":\"4\","
                        "\"ScaleUnit\":\"003\",\"RoleInstance\":\"DU2PEPF00028D0B\"}}");
    assert_string_equal(or_else(challenge, ""),
                        answer->status == 401 ? "Bearer realm=\"\", authorization_uri=\"https://login.microsoftonline."
                                                "com/common/oauth2/authorize\", "
                                                "client_id=\"00000003-0000-0000-c000-000000000000\""
                                              : "");
}

static void answers(void **state)
{
    const struct row *row = *state;
    const struct origin origin = {.party = "graph"};
    CLEANUP(snapshot_release) struct snapshot *snapshot = tenant(row);
    CLEANUP(cleanup_string) char *own = token(row);
    CLEANUP(cleanup_string) char *bearer = text_format("Bearer %s", own);
    struct request request =
        lab_request(&origin, or_else(row->path, SCHEDULE("ann@contoso.com")), or_else(row->body, ANN));
    const struct exchange_call call = lab_call(lab, snapshot, "exo", &request, NULL);
    struct answer answer = {0};

    request.method = or_else(row->method, "POST");
    if (!row->bearer || *row->bearer)
        headers_add(&request.headers, "Authorization", or_else(row->bearer, bearer));
    headers_add(&request.headers, "User-Agent", or_else(row->agent, "ASProxy/CrossForest/EmailDomain//15.02.2562.053"));
    headers_add(&request.headers, "Prefer", or_else(row->prefer, ""));
    graph_answer(&call, &answer);
    if (answer.status != row->status || (row->says && !strstr(answer.body, row->says)) ||
        (row->and_says && !strstr(answer.body, row->and_says)))
        fail_msg("%d %s", answer.status, answer.body);
    compare_headers(&answer);
    headers_clear(&request.headers);
    answer_clear(&answer);
}

/* Published: the actual size is named. */
static void counts_schedules(void **state)
{
    static struct row row = {
        .name = "101 schedules", .status = 400, .says = "The allowed size = 100; the actual size = 101."};
    char *body = NULL;
    size_t length;
    FILE *output = open_memstream(&body, &length);
    void *one = &row;

    (void)state;
    fputs("{\"schedules\":[0", output);
    for (int i = 0; i < 100; i++)
        fputs(",0", output);
    fputs("]}", output);
    fclose(output);
    row.body = body;
    answers(&one);
    free(body);
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows) + 1] = {cmocka_unit_test(counts_schedules)};
    int failed;

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i + 1] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = answers, .initial_state = (void *)(uintptr_t)&rows[i]};
    lab = lab_new();
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    lab_free(&lab);
    return failed;
}
