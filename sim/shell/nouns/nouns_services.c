/* SPDX-License-Identifier: MIT */
/* What runs on the servers, and the hybrid agent that stands for them. */
#include "noun_rows.h"

static const char *const protocol[] = {"Tls10", "Tls11", "Tls12", "Tls13", NULL};
static const char *const pool_status[] = {"Started", "Stopped", "Crashing", NULL};
static const char *const component_state[] = {"Active", "Inactive", "Draining", NULL};
static const char *const component_requester[] = {"HealthAPI",  "Maintenance", "Sidelined",
                                                  "Functional", "Deployment",  NULL};

/* How the availability service of this organisation asks others. Exchange keeps this in files and code. */
static const struct parameter lab_availability_service[] = {
    {"Name", .type = TYPE_TEXT, .flags = IDENTITY | REQUIRED | READ_ONLY},
    {"ConnectMilliseconds", .type = TYPE_NUMBER},
    {"AnswerMilliseconds", .type = TYPE_NUMBER},
    {"CheckRevocation", .type = TYPE_FLAG},
    {"MaximumProtocol", .type = TYPE_CHOICE, .words = protocol},
};

static const struct parameter lab_application_pool[] = {
    {"Identity", .type = TYPE_TEXT, .flags = IDENTITY | KEY | REQUIRED},
    {"Server", .type = TYPE_TEXT},
    {"Status", .type = TYPE_CHOICE, .words = pool_status, .initial = "Started"},
};

static const struct parameter server_component_state[] = {
    {"Identity", .type = TYPE_TEXT, .flags = IDENTITY | KEY | REQUIRED},
    {"Component", .type = TYPE_TEXT, .flags = KEY | REQUIRED},
    {"State", .type = TYPE_CHOICE, .words = component_state, .initial = "Active"},
    {"Requester", .type = TYPE_CHOICE, .words = component_requester},
};

static const struct parameter hybrid_application[] = {
    {"AppId", .type = TYPE_TEXT, .flags = IDENTITY | KEY | REQUIRED},
    {"ExternalUrl", .type = TYPE_URL, .flags = READ_ONLY},
    {"TargetUri", .type = TYPE_URL},
    {"OutboundAddress", .type = TYPE_TEXT, .flags = READ_ONLY},
};

const struct noun services_nouns[] = {
    {"LabAvailabilityService", .scopes = EXCHANGE, .verbs = GET | SET, PARAMETERS(lab_availability_service),
     .flags = SINGLE},
    {"LabApplicationPool", .scopes = EXCHANGE, .verbs = ANY, PARAMETERS(lab_application_pool)},
    {"ServerComponentState", .scopes = EXCHANGE, .verbs = GET | SET, PARAMETERS(server_component_state)},
    {"HybridApplication", .scopes = EXCHANGE, .verbs = GET | UPDATE, PARAMETERS(hybrid_application), .flags = SINGLE},
    {0},
};
