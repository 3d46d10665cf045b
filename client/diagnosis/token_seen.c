/* SPDX-License-Identifier: MIT */
/* What is known of the last request for a token before the record that ended a look-up. */
#include "token_seen.h"

#include "base/text.h"

/* The end of the last request for a token; NULL: none was asked for. */
static const struct evidence *token_of(const struct seen *seen)
{
    const struct lookup *const lookup = seen->lookup;
    const struct evidence *token = NULL;

    for (size_t i = 0; i < lookup->evidence_count; i++)
        if (lookup->evidence[i].step == HOP_TOKEN)
            token = &lookup->evidence[i];
    return token;
}

bool token_outcome_fits(const struct rule_condition *condition, const struct seen *seen)
{
    const struct evidence *const token = token_of(seen);

    return condition->number == (token ? (int)token->outcome : (int)OUTCOME_COUNT);
}

bool token_fault_text_fits(const struct rule_condition *condition, const struct seen *seen)
{
    const struct evidence *const token = token_of(seen);

    return token && text_contains(token->fault_text, condition->text);
}

/* What a client's server was told about a token, nobody told the client. */
bool has_token(const struct seen *seen)
{
    return seen->lookup && seen->lookup->way != WAY_NONE && seen->lookup->way != WAY_CLIENT;
}

/* Which application a token was issued to, if one was. */
bool has_token_application(const struct seen *seen)
{
    const struct evidence *const token = has_token(seen) ? token_of(seen) : NULL;

    return token && token->outcome == OUTCOME_OK && token->application;
}

bool token_application_fits(const struct rule_condition *condition, const struct seen *seen)
{
    return text_equal(token_of(seen)->application, condition->text);
}

bool no_token_application_fits(const struct rule_condition *condition, const struct seen *seen)
{
    return !token_application_fits(condition, seen);
}
