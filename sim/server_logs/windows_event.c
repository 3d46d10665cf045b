/* SPDX-License-Identifier: MIT */
/* Which events are written, and in which words: those of the availability service of whoever asks, and of TLS (Schannel). */
#include "windows_event.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "log_entry.h"

#include <string.h>

/* Source: the published template of MSExchange Availability 4002. */
static void write_proxy_failed(FILE *output, const json_t *entry)
{
    fprintf(output,
            "Process 6712[w3wp.exe:/LM/W3SVC/2/ROOT/EWS-1-131234567890123456]: Proxy request CrossForest from "
            "Requester:%s to %s failed. Caller SIDs: . The exception returned is %s",
            log_entry_text(entry, "operation"), log_entry_text(entry, "path"), log_entry_text(entry, "error"));
}

/* Source: the published template of MSExchange Availability 4001. */
static void write_discovery_failed(FILE *output, const json_t *entry)
{
    const char *const target = log_entry_text(entry, "host");

    fprintf(
        output,
        "Process 6712[w3wp.exe:/LM/W3SVC/2/ROOT/EWS-1-131234567890123456]: <%s>SMTP:%s failed. Exception returned is "
        "%s. This event may occur when Availability Service cannot discover an Availability Service in the remote "
        "forest.",
        target, target, log_entry_text(entry, "error"));
}

/* The number that TLS has for an alert, by OpenSSL's words for one that came. */
static const struct alert {
    const char *words;
    int number;
} alerts[] = {
    {"alert unknown ca", 48},
    {"alert bad certificate", 42},
    {"alert certificate expired", 45},
    {"alert certificate unknown", 46},
    {"alert handshake failure", 40},
    {"alert protocol version", 70},
    {"bad certificate status response", 113},
};

static int alert_of(const json_t *entry)
{
    const char *const detail = log_entry_text(entry, "detail");

    for (size_t i = 0; i < ARRAY_SIZE(alerts); i++)
        if (strstr(detail, alerts[i].words))
            return alerts[i].number;
    return 0;
}

static void write_alert(FILE *output, const json_t *entry)
{
    fprintf(output,
            "A fatal alert was received from the remote endpoint. The TLS protocol defined fatal alert code is %d.",
            alert_of(entry));
}

static void write_no_agreement(FILE *output, const json_t *entry)
{
    (void)entry;
    fputs("An TLS connection request was received from a remote client application, but none of the cipher suites "
          "supported "
          "by the client application are supported by the server. The TLS connection request has failed.",
          output);
}

static const struct logged_event events[] = {
    {"Application", "MSExchange Availability", "Availability Service", 4001, write_discovery_failed},
    {"Application", "MSExchange Availability", "Availability Service", 4002, write_proxy_failed},
    {"System", "Schannel", "None", 36887, write_alert},
    {"System", "Schannel", "None", 36874, write_no_agreement},
};
enum { DISCOVERY_FAILED, PROXY_FAILED, ALERT_CAME, NO_AGREEMENT };

/* A server that shows no certificate at all, or ends TLS elsewhere, writes nothing. */
static const struct logged_event *schannel_event(const json_t *entry)
{
    const char *const detail = log_entry_text(entry, "detail");

    if (!text_starts(detail, "TLS handshake failed: "))
        return NULL;
    if (alert_of(entry))
        return &events[ALERT_CAME];
    return strstr(detail, "unsupported protocol") || strstr(detail, "no shared cipher") ? &events[NO_AGREEMENT] : NULL;
}

const struct logged_event *logged_event_of(const json_t *entry)
{
    if (!*log_entry_text(entry, "version") || !*log_entry_text(entry, "server"))
        return NULL;
    if (log_entry_is(entry, "kind", "look-up"))
        return &events[log_entry_is(entry, "answered_by", "autodiscover") ? DISCOVERY_FAILED : PROXY_FAILED];
    return log_entry_is(entry, "kind", "connection") ? schannel_event(entry) : NULL;
}
