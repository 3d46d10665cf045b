/* SPDX-License-Identifier: MIT */
/* Headers that only Exchange, IIS or http.sys add. */
#include "answerer.h"

#include "base/cleanup.h"
#include "base/text.h"

#include <string.h>

/* A header of that name, which begins with that value (NULL: any). */
static const struct header_mark {
    const char *name, *header, *begins;
} marks[] = {
    {"exchange", "request-id", NULL},           {"exchange", "X-FEServer", NULL},
    {"exchange", "X-CalculatedBETarget", NULL}, {"exchange", "X-DiagInfo", NULL},
    {"exchange", "x-ms-diagnostics", NULL},     {"iis", "Server", "Microsoft-IIS"},
    {"iis", "X-Powered-By", "ASP.NET"},         {"http.sys", "Server", "Microsoft-HTTPAPI"},
};

bool mark_of(const char *text, int *number)
{
    bool known = false;

    *number = 0;
    for (size_t i = 0; i < ARRAY_SIZE(marks); i++)
        known = known || strcmp(marks[i].name, text) == 0;
    return known;
}

bool mark_fits(const struct rule_condition *condition, const struct seen *seen)
{
    for (size_t i = 0; i < ARRAY_SIZE(marks); i++) {
        const char *const value =
            text_equal(marks[i].name, condition->text) ? evidence_header(seen->failure, marks[i].header) : NULL;
        if (value && (!marks[i].begins || text_starts(value, marks[i].begins)))
            return true;
    }
    return false;
}

bool no_mark_fits(const struct rule_condition *condition, const struct seen *seen)
{
    return !mark_fits(condition, seen);
}

bool challenge_fits(const struct rule_condition *condition, const struct seen *seen)
{
    for (size_t i = 0; i < seen->failure->header_count; i++) {
        const struct evidence_header *const header = &seen->failure->headers[i];
        if (text_equal(header->name, "WWW-Authenticate") && text_starts(header->value, condition->text))
            return true;
    }
    return false;
}

bool no_challenge_fits(const struct rule_condition *condition, const struct seen *seen)
{
    return !challenge_fits(condition, seen);
}

bool build_fits(const struct rule_condition *condition, const struct seen *seen)
{
    return text_starts(evidence_header(seen->failure, "X-OWA-Version"), condition->text);
}

/* "name", or "name=pattern". */
bool setting_fits(const struct rule_condition *condition, const struct seen *seen)
{
    const size_t length = strcspn(condition->text, "=");
    CLEANUP(cleanup_string) char *name = text_format("%.*s", (int)length, condition->text);
    const char *const value = lookup_setting(seen->lookup, name);

    return value && (!condition->text[length] || text_matches(value, condition->text + length + 1));
}

bool no_setting_fits(const struct rule_condition *condition, const struct seen *seen)
{
    return !setting_fits(condition, seen);
}
