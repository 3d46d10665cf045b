/* SPDX-License-Identifier: MIT */
#include "noun_rows.h"

static const char *const party[] = {"onprem",     "exo", "federation-gateway", "token-service", "domino",
                                    "front-door", NULL};
static const char *const scope[] = {"onprem", "exo", "domino", "msol", NULL};
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
static const char *const device[] = {"none", "TMG", "Proxy", NULL};
static const char *const protocol[] = {"Tls10", "Tls11", "Tls12", "Tls13", NULL};
static const char *const certificate[] = {"good",       "expired", "not-yet-valid", "misnamed", "self-signed",
                                          "unknown-ca", NULL};

static const struct parameter lab_dns_record[] = {
    {"Name", .type = TYPE_TEXT, .flags = IDENTITY | KEY | REQUIRED},
    {"Party", .type = TYPE_CHOICE, .flags = REQUIRED, .words = party},
};

static const struct parameter lab_firewall[] = {
    {"Party", .type = TYPE_CHOICE, .flags = IDENTITY | KEY | REQUIRED, .words = party},
    {"Inbound", .type = TYPE_CHOICE, .words = firewall_action, .initial = "allow"},
    {"Amount", .type = TYPE_NUMBER},
};

static const struct parameter lab_reverse_proxy[] = {
    {"Party", .type = TYPE_CHOICE, .flags = IDENTITY | KEY | REQUIRED, .words = party},
    {"Device", .type = TYPE_CHOICE, .words = device, .initial = "none"},
    {"PreAuthenticatedPaths", .type = TYPE_PATH, .flags = LIST},
    {"InjectedPagePaths", .type = TYPE_PATH, .flags = LIST},
    {"InjectedPageType", .type = TYPE_TEXT},
    {"SslOffloading", .type = TYPE_FLAG},
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

const struct noun lab_nouns[] = {
    {"LabDnsRecord", .scopes = {"lab"}, .verbs = ANY, PARAMETERS(lab_dns_record)},
    {"LabFirewall", .scopes = {"lab"}, .verbs = ANY, PARAMETERS(lab_firewall)},
    {"LabReverseProxy", .scopes = {"lab"}, .verbs = ANY, PARAMETERS(lab_reverse_proxy)},
    {"LabTls", .scopes = {"lab"}, .verbs = ANY, PARAMETERS(lab_tls)},
    {"LabClock", .scopes = {"lab"}, .verbs = ANY, PARAMETERS(lab_clock)},
    {0},
};
