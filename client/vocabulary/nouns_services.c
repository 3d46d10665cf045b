/* SPDX-License-Identifier: MIT */
/* Nouns for what runs on the servers, and the hybrid agent that stands for them. */
#include "noun_lists.h"
#include "noun_rows.h"

static const struct term protocol_terms[] = {{"Tls10", NULL}, {"Tls11", NULL}, {"Tls12", NULL}, {"Tls13", NULL}};
const struct terms tls_protocols = {"protocol", protocol_terms, ARRAY_SIZE(protocol_terms)};
TERMS(pool_status, "pool-status", {"Started", NULL}, {"Stopped", NULL}, {"Crashing", NULL})
TERMS(component_state, "component-state", {"Active", NULL}, {"Inactive", NULL}, {"Draining", NULL})
TERMS(component_requester, "component-requester", {"HealthAPI", NULL}, {"Maintenance", NULL}, {"Sidelined", NULL},
      {"Functional", NULL}, {"Deployment", NULL})

/* How the availability service of this organisation asks others. Exchange keeps this in files and code. */
static const struct parameter lab_availability_service[] = {
    {"Name", .type = TYPE_TEXT, .flags = IDENTITY | REQUIRED | READ_ONLY},
    {"ConnectMilliseconds", .type = TYPE_NUMBER, .says = "how long it tries to connect"},
    {"AnswerMilliseconds", .type = TYPE_NUMBER, .says = "how long it waits for an answer"},
    {"CheckRevocation", .type = TYPE_FLAG, .says = "does it ask whether certificates are revoked?"},
    {"MaximumProtocol", .type = TYPE_CHOICE, .words = &tls_protocols},
};

static const struct parameter lab_application_pool[] = {
    {"Identity", .type = TYPE_TEXT, .flags = IDENTITY | KEY | REQUIRED},
    {"Server", .type = TYPE_TEXT},
    {"Status", .type = TYPE_CHOICE, .words = &pool_status, .initial = "Started"},
};

static const struct parameter server_component_state[] = {
    {"Identity", .type = TYPE_TEXT, .flags = IDENTITY | KEY | REQUIRED},
    {"Component", .type = TYPE_TEXT, .flags = KEY | REQUIRED},
    {"State", .type = TYPE_CHOICE, .words = &component_state, .initial = "Active"},
    {"Requester", .type = TYPE_CHOICE, .words = &component_requester},
};

static const struct parameter hybrid_application[] = {
    {"AppId", .type = TYPE_TEXT, .flags = IDENTITY | KEY | REQUIRED},
    {"ExternalUrl", .type = TYPE_URL, .flags = READ_ONLY},
    {"TargetUri", .type = TYPE_URL},
    {"OutboundAddress", .type = TYPE_TEXT, .flags = READ_ONLY},
};

const struct noun services_nouns[] = {
    {"LabAvailabilityService",
     .says = "how the availability service of this organization asks others, which Exchange keeps in files and code",
     .scopes = EXCHANGE, .verbs = GET | SET, PARAMETERS(lab_availability_service), .flags = SINGLE},
    {"LabApplicationPool", .says = "an application pool of IIS on a server", .scopes = EXCHANGE, .verbs = ANY,
     PARAMETERS(lab_application_pool)},
    {"ServerComponentState", .says = "which components of a server take part", .scopes = EXCHANGE, .verbs = GET | SET,
     PARAMETERS(server_component_state)},
    {"HybridApplication", .says = "the hybrid agent, by which Exchange Online reaches the servers on premises",
     .scopes = EXCHANGE, .verbs = GET | UPDATE, PARAMETERS(hybrid_application), .flags = SINGLE},
    {0},
};
