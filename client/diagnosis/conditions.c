/* SPDX-License-Identifier: MIT */
/* The table of conditions and how each is compared with what was seen. */
#include "conditions.h"

#include "answerer.h"
#include "base/cleanup.h"
#include "base/text.h"
#include "token_seen.h"
#include "vocabulary/exchange_names.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

static bool hop_fits(const struct rule_condition *condition, const struct seen *seen)
{
    return condition->number == (int)seen->failure->hop;
}

static bool step_fits(const struct rule_condition *condition, const struct seen *seen)
{
    return condition->number == (int)(seen->failure ? seen->failure->step : seen->step);
}

/* Of a text that a client was told: the way its server goes, if the own settings tell. */
static enum way way_of_text(const struct seen *seen)
{
    const char *const name = seen->failure ? NULL : lookup_setting(seen->lookup, "own-way");

    return name ? way_from_name(name) : WAY_COUNT;
}

static bool way_fits(const struct rule_condition *condition, const struct seen *seen)
{
    return condition->number == (int)seen->lookup->way || condition->number == (int)way_of_text(seen);
}

static bool outcome_fits(const struct rule_condition *condition, const struct seen *seen)
{
    return condition->number == (int)seen->failure->outcome;
}

static bool status_fits(const struct rule_condition *condition, const struct seen *seen)
{
    return condition->number == seen->failure->http_status;
}

static bool reason_fits(const struct rule_condition *condition, const struct seen *seen)
{
    return text_contains(seen->failure->reason, condition->text);
}

static bool diagnostics_fit(const struct rule_condition *condition, const struct seen *seen)
{
    return text_contains(evidence_header(seen->failure, HEADER_DIAGNOSTICS), condition->text);
}

static bool header_fits(const struct rule_condition *condition, const struct seen *seen)
{
    bool found = false;

    for (size_t i = 0; i < seen->failure->header_count && !found; i++) {
        const struct evidence_header *const header = &seen->failure->headers[i];
        CLEANUP(cleanup_string) char *line = text_format("%s: %s", header->name, header->value ? header->value : "");
        found = text_contains(line, condition->text);
    }
    return found;
}

static bool no_header_fits(const struct rule_condition *condition, const struct seen *seen)
{
    return !seen->failure->headers_unknown && !evidence_header(seen->failure, condition->text);
}

/* Servers choose the prefix of a qualified name freely. */
static bool fault_code_fits(const struct rule_condition *condition, const struct seen *seen)
{
    const char *const code = seen->failure->fault_code;
    const char *const colon = code ? strrchr(code, ':') : NULL;

    return code && (text_equal(code, condition->text) || (colon && text_equal(colon + 1, condition->text)));
}

static bool fault_text_fits(const struct rule_condition *condition, const struct seen *seen)
{
    return text_contains(seen->failure->fault_text, condition->text);
}

static bool content_type_fits(const struct rule_condition *condition, const struct seen *seen)
{
    return text_contains(evidence_header(seen->failure, "Content-Type"), condition->text);
}

static bool body_fits(const struct rule_condition *condition, const struct seen *seen)
{
    return text_contains(seen->failure->body, condition->text);
}

static bool alert_fits(const struct rule_condition *condition, const struct seen *seen)
{
    return condition->number == seen->failure->tls_alert;
}

static bool exception_code_fits(const struct rule_condition *condition, const struct seen *seen)
{
    return condition->number == seen->failure->exception_code;
}

static bool number_of(const char *text, int *number)
{
    char *end = NULL;
    const long value = strtol(text, &end, 10);

    *number = (int)value;
    return end != text && *end == '\0' && value >= 0 && value <= INT_MAX;
}

static bool hop_of(const char *text, int *number)
{
    return (*number = (int)hop_from_name(text)) != HOP_COUNT;
}

static bool way_of(const char *text, int *number)
{
    return (*number = (int)way_from_name(text)) != WAY_COUNT;
}

static bool outcome_of(const char *text, int *number)
{
    return (*number = (int)outcome_from_name(text)) != OUTCOME_COUNT;
}

/* OUTCOME_COUNT stands for "none". */
static bool token_outcome_of(const char *text, int *number)
{
    return outcome_of(text, number) || text_equal(text, "none");
}

static bool has_lookup(const struct seen *seen)
{
    return seen->lookup && seen->lookup->way != WAY_NONE;
}

static bool has_step(const struct seen *seen)
{
    return seen->failure || seen->step != HOP_COUNT;
}

static bool has_headers(const struct seen *seen)
{
    return seen->failure && !seen->failure->headers_unknown;
}

static bool has_settings(const struct seen *seen)
{
    return seen->lookup && seen->lookup->setting_count > 0;
}

static bool has_text(const struct seen *seen)
{
    return seen->text;
}

static bool has_direction(const struct seen *seen)
{
    return seen->direction;
}

static bool direction_fits(const struct rule_condition *condition, const struct seen *seen)
{
    return text_equal(seen->direction, condition->text);
}

/* A direction that is not known is none. */
static bool no_direction_fits(const struct rule_condition *condition, const struct seen *seen)
{
    return !direction_fits(condition, seen);
}

static bool party_fits(const struct rule_condition *condition, const struct seen *seen)
{
    return seen->failure->party && text_matches(seen->failure->party, condition->text);
}

