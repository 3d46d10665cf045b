/* SPDX-License-Identifier: MIT */
/* Which way a look-up goes: the shipped organisations, with one text replaced. */
#include "base/cleanup.h"
#include "base/text.h"
#include "flow/lookup/route.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#define ORGANIZATIONS FBLAB_SOURCE "/scenarios/organizations.xml"
#define CONNECTOR "<TargetAddressDomains>contoso.com</TargetAddressDomains>"
#define CLOUD_ENDPOINT                                                                                                 \
    "<DiscoveryEndpoint>https://autodiscover.contoso.com/autodiscover/autodiscover.svc</DiscoveryEndpoint>"
#define ONPREM_URL "https://autodiscover.contoso.com/autodiscover/autodiscover.svc"
#define CLOUD_URL "https://autodiscover-s.outlook.com/autodiscover/autodiscover.svc"
#define RELATIONSHIP_EPR "<TargetAutodiscoverEpr>" ONPREM_URL "/WSSecurity</TargetAutodiscoverEpr>"
#define ELSEWHERE "https://hybrid.contoso.com/EWS/Exchange.asmx"
#define CLOUD_EWS "https://outlook.office365.com/EWS/Exchange.asmx"
#define ONPREM_EWS "https://mail.contoso.com/EWS/Exchange.asmx"
#define ROUTING "contoso.mail.onmicrosoft.com"

struct change {
    const char *find, *put;
};

struct row {
    const char *name, *scope, *requester, *target;
    struct change changes[3];
    enum outcome outcome;
    enum way way;
    const char *direction, *party;
    const char *url;   /* where the first question goes */
    bool skips;        /* Autodiscover */
    const char *asker; /* address the other side is told */
    const char *asked; /* and asked for */
};

#define TO_ONPREM "exo", "ann@contoso.com", "joe@contoso.com"
#define TO_CLOUD "onprem", "joe@contoso.com", "ann@contoso.com"
#define CLOUD_ASKS .direction = "cloud-to-on-premises", .asker = "ann@" ROUTING
#define ONPREM_ASKS .direction = "on-premises-to-cloud", .asker = "joe@contoso.com"
#define NO_CONNECTOR                                                                                                   \
    {                                                                                                                  \
        CONNECTOR, "<TargetAddressDomains>fabrikam.com</TargetAddressDomains>"                                         \
    }

