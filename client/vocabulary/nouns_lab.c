/* SPDX-License-Identifier: MIT */
/* Nouns for what no cmdlet of Microsoft reaches: names, network, devices, TLS, clocks. */
#include "certificate_defects.h"
#include "noun_lists.h"
#include "noun_rows.h"
#include "party_names.h"
#include "wire_faults.h"

TERMS(record_type, "record-type", {"A", NULL}, {"SRV", NULL})
TERMS(device, "device", {"none", NULL}, {"TMG", NULL}, {"Proxy", NULL})
TERMS(injected_page, "injected-page", {"notice", NULL}, {"mail-settings", NULL})

static const struct parameter lab_dns_record[] = {
    {"Name", .type = TYPE_TEXT, .flags = IDENTITY | KEY | REQUIRED},
    {"Type", .type = TYPE_CHOICE, .words = &record_type, .says = "SRV, or A where nothing is said"},
    {"Party", .type = TYPE_CHOICE, .words = &party_names, .says = "whom the address leads to"},
    {"Target", .type = TYPE_TEXT, .says = "SRV: the host"},
    {"Port", .type = TYPE_NUMBER, .says = "SRV: the port"},
};

static const struct parameter lab_firewall[] = {
    {"Party", .type = TYPE_CHOICE, .flags = IDENTITY | KEY | REQUIRED, .words = &party_names},
    {"Inbound", .type = TYPE_CHOICE, .words = &wire_faults, .initial = "allow",
     .says = "what happens to connections that somebody opens to the party"},
    {"Amount", .type = TYPE_NUMBER, .says = "bytes or milliseconds: see the action"},
    {"Names", .type = TYPE_TEXT, .flags = LIST, .says = "only connections to these host names"},
    {"Sources", .type = TYPE_TEXT, .flags = LIST, .says = "only connections from these addresses"},
    {"Servers", .type = TYPE_TEXT, .flags = LIST, .says = "only connections that one of these servers would answer"},
    {"First", .type = TYPE_NUMBER, .says = "only the first so many connections"},
    {"Probability", .type = TYPE_NUMBER,
     .says = "only so many of a hundred connections, drawn from the seed of the lab"},
    {"PerConversation", .type = TYPE_FLAG, .says = "counts and draws for each conversation on its own"},
    {"Outbound", .type = TYPE_CHOICE, .words = &outbound_faults,
     .says = "what happens to connections that the party opens"},
    {"OutboundNames", .type = TYPE_TEXT, .flags = LIST, .says = "only to these host names"},
};

static const struct parameter lab_reverse_proxy[] = {
    {"Party", .type = TYPE_CHOICE, .flags = IDENTITY | KEY | REQUIRED, .words = &party_names},
    {"Device", .type = TYPE_CHOICE, .words = &device, .initial = "none", .says = "whose pages it answers with"},
    {"PublishedPaths", .type = TYPE_PATH, .flags = LIST, .says = "paths that are let through; none: all"},
    {"PreAuthenticatedPaths", .type = TYPE_PATH, .flags = LIST, .says = "paths for which it asks for a password first"},
    {"InjectedPagePaths", .type = TYPE_PATH, .flags = LIST, .says = "paths that it answers with a page of its own"},
    {"InjectedPage", .type = TYPE_CHOICE, .words = &injected_page,
     .says = "which page: a notice, or what a web hoster answers Autodiscover with"},
    {"InjectedPageType", .type = TYPE_TEXT, .says = "the Content-Type of that page"},
    {"TlsBridging", .type = TYPE_FLAG,
     .says = "TLS ends at the device, which shows a certificate of its own and talks TLS to the servers anew"},
    {"SslOffloading", .type = TYPE_FLAG, .says = "TLS ends at the device, and the servers see http"},
    {"Names", .type = TYPE_TEXT, .flags = LIST, .says = "only requests to these host names"},
    {"Sources", .type = TYPE_TEXT, .flags = LIST, .says = "only requests from these addresses"},
    {"Servers", .type = TYPE_TEXT, .flags = LIST, .says = "only requests that one of these servers would answer"},
    {"First", .type = TYPE_NUMBER, .says = "only the first so many requests"},
    {"Probability", .type = TYPE_NUMBER, .says = "only so many of a hundred requests, drawn from the seed of the lab"},
    {"PerConversation", .type = TYPE_FLAG, .says = "counts and draws for each conversation on its own"},
};

