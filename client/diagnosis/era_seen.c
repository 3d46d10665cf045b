/* SPDX-License-Identifier: MIT */
/* Words that only one of the two has. */
#include "era_seen.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "vocabulary/exchange_names.h"

#include <stdio.h>
#include <string.h>

/* The first that stands in a text decides: hosts and issuers, the app, the builds of Exchange SE. */
static const struct {
    const char *word;
    enum era_seen era;
} words[] = {
    {GRAPH_HOST, ERA_SINCE_2025},
    {"sts.windows.net", ERA_SINCE_2025},
    {"EvoSts", ERA_SINCE_2025},
    {"ExchangeServerApp", ERA_SINCE_2025},
    {"AADSTS700027", ERA_SINCE_2025},
    {"X-EWS-Policy-Reason", ERA_SINCE_2025},
    {"login.windows.net/common/oauth2", ERA_SINCE_2025},
    {"15.2.2562", ERA_SINCE_2025},
    {"15.02.2562", ERA_SINCE_2025},
    {TOKEN_SERVICE_HOST, ERA_UNTIL_2025},
    {APP_TOKEN_SERVICE, ERA_UNTIL_2025},
    {"AADSTS50012", ERA_UNTIL_2025},
};

/* MSOnline stopped in spring, the shared principal on 31 October 2025. */
enum { STOPPED_YEAR = 2025, STOPPED_FIRST = 4, STOPPED_LAST = 10 };

static enum era_seen of_words(const char *text)
{
    for (size_t i = 0; text && i < ARRAY_SIZE(words); i++)
        if (text_contains(text, words[i].word))
            return words[i].era;
    return ERA_OPEN;
}

static enum era_seen of_date(unsigned year, unsigned month)
{
    if (year < STOPPED_YEAR || (year == STOPPED_YEAR && month < STOPPED_FIRST))
        return ERA_UNTIL_2025;
    return year > STOPPED_YEAR || month > STOPPED_LAST ? ERA_SINCE_2025 : ERA_OPEN;
}

/* "2026-01-05": the first date of this century that is no part of a longer number. */
static enum era_seen of_dates(const char *text)
{
    unsigned year, month, day;

    for (const char *at = strstr(text, "20"); at; at = strstr(at + 1, "20"))
        if ((at == text || !strchr("0123456789-", at[-1])) &&
            /* NOLINTNEXTLINE(cert-err34-c): four digits at most each */
            sscanf(at, "%4u-%2u-%2u", &year, &month, &day) == 3 && month >= 1 && month <= 12 && day <= 31)
            return of_date(year, month);
    return ERA_OPEN;
}

enum era_seen era_of_text(const char *text)
{
    const enum era_seen era = of_words(text);

    return era == ERA_OPEN ? of_dates(text) : era;
}

static enum era_seen of_record(const struct evidence *record)
{
    enum era_seen era = of_words(record->url);

    if (era == ERA_OPEN)
        era = of_words(record->fault_text);
    for (size_t i = 0; era == ERA_OPEN && i < record->header_count; i++)
        era = of_words(record->headers[i].value);
    return era;
}

/* An organization whose own settings are known has an authorization server of today, or has none. */
static enum era_seen of_settings(const struct lookup *lookup)
{
    if (lookup_setting(lookup, "evosts"))
        return ERA_SINCE_2025;
    return lookup_setting(lookup, "own-scope") ? ERA_UNTIL_2025 : ERA_OPEN;
}

enum era_seen era_of_lookup(const struct lookup *lookup)
{
    enum era_seen era = of_settings(lookup);

    for (size_t i = lookup->evidence_count; era == ERA_OPEN && i > 0; i--)
        era = of_record(&lookup->evidence[i - 1]);
    return era;
}
