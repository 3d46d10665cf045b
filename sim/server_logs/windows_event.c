/* SPDX-License-Identifier: MIT */
/* Which events are written, and in which words: those of the availability service of whoever asks, of TLS (Schannel), and of
 * log-ons that Windows refused. */
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

/* Source: the published template of Microsoft-Windows-Security-Auditing 4625, as Windows fills it in for bindings that
 * differ. The user's name is none of the journal's. */
static void write_log_on_failed(FILE *output, const json_t *entry)
{
    fprintf(output,
            "An account failed to log on.\n\nSubject:\n\tSecurity ID:\t\tNULL SID\n\tAccount Name:\t\t-\n"
            "\tAccount Domain:\t\t-\n\tLogon ID:\t\t0x0\n\nLogon Type:\t\t\t3\n\n"
            "Account For Which Logon Failed:\n\tSecurity ID:\t\tNULL SID\n\tAccount Name:\t\t-\n"
            "\tAccount Domain:\t\t-\n\nFailure Information:\n\tFailure Reason:\t\tAn Error occured during Logon.\n"
            "\tStatus:\t\t\t%s\n\tSub Status:\t\t0x0\n\nProcess Information:\n\tCaller Process ID:\t0x0\n"
            "\tCaller Process Name:\t-\n\nNetwork Information:\n\tWorkstation Name:\t-\n"
            "\tSource Network Address:\t",
            log_entry_text(entry, "log_on_status"));
    log_write_client_address(output, entry);
    fputs("\n\tSource Port:\t\t", output);
    log_write_client_port(output, entry);
    fputs("\n\nDetailed Authentication Information:\n\tLogon Process:\t\tNtLmSsp\n"
          "\tAuthentication Package:\tNTLM\n\tTransited Services:\t-\n\tPackage Name (NTLM only):\t-\n"
          "\tKey Length:\t\t0",
          output);
}

static const struct event_class audit_failure = {0, "Information", "0x8010000000000000", "Audit Failure"};

static const struct logged_event events[] = {
    {"Application", "MSExchange Availability", "Availability Service", 4001, NULL, write_discovery_failed},
    {"Application", "MSExchange Availability", "Availability Service", 4002, NULL, write_proxy_failed},
    {"System", "Schannel", "None", 36887, NULL, write_alert},
    {"System", "Schannel", "None", 36874, NULL, write_no_agreement},
    {"Security", "Microsoft-Windows-Security-Auditing", "Logon", 4625, &audit_failure, write_log_on_failed},
};
enum { DISCOVERY_FAILED, PROXY_FAILED, ALERT_CAME, NO_AGREEMENT, LOG_ON_FAILED };

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
    if (*log_entry_text(entry, "log_on_status"))
        return &events[LOG_ON_FAILED];
    return log_entry_is(entry, "kind", "connection") ? schannel_event(entry) : NULL;
}