static const struct parameter lab_load_balancer[] = {
    {"Party", .type = TYPE_CHOICE, .flags = IDENTITY | KEY | REQUIRED, .words = &party_names},
    {"Servers", .type = TYPE_TEXT, .flags = LIST, .says = "in turn"},
};

static const struct parameter lab_tls[] = {
    {"Party", .type = TYPE_CHOICE, .flags = IDENTITY | KEY | REQUIRED, .words = &party_names},
    {"MinimumProtocol", .type = TYPE_CHOICE, .words = &tls_protocols},
    {"MaximumProtocol", .type = TYPE_CHOICE, .words = &tls_protocols},
    {"ResetsOld", .type = TYPE_FLAG, .says = "who offers less than MinimumProtocol is reset, and gets no alert"},
    {"CipherList", .type = TYPE_TEXT, .says = "as OpenSSL writes it"},
    {"Certificate", .type = TYPE_CHOICE, .words = &certificate_defects, .initial = "good",
     .says = "what is wrong with it"},
};

static const struct parameter lab_clock[] = {
    {"Scope", .type = TYPE_CHOICE, .flags = IDENTITY | KEY | REQUIRED, .words = &clock_places},
    {"OffsetSeconds", .type = TYPE_NUMBER, .flags = SIGNED, .says = "how far it is ahead; less than 0: behind"},
};

static const struct parameter lab_win_http_proxy[] = {
    {"Name", .type = TYPE_TEXT, .flags = IDENTITY | KEY | REQUIRED, .says = "the computer, or the group of computers"},
    {"ProxyServer", .type = TYPE_TEXT, .flags = REQUIRED,
     .says = "host and port, or one for each protocol: http=proxy:80;https=proxy:8080"},
    {"BypassList", .type = TYPE_TEXT,
     .says = "hosts that are asked directly, with ';' between them and '*' for any run; <local>: without a dot"},
};

static const struct parameter lab_file[] = {
    {"Name", .type = TYPE_TEXT, .flags = IDENTITY | KEY | REQUIRED},
    {"Content", .type = TYPE_TEXT},
};

const struct noun lab_nouns[] = {
    {"LabDnsRecord",
     .says = "a name that can be resolved: an address that leads to a party, or (SRV) which host offers a service",
     .scopes = AT(LAB), .verbs = ANY, PARAMETERS(lab_dns_record)},
    {"LabFirewall", .says = "what is done on the wire to connections with a party", .scopes = AT(LAB), .verbs = ANY,
     PARAMETERS(lab_firewall)},
    {"LabReverseProxy", .says = "a device in front of a party that reads HTTP", .scopes = AT(LAB), .verbs = ANY,
     PARAMETERS(lab_reverse_proxy)},
    {"LabLoadBalancer", .says = "which servers of a party get its requests in turn", .scopes = AT(LAB), .verbs = ANY,
     PARAMETERS(lab_load_balancer)},
    {"LabTls", .says = "protocols, ciphers and the certificate with which a party talks TLS", .scopes = AT(LAB),
     .verbs = ANY, PARAMETERS(lab_tls)},
    {"LabClock", .says = "how wrong the clock of a place is", .scopes = AT(LAB), .verbs = ANY, PARAMETERS(lab_clock)},
    {"LabWinHttpProxy",
     .says = "the proxy that WinHTTP has on the computers of users, where Outlook runs: netsh winhttp sets it",
     .scopes = AT(ONPREM), .verbs = ANY, .flags = SINGLE, PARAMETERS(lab_win_http_proxy)},
    {"LabFile", .says = "a file on the computer of whoever administers both sides", .scopes = AT(LAB), .verbs = ANY,
     PARAMETERS(lab_file)},
    {0},
};