static const struct row rows[] = {
    {"cloud asks by OAuth", TO_ONPREM, .way = WAY_OAUTH, CLOUD_ASKS, .party = "HybridIOC - 8f4e2a1c", .url = ONPREM_URL,
     .asked = "joe@contoso.com"},
    {"on premises asks by OAuth", TO_CLOUD, .way = WAY_OAUTH, ONPREM_ASKS, .party = "HybridIOC - 8f4e2a1c",
     .url = CLOUD_URL, .asked = "ann@" ROUTING},
    {"another domain's connector: DAUTH",
     TO_ONPREM,
     {NO_CONNECTOR},
     .way = WAY_DAUTH,
     CLOUD_ASKS,
     .party = "O365 to On-premises - 8f4e2a1c",
     .url = ONPREM_URL "/WSSecurity",
     .asked = "joe@contoso.com"},
    {"disabled connector: DAUTH",
     TO_ONPREM,
     {{CLOUD_ENDPOINT "\n      <Enabled>true", CLOUD_ENDPOINT "\n      <Enabled>false"}},
     .way = WAY_DAUTH,
     CLOUD_ASKS,
     .party = "O365 to On-premises - 8f4e2a1c",
     .url = ONPREM_URL "/WSSecurity",
     .asked = "joe@contoso.com"},
    {"the suffix is added where it is missing",
     TO_ONPREM,
     {NO_CONNECTOR, {RELATIONSHIP_EPR, "<TargetAutodiscoverEpr>" ONPREM_URL "</TargetAutodiscoverEpr>"}},
     .way = WAY_DAUTH,
     CLOUD_ASKS,
     .party = "O365 to On-premises - 8f4e2a1c",
     .url = ONPREM_URL "/WSSecurity",
     .asked = "joe@contoso.com"},
    {"connector with TargetSharingEpr",
     TO_ONPREM,
     {{CLOUD_ENDPOINT "\n      <Enabled>",
       CLOUD_ENDPOINT "<TargetSharingEpr>" ELSEWHERE "</TargetSharingEpr><Enabled>"}},
     .way = WAY_OAUTH,
     CLOUD_ASKS,
     .party = "HybridIOC - 8f4e2a1c",
     .url = ELSEWHERE,
     .skips = true,
     .asked = "joe@contoso.com"},
    {"relationship with TargetSharingEpr",
     TO_ONPREM,
     {NO_CONNECTOR, {RELATIONSHIP_EPR, RELATIONSHIP_EPR "<TargetSharingEpr>" ELSEWHERE "</TargetSharingEpr>"}},
     .way = WAY_DAUTH,
     CLOUD_ASKS,
     .party = "O365 to On-premises - 8f4e2a1c",
     .url = ELSEWHERE "/WSSecurity",
     .skips = true,
     .asked = "joe@contoso.com"},
    {"address space", "exo", "ann@contoso.com", "dora@notes.domain.com", .way = WAY_ADDRESS_SPACE, CLOUD_ASKS,
     .party = "notes.domain.com", .url = "https://notes.server.com/AutoDiscover/AutoDiscover.xml",
     .asked = "dora@notes.domain.com"},
    {"address space without endpoint",
     "exo",
     "ann@contoso.com",
     "dora@notes.domain.com",
     {{"<TargetAutodiscoverEpr>https://notes.server.com/AutoDiscover/AutoDiscover.xml</TargetAutodiscoverEpr>", ""}},
     .way = WAY_ADDRESS_SPACE,
     CLOUD_ASKS,
     .party = "notes.domain.com",
     .url = "https://notes.domain.com/AutoDiscover/AutoDiscover.xml",
     .asked = "dora@notes.domain.com"},
    {"no recipient", "exo", "ann@contoso.com", "nobody@contoso.com", .outcome = OUTCOME_RECIPIENT_NOT_FOUND, CLOUD_ASKS,
     .party = "nobody@contoso.com", .asked = "nobody@contoso.com"},
    {"somebody whom only the other organisation has", "mesh", "max@adatum.com", "nobody@contoso.com", .way = WAY_DAUTH,
     .direction = "cloud-to-on-premises", .asker = "max@adatum.com", .party = "Contoso on-premises",
     .url = "https://autodiscover.contoso.com/autodiscover/autodiscover.svc/WSSecurity", .asked = "nobody@contoso.com"},
    {"somebody of a domain nobody is asked about", "mesh", "max@adatum.com", "nobody@fabrikam.com",
     .outcome = OUTCOME_RECIPIENT_NOT_FOUND, .direction = "cloud-to-on-premises", .asker = "max@adatum.com",
     .party = "nobody@fabrikam.com", .asked = "nobody@fabrikam.com"},
    {"nobody behind an address space", "exo", "ann@contoso.com", "nobody@notes.domain.com",
     .outcome = OUTCOME_RECIPIENT_NOT_FOUND, CLOUD_ASKS, .party = "nobody@notes.domain.com",
     .asked = "nobody@notes.domain.com"},
    {"no way to the domain",
     "exo",
     "ann@contoso.com",
     "dora@notes.domain.com",
     {{"<ForestName>notes.domain.com</ForestName>", "<ForestName>other.domain.com</ForestName>"}},
     .outcome = OUTCOME_NO_ROUTE,
     CLOUD_ASKS,
     .party = "notes.domain.com",
     .asked = "dora@notes.domain.com"},
    {"sharing is off",
     TO_ONPREM,
     {NO_CONNECTOR,
      {"<DomainNames>contoso.com</DomainNames>\n      <FreeBusyAccessEnabled>true",
       "<DomainNames>contoso.com</DomainNames>\n      <FreeBusyAccessEnabled>false"}},
     .outcome = OUTCOME_NO_ROUTE,
     CLOUD_ASKS,
     .party = "contoso.com",
     .asked = "joe@contoso.com"},
    {"relationship without application",
     TO_ONPREM,
     {NO_CONNECTOR, {"<TargetApplicationUri>FYDIBOHF25SPDLT.contoso.com</TargetApplicationUri>", ""}},
     .outcome = OUTCOME_RELATIONSHIP_UNUSABLE,
     .way = WAY_DAUTH,
     CLOUD_ASKS,
     .party = "O365 to On-premises - 8f4e2a1c",
     .asked = "joe@contoso.com"},
    {"relationship without endpoints",
     TO_ONPREM,
     {NO_CONNECTOR, {RELATIONSHIP_EPR, ""}},
     .outcome = OUTCOME_RELATIONSHIP_UNUSABLE,
     .way = WAY_DAUTH,
     CLOUD_ASKS,
     .party = "O365 to On-premises - 8f4e2a1c",
     .asked = "joe@contoso.com"},
    {"the asked mailbox is in the own organisation", "exo", "ann@contoso.com", "bob@contoso.com", .way = WAY_LOCAL,
     .direction = "cloud-to-cloud", .asker = "ann@" ROUTING, .party = "contoso.com", .url = CLOUD_EWS, .skips = true,
     .asked = "bob@contoso.com"},
    {"and on the premises", "onprem", "joe@contoso.com", "kim@contoso.com", .way = WAY_LOCAL,
     .direction = "on-premises-to-on-premises", .asker = "joe@contoso.com", .party = "contoso.com", .url = ONPREM_EWS,
     .skips = true, .asked = "kim@contoso.com"},
    {"the own organisation has no address",
     "exo",
     "ann@contoso.com",
     "bob@contoso.com",
     {{"<ExternalUrl>" CLOUD_EWS "</ExternalUrl>", ""}},
     .outcome = OUTCOME_NO_ROUTE,
     CLOUD_ASKS,
     .party = "contoso.com",
     .asked = "bob@contoso.com"},
    {"another tenant",
     TO_ONPREM,
     {NO_CONNECTOR, {RELATIONSHIP_EPR, "<TargetAutodiscoverEpr>" CLOUD_URL "</TargetAutodiscoverEpr>"}},
     .way = WAY_DAUTH,
     .direction = "cloud-to-cloud",
     .asker = "ann@" ROUTING,
     .party = "O365 to On-premises - 8f4e2a1c",
     .url = CLOUD_URL "/WSSecurity",
     .asked = "joe@contoso.com"},
};

