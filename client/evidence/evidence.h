/* SPDX-License-Identifier: MIT */
/* What a client saw during one look-up, hop by hop. Written by client/flow, completed by client/phrase, read by
 * client/diagnosis; saved and loaded as the JSON of `fbcheck query --json`. Plain data: one owner, no locks. */
#ifndef FBLAB_EVIDENCE_H
#define FBLAB_EVIDENCE_H

#include "base/error.h"
#include "look_up_words.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

struct evidence_header {
    char *name, *value;
};

/* One hop. Every string is owned and may be NULL where it does not apply. */
struct evidence {
    enum hop hop; /* where this record stands in the flow */
    enum hop
        step; /* the request it belongs to: HOP_TOKEN, HOP_AUTODISCOVER, HOP_AVAILABILITY; HOP_ROUTE for the route; of a
               * device's log, which cannot tell, the hop or HOP_COUNT */
    enum outcome outcome;
    char *party;                     /* host name asked; for the route, the connector or relationship used */
    char *url;                       /* as asked */
    char *address;                   /* "ip:port" reached or tried; Windows prints it behind connect errors */
    int http_status;                 /* 0: no answer */
    char *reason;                    /* reason phrase, byte for byte */
    struct evidence_header *headers; /* of the answer, in order */
    size_t header_count;
    bool headers_unknown; /* a log told some of them at most: that one is missing says nothing */
    char *fault_code;     /* SOAP fault code (or subcode), Autodiscover ErrorCode, EWS ResponseCode, OAuth error */
    char *fault_text;     /* faultstring, ErrorMessage, MessageText, error_description */
    char *fault_setting;  /* Autodiscover: the user setting with the error */
    char *application;    /* of a request for a token: the id of the application it is asked for */
    bool fault_detail;    /* the SOAP 1.1 fault had a <detail>, or it was SOAP 1.2 */
    int exception_code;   /* EWS ExceptionCode, 0: none */
    char *body;           /* first bytes of the answer's text where the text matters; bounded (64 KiB) */
    char *os_error;       /* "ECONNRESET" */
    int tls_alert;        /* number of the alert, -1: none */
    double elapsed_ms;
};

/* Busy times found; strings as on the wire. */
struct evidence_event {
    char *start, *end, *busy_type, *subject;
};

/* One look-up from beginning to end. */
struct lookup {
    char *requester, *target;
    char *direction; /* "cloud-to-on-premises", "on-premises-to-cloud", "cloud-to-cloud", "on-premises-to-on-premises",
                      * "client" */
    enum way way;
    bool ok;
    struct evidence *evidence;
    size_t evidence_count;
    struct evidence_event *events;
    size_t event_count;
    struct evidence_header *settings; /* the asker's own, as far as advice needs them: "connector", "sharing-epr" */
    size_t setting_count;
    char *merged; /* MergedFreeBusy digits, NULL: none */
    char *view;   /* the answer's FreeBusyView element as XML text, so that a front door can relay it */
    /* filled by phrase: */
    char *error_text;      /* the MessageText Exchange prints, without class name */
    char *exception_class; /* "Microsoft.Exchange.InfoWorker.Common.Availability.ProxyWebRequestProcessingException" */
    char *response_code;   /* "ErrorProxyRequestProcessingFailed" */
    int exception_code;    /* 5016; 0: not public */
    int lid;               /* 0: none published */
    char *response_source; /* URL that answered, NULL */
};

const char *hop_name(enum hop hop);
const char *way_name(enum way way);
const char *outcome_name(enum outcome outcome);
/* HOP_COUNT, WAY_COUNT, OUTCOME_COUNT: no such name. */
enum hop hop_from_name(const char *name);
enum way way_from_name(const char *name);
enum outcome outcome_from_name(const char *name);

struct lookup *lookup_new(const char *requester, const char *target);
void lookup_free(struct lookup **lookup);

/* Appends an empty record (tls_alert -1) and lends it until the next call that adds one. */
struct evidence *lookup_add(struct lookup *lookup, enum hop hop, enum hop step);
/* Appends an empty busy time and lends it until the next call that adds one. */
struct evidence_event *lookup_add_event(struct lookup *lookup);
/* The record that ended the look-up: the last whose outcome is not OUTCOME_OK. NULL: none. Borrowed. */
const struct evidence *lookup_failure(const struct lookup *lookup);

/* Keeps a setting of the asker's own; an empty value is not kept, of one name the first is. */
void lookup_set_setting(struct lookup *lookup, const char *name, const char *value);
/* NULL: not set, or not known. Borrowed. */
const char *lookup_setting(const struct lookup *lookup, const char *name);

void evidence_add_header(struct evidence *evidence, const char *name, const char *value);
/* The first header of that name (case does not matter), NULL if absent. Borrowed. */
const char *evidence_header(const struct evidence *evidence, const char *name);
/* Replaces an owned string field. */
void evidence_set(char **field, const char *value);

/* The JSON of the contract, without "diagnoses". The caller owns the reference. */
json_t *lookup_to_json(const struct lookup *lookup);
/* NULL: error says what is wrong. */
struct lookup *lookup_from_json(const json_t *json, struct error *error);

#endif
