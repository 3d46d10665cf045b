/* SPDX-License-Identifier: MIT */
#include "noun_rows.h"

static const char *const party[] = {"onprem", "exo",          "federation-gateway", "token-service",
                                    "domino", "hybrid-agent", "front-door",         NULL};
static const char *const record_type[] = {"A", "SRV", NULL};
static const char *const scope[] = {"onprem", "exo", "mesh", "domino", "msol", NULL};
static const char *const firewall_action[] = {"allow",
                                              "drop",
                                              "refuse",
                                              "reset-on-accept",
                                              "reset-in-handshake",
                                              "close-in-handshake",
                                              "reset-after-request",
                                              "close-after-request",
                                              "reset-in-response",
                                              "cut",
                                              "silence",
                                              "silent-handshake",
                                              "dribble",
                                              "delay",
                                              "plain-text-on-tls",
                                              "garbage",
                                              NULL};
static const char *const outbound_action[] = {"allow", "drop", "refuse", NULL};
static const char *const device[] = {"none", "TMG", "Proxy", NULL};
static const char *const protocol[] = {"Tls10", "Tls11", "Tls12", "Tls13", NULL};
static const char *const certificate[] = {
    "good",        "with-intermediate", "strong-rsa",           "expired", "not-yet-valid", "misnamed",
    "self-signed", "unknown-ca",        "missing-intermediate", "revoked", "weak-key",      NULL};

/* Without a type: an address, which leads to a party. SRV: which host offers a service, at which port. */
static const struct parameter lab_dns_record[] = {
    {"Name", .type = TYPE_TEXT, .flags = IDENTITY | KEY | REQUIRED},
    {"Type", .type = TYPE_CHOICE, .words = record_type},
    {"Party", .type = TYPE_CHOICE, .words = party},
    {"Target", .type = TYPE_TEXT},
    {"Port", .type = TYPE_NUMBER},
};

static const struct parameter lab_firewall[] = {
    {"Party", .type = TYPE_CHOICE, .flags = IDENTITY | KEY | REQUIRED, .words = party},
    {"Inbound", .type = TYPE_CHOICE, .words = firewall_action, .initial = "allow"},
    {"Amount", .type = TYPE_NUMBER},
    {"Names", .type = TYPE_TEXT, .flags = LIST},
    {"Sources", .type = TYPE_TEXT, .flags = LIST},
    {"Servers", .type = TYPE_TEXT, .flags = LIST},
    {"First", .type = TYPE_NUMBER},
    {"Probability", .type = TYPE_NUMBER},
    {"PerConversation", .type = TYPE_FLAG},
    {"Outbound", .type = TYPE_CHOICE, .words = outbound_action},
    {"OutboundNames", .type = TYPE_TEXT, .flags = LIST},
};

static const struct parameter lab_reverse_proxy[] = {
    {"Party", .type = TYPE_CHOICE, .flags = IDENTITY | KEY | REQUIRED, .words = party},
    {"Device", .type = TYPE_CHOICE, .words = device, .initial = "none"},
    {"PublishedPaths", .type = TYPE_PATH, .flags = LIST}, /* none: all */
    {"PreAuthenticatedPaths", .type = TYPE_PATH, .flags = LIST},
    {"InjectedPagePaths", .type = TYPE_PATH, .flags = LIST},
    {"InjectedPageType", .type = TYPE_TEXT},
    {"SslOffloading", .type = TYPE_FLAG},
    {"Names", .type = TYPE_TEXT, .flags = LIST},
    {"Sources", .type = TYPE_TEXT, .flags = LIST},
    {"Servers", .type = TYPE_TEXT, .flags = LIST},
    {"First", .type = TYPE_NUMBER},
    {"Probability", .type = TYPE_NUMBER},
    {"PerConversation", .type = TYPE_FLAG},
};

static const struct parameter lab_load_balancer[] = {
    {"Party", .type = TYPE_CHOICE, .flags = IDENTITY | KEY | REQUIRED, .words = party},
    {"Servers", .type = TYPE_TEXT, .flags = LIST},
};

static const struct parameter lab_tls[] = {
    {"Party", .type = TYPE_CHOICE, .flags = IDENTITY | KEY | REQUIRED, .words = party},
    {"MinimumProtocol", .type = TYPE_CHOICE, .words = protocol},
    {"MaximumProtocol", .type = TYPE_CHOICE, .words = protocol},
    {"CipherList", .type = TYPE_TEXT},
    {"Certificate", .type = TYPE_CHOICE, .words = certificate, .initial = "good"},
};

static const struct parameter lab_clock[] = {
    {"Scope", .type = TYPE_CHOICE, .flags = IDENTITY | KEY | REQUIRED, .words = scope},
    {"OffsetSeconds", .type = TYPE_NUMBER, .flags = SIGNED},
};

/* On the computer of whoever administers both sides. */
static const struct parameter lab_file[] = {
    {"Name", .type = TYPE_TEXT, .flags = IDENTITY | KEY | REQUIRED},
    {"Content", .type = TYPE_TEXT},
};

const struct noun lab_nouns[] = {
    {"LabDnsRecord", .scopes = {"lab"}, .verbs = ANY, PARAMETERS(lab_dns_record)},
    {"LabFirewall", .scopes = {"lab"}, .verbs = ANY, PARAMETERS(lab_firewall)},
    {"LabReverseProxy", .scopes = {"lab"}, .verbs = ANY, PARAMETERS(lab_reverse_proxy)},
    {"LabLoadBalancer", .scopes = {"lab"}, .verbs = ANY, PARAMETERS(lab_load_balancer)},
    {"LabTls", .scopes = {"lab"}, .verbs = ANY, PARAMETERS(lab_tls)},
    {"LabClock", .scopes = {"lab"}, .verbs = ANY, PARAMETERS(lab_clock)},
    {"LabFile", .scopes = {"lab"}, .verbs = ANY, PARAMETERS(lab_file)},
    {0},
};