static char *replace(const char *text, const struct change *change)
{
    const char *at = change->find ? strstr(text, change->find) : text;

    if (!at)
        fail_msg("the shipped document has no %s", change->find);
    return change->find ? text_format("%.*s%s%s", (int)(at - text), text, change->put, at + strlen(change->find))
                        : text_copy(text);
}

static struct snapshot *load(const struct change changes[3])
{
    size_t length;
    CLEANUP(cleanup_string) char *text = file_read(ORGANIZATIONS, 1 << 20, &length, NULL);
    struct error error = {""};
    struct snapshot *snapshot;

    for (size_t i = 0; i < 3; i++) {
        char *changed = replace(text, &changes[i]);
        free(text);
        text = changed;
    }
    snapshot = snapshot_parse(text, strlen(text), "organizations.xml", &error);
    if (!snapshot)
        fail_msg("%s", error.text);
    return snapshot;
}

static void assert_text(const char *got, const char *wanted)
{
    assert_string_equal(got ? got : "(none)", wanted ? wanted : "(none)");
}

static void chooses(void **state)
{
    const struct row *row = *state;
    CLEANUP(snapshot_release) struct snapshot *snapshot = load(row->changes);
    const struct flow_settings settings = {.organization = snapshot, .scope = row->scope};
    CLEANUP(lookup_free) struct lookup *lookup = lookup_new(row->requester, row->target);
    CLEANUP(route_clear) struct flow_route route = {0};
    const bool found = route_choose(&route, &settings, lookup);

    assert_int_equal(found, row->outcome == OUTCOME_OK);
    assert_int_equal(lookup->evidence_count, 1);
    assert_int_equal(lookup->evidence[0].hop, HOP_ROUTE);
    assert_text(outcome_name(lookup->evidence[0].outcome), outcome_name(row->outcome));
    assert_text(lookup->evidence[0].party, row->party);
    assert_text(lookup->evidence[0].url, row->url);
    assert_text(way_name(lookup->way), way_name(row->way));
    assert_text(lookup->direction, row->direction);
    assert_text(row->skips ? route.ews_url : route.discovery_url, row->url);
    assert_text(route.requester, row->asker);
    assert_text(route.target, row->asked);
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows)];

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = chooses, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
