/* SPDX-License-Identifier: MIT */
/* The tables of members, for writer and reader alike. */
#include "evidence_fields.h"
#include "base/cleanup.h"

#define AT(structure, kind, name, field)                                                                               \
    {                                                                                                                  \
        name, kind, offsetof(struct structure, field), 0                                                               \
    }

static const struct field lookup_head[] = {
    AT(lookup, FIELD_TEXT, "target", target),
    AT(lookup, FIELD_TEXT, "requester", requester),
    AT(lookup, FIELD_FLAG, "ok", ok),
    AT(lookup, FIELD_TEXT, "direction", direction),
    AT(lookup, FIELD_WAY, "way", way),
    AT(lookup, FIELD_TEXT, "error_text", error_text),
    AT(lookup, FIELD_TEXT, "response_code", response_code),
    AT(lookup, FIELD_TEXT, "exception_class", exception_class),
    AT(lookup, FIELD_NUMBER, "exception_code", exception_code),
    AT(lookup, FIELD_NUMBER, "lid", lid),
    AT(lookup, FIELD_TEXT, "response_source", response_source),
};

static const struct field lookup_tail[] = {
    AT(lookup, FIELD_TEXT, "merged", merged),
    AT(lookup, FIELD_TEXT, "view", view),
};

static const struct field hop_head[] = {
    AT(evidence, FIELD_HOP, "hop", hop),
    AT(evidence, FIELD_HOP, "step", step),
    AT(evidence, FIELD_TEXT, "party", party),
    AT(evidence, FIELD_TEXT, "url", url),
    AT(evidence, FIELD_TEXT, "address", address),
    AT(evidence, FIELD_OUTCOME, "outcome", outcome),
    AT(evidence, FIELD_NUMBER, "http_status", http_status),
    AT(evidence, FIELD_TEXT, "reason", reason),
};

static const struct field fault_fields[] = {
    AT(evidence, FIELD_TEXT, "code", fault_code),
    AT(evidence, FIELD_TEXT, "text", fault_text),
    AT(evidence, FIELD_TEXT, "setting", fault_setting),
    AT(evidence, FIELD_FLAG, "detail", fault_detail),
};

static const struct field hop_tail[] = {
    AT(evidence, FIELD_NUMBER, "exception_code", exception_code),
    AT(evidence, FIELD_TEXT, "body", body),
    AT(evidence, FIELD_TEXT, "os_error", os_error),
    {"tls_alert", FIELD_NUMBER, offsetof(struct evidence, tls_alert), -1},
    AT(evidence, FIELD_REAL, "elapsed_ms", elapsed_ms),
};

static const struct field token_fields[] = {
    AT(evidence, FIELD_TEXT, "application", application),
};

static const struct field event_fields[] = {
    AT(evidence_event, FIELD_TEXT, "start", start),
    AT(evidence_event, FIELD_TEXT, "end", end),
    AT(evidence_event, FIELD_TEXT, "busy_type", busy_type),
    AT(evidence_event, FIELD_TEXT, "subject", subject),
};

#define LIST(table)                                                                                                    \
    {                                                                                                                  \
        table, ARRAY_SIZE(table)                                                                                       \
    }

const struct evidence_fields evidence_fields = {
    .lookup_head = LIST(lookup_head),
    .lookup_tail = LIST(lookup_tail),
    .hop_head = LIST(hop_head),
    .fault = LIST(fault_fields),
    .hop_tail = LIST(hop_tail),
    .token = LIST(token_fields),
    .event = LIST(event_fields),
};
