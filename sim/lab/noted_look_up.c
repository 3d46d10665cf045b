/* SPDX-License-Identifier: MIT */
/* Who asked for whom, where it failed, and with which exception. */
#include "noted_look_up.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "surroundings.h"

/* "Class: text", where the text does not begin with a class already. The caller frees it. */
static char *exception_of(const struct lookup *lookup)
{
    const char *const text = lookup->error_text ? lookup->error_text : "";
    const bool named = text_starts(text, "Microsoft.Exchange.") || !lookup->exception_class;

    return named ? text_copy(text) : text_format("%s: %s", lookup->exception_class, text);
}

/* A server that gives wrong times knows nothing of it. */
static bool is_silent(enum outcome outcome)
{
    return outcome == OUTCOME_SHIFTED_TIMES || outcome == OUTCOME_OTHER_TIMES;
}

void noted_look_up_add(struct lab *lab, const struct snapshot *snapshot, const char *scope, const struct lookup *lookup)
{
    const struct evidence *const failure = lookup->ok ? NULL : lookup_failure(lookup);
    const struct surroundings around = surroundings_of(snapshot, scope, NULL, NULL);
    CLEANUP(cleanup_string) char *exception = NULL;
    const char *asked;

    if (!failure || failure->step == HOP_ROUTE || lookup->way == WAY_CLIENT || is_silent(failure->outcome))
        return;
    exception = exception_of(lookup);
    asked = lookup_setting(lookup, "asked-address"); /* published events have the routing address */
    const struct journal_entry entry = {
        .party = scope,
        .kind = "look-up",
        .host = asked ? asked : lookup->target,
        .path = failure->url,
        .operation = lookup->requester,
        .answered_by = hop_name(failure->step),
        .server = *around.server ? around.server : NULL,
        .version = *around.version ? around.version : NULL,
        .error = exception,
    };
    journal_add(lab->journal, &entry);
}
