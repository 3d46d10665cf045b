/* SPDX-License-Identifier: MIT */
/* Names of hops, ways and outcomes, both directions. */
#include "evidence.h"

#include <stdio.h>
#include <string.h>

static const char *const hop_names[HOP_COUNT] = {
    [HOP_ROUTE] = "route", [HOP_RESOLVE] = "resolve",           [HOP_CONNECT] = "connect",           [HOP_TLS] = "tls",
    [HOP_TOKEN] = "token", [HOP_AUTODISCOVER] = "autodiscover", [HOP_AVAILABILITY] = "availability",
};

static const char *const way_names[WAY_COUNT] = {
    [WAY_NONE] = "",       [WAY_OAUTH] = "oauth",   [WAY_DAUTH] = "dauth", [WAY_ADDRESS_SPACE] = "address-space",
    [WAY_LOCAL] = "local", [WAY_CLIENT] = "client",
};

static const char *const outcome_names[OUTCOME_COUNT] = {
    [OUTCOME_OK] = "ok",
    [OUTCOME_RECIPIENT_NOT_FOUND] = "recipient-not-found",
    [OUTCOME_NO_ROUTE] = "no-route",
    [OUTCOME_NO_URL] = "no-url",
    [OUTCOME_RELATIONSHIP_UNUSABLE] = "relationship-unusable",
    [OUTCOME_NO_SIGNING_CERTIFICATE] = "no-signing-certificate",
    [OUTCOME_NAME_NOT_RESOLVED] = "name-not-resolved",
    [OUTCOME_CONNECT_TIMEOUT] = "connect-timeout",
    [OUTCOME_CONNECTION_REFUSED] = "connection-refused",
    [OUTCOME_RESET_IN_HANDSHAKE] = "reset-in-handshake",
    [OUTCOME_CLOSED_IN_HANDSHAKE] = "closed-in-handshake",
    [OUTCOME_TLS_ALERT] = "tls-alert",
    [OUTCOME_TLS_FAILED] = "tls-failed",
    [OUTCOME_CERTIFICATE_UNTRUSTED] = "certificate-untrusted",
    [OUTCOME_CERTIFICATE_MISNAMED] = "certificate-misnamed",
    [OUTCOME_CONNECTION_RESET] = "connection-reset",
    [OUTCOME_CONNECTION_CLOSED] = "connection-closed",
    [OUTCOME_RESPONSE_RESET] = "response-reset",
    [OUTCOME_RESPONSE_CUT] = "response-cut",
    [OUTCOME_TIMEOUT] = "timeout",
    [OUTCOME_PROTOCOL_VIOLATION] = "protocol-violation",
    [OUTCOME_HTTP_STATUS] = "http-status",
    [OUTCOME_CONTENT_TYPE] = "content-type",
    [OUTCOME_NOT_XML] = "not-xml",
    [OUTCOME_SOAP_FAULT] = "soap-fault",
    [OUTCOME_ERROR_RESPONSE] = "error-response",
    [OUTCOME_UNEXPECTED_ANSWER] = "unexpected-answer",
};

static const char *name_at(const char *const *names, unsigned count, unsigned index)
{
    return index < count ? names[index] : "unknown";
}

static unsigned index_of(const char *const *names, unsigned count, const char *name)
{
    unsigned index = 0;

    while (index < count && !(name && strcmp(names[index], name) == 0))
        index++;
    return index;
}

const char *hop_name(enum hop hop)
{
    return name_at(hop_names, HOP_COUNT, hop);
}

const char *way_name(enum way way)
{
    return name_at(way_names, WAY_COUNT, way);
}

const char *outcome_name(enum outcome outcome)
{
    return name_at(outcome_names, OUTCOME_COUNT, outcome);
}

enum hop hop_from_name(const char *name)
{
    return index_of(hop_names, HOP_COUNT, name);
}

enum way way_from_name(const char *name)
{
    return index_of(way_names, WAY_COUNT, name);
}

enum outcome outcome_from_name(const char *name)
{
    return index_of(outcome_names, OUTCOME_COUNT, name);
}