static bool no_party_fits(const struct rule_condition *condition, const struct seen *seen)
{
    return !party_fits(condition, seen);
}

static bool says_text(const struct rule_condition *condition, const struct seen *seen)
{
    return text_contains(seen->text, condition->text);
}

const struct condition_kind condition_kinds[SIGN_FIELD_COUNT] = {
    {SIGN_DIAGNOSTICS, has_headers, diagnostics_fit, NULL, HEADER_DIAGNOSTICS " says \"", "\"", false},
    {SIGN_FAULT_TEXT, NULL, fault_text_fits, NULL, "the fault says \"", "\"", false},
    {SIGN_FAULT_CODE, NULL, fault_code_fits, NULL, "fault code ", "", true},
    {SIGN_TOKEN_FAULT_TEXT, has_token, token_fault_text_fits, NULL, "the token service said \"", "\"", false},
    {SIGN_TOKEN_OUTCOME, has_token, token_outcome_fits, token_outcome_of, "the request for a token ended in ", "",
     false},
    {SIGN_TOKEN_APPLICATION, has_token_application, token_application_fits, NULL, "the token was issued to ", "",
     false},
    {SIGN_NO_TOKEN_APPLICATION, has_token_application, no_token_application_fits, NULL, "the token was not issued to ",
     "", false},
    {SIGN_REASON, NULL, reason_fits, NULL, "the reason phrase says \"", "\"", false},
    {SIGN_EXCEPTION_CODE, NULL, exception_code_fits, number_of, "exception code ", "", false},
    {SIGN_TLS_ALERT, NULL, alert_fits, number_of, "TLS alert ", "", true},
    {SIGN_STATUS, NULL, status_fits, number_of, "HTTP status ", "", true},
    {SIGN_OUTCOME, NULL, outcome_fits, outcome_of, "", "", true},
    {SIGN_HEADER, has_headers, header_fits, NULL, "a header says \"", "\"", false},
    {SIGN_BODY, NULL, body_fits, NULL, "the body says \"", "\"", false},
    {SIGN_CONTENT_TYPE, has_headers, content_type_fits, NULL, "content type ", "", false},
    {SIGN_NO_HEADER, has_headers, no_header_fits, NULL, "no header ", "", false},
    {SIGN_BUILD, has_headers, build_fits, NULL, "the server's version is ", "", false},
    {SIGN_CHALLENGE, has_headers, challenge_fits, NULL, "the challenge offers ", "", false},
    {SIGN_NO_CHALLENGE, has_headers, no_challenge_fits, NULL, "the challenge does not offer ", "", false},
    {SIGN_MARK, has_headers, mark_fits, mark_of, "the headers are those of ", "", false},
    {SIGN_NO_MARK, has_headers, no_mark_fits, mark_of, "no headers of ", "", false},
    {SIGN_PARTY, NULL, party_fits, NULL, "asked was ", "", false},
    {SIGN_NO_PARTY, NULL, no_party_fits, NULL, "asked was not ", "", false},
    {SIGN_SAYS, has_text, says_text, NULL, "the text says \"", "\"", false},
    {SIGN_SETTING, has_settings, setting_fits, NULL, "the own settings have ", "", false},
    {SIGN_NO_SETTING, has_settings, no_setting_fits, NULL, "the own settings have no ", "", false},
    {SIGN_DIRECTION, has_direction, direction_fits, NULL, "the look-up went ", "", false},
    {SIGN_NO_DIRECTION, NULL, no_direction_fits, NULL, "the look-up did not go ", "", false},
    {SIGN_WAY, has_lookup, way_fits, way_of, "the look-up went the way of ", "", false},
    {SIGN_STEP, has_step, step_fits, hop_of, "the request was for ", "", false},
    {SIGN_HOP, NULL, hop_fits, hop_of, "it ended at ", "", false},
};

enum holds evidence_condition_holds(const struct rule_condition *condition, const struct seen *seen)
{
    const struct condition_kind *const kind = condition_kind(condition->field);

    if (kind->known ? !kind->known(seen) : !seen->failure)
        return HOLDS_UNKNOWN;
    return kind->fits(condition, seen) ? HOLDS : HOLDS_NOT;
}

const struct condition_kind *condition_kind(enum sign_field field)
{
    const struct condition_kind *kind = condition_kinds;

    while (kind->field != field)
        kind++;
    return kind;
}

/* A longer piece of a text contains the shorter; names are names. */
static bool is_piece(enum sign_field field)
{
    static const enum sign_field pieces[] = {
        SIGN_REASON,       SIGN_DIAGNOSTICS, SIGN_HEADER,           SIGN_FAULT_TEXT,
        SIGN_CONTENT_TYPE, SIGN_BODY,        SIGN_TOKEN_FAULT_TEXT,
    };

    for (size_t i = 0; i < ARRAY_SIZE(pieces); i++)
        if (pieces[i] == field)
            return true;
    return false;
}

bool condition_implies(const struct rule_condition *one, const struct rule_condition *other)
{
    if (one->field != other->field)
        return false;
    if (condition_kind(one->field)->read)
        return one->number == other->number;
    return is_piece(one->field) ? text_contains(one->text, other->text) : text_equal(one->text, other->text);
}
