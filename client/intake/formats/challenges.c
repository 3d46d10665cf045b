/* SPDX-License-Identifier: MIT */
/* Keeps demands for credentials until something better comes. */
#include "challenges.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "intake/common/held.h"
#include "intake/requests/log_time.h"
#include "vocabulary/exchange_names.h"

#include <stdlib.h>
#include <string.h>

struct challenges {
    item_function *take;
    void *context;
    struct held *held;
    /* of the transaction that is being judged */
    const struct item *place;
    struct held_moment moment;
    bool challenge;
};

struct challenges *challenges_new(item_function *take, void *context)
{
    struct challenges *const challenges = memory_new(sizeof *challenges);

    *challenges = (struct challenges){.take = take, .context = context, .held = held_new(take, context)};
    return challenges;
}

void challenges_end(struct challenges **challenges)
{
    if (*challenges) {
        held_give((*challenges)->held);
        held_free(&(*challenges)->held);
    }
    free(*challenges);
    *challenges = NULL;
}

bool challenges_is_one(const struct http_message *answer)
{
    return answer->status == 401 && !headers_get(&answer->headers, HEADER_DIAGNOSTICS);
}

static void take_lookup(void *context, struct lookup *lookup)
{
    struct challenges *const challenges = context;
    struct item item = *challenges->place;

    if (challenges->challenge) {
        held_keep(challenges->held, &challenges->moment, &item, lookup);
        return;
    }
    item.lookup = lookup;
    challenges->take(challenges->context, &item);
    lookup_free(&lookup);
}

/* What stands behind the last slash of "http://.../messages/GetUserAvailability", and before "Request". */
static struct slice operation_name(struct slice action)
{
    static const char ending[] = "Request";
    struct slice name = slice_trimmed(action);

    for (size_t slash; (slash = slice_find(name, "/")) < name.length;)
        name = slice_from(name, slash + 1);
    return slice_ends(name, ending) ? slice_until(name, name.length - strlen(ending)) : name;
}

/* The first element in the body of an envelope, without its prefix. */
static struct slice operation_in(struct slice body)
{
    const size_t at = slice_find(body, "Body"), opening = at + slice_find(slice_from(body, at), "<");
    struct slice name = slice_from(body, opening + 1);
    size_t length = 0;

    while (length < name.length && !strchr(" />\r\n\t", name.text[length]))
        length++;
    name = slice_until(name, length);
    return slice_from(name, slice_has(name, ":") ? slice_find(name, ":") + 1 : 0);
}

/* One address serves many operations, and a good answer to one says nothing of another. */
static struct slice operation_of(const struct http_message *asked)
{
    const char *const action = headers_get(&asked->headers, "SOAPAction"), *const other =
                                                                               action ? action
                                                                                      : headers_get(&asked->headers,
                                                                                                    "Action");
    const struct slice body = {asked->body ? asked->body : "", asked->body ? asked->body_length : 0};

    return operation_name(other ? (struct slice){other, strlen(other)} : operation_in(body));
}

/* Who asks which tokens are believed shows an empty one and says nothing else (realm discovery of OAuth): it is no request, and
 * whatever is answered to one at that address afterwards, with any token, tells more. */
static void answer_discovery(struct challenges *challenges, const char *host, const char *url, struct slice operation)
{
    CLEANUP(cleanup_string) char *address = text_format("%s %.*s ", host, (int)strcspn(url, "?#"), url);
    struct held_moment moment = challenges->moment;

    moment.address = address;
    if (operation.length > 0)
        held_answer(challenges->held, &moment);
}

void challenges_take(struct challenges *challenges, const struct transaction *transaction, const struct item *place)
{
    const char *const url = transaction->request.target ? transaction->request.target : "";
    const char *const host = place->host ? place->host : "";
    const struct slice operation = operation_of(&transaction->request);
    CLEANUP(cleanup_string)
    char *address =
        text_format("%s %.*s %.*s", host, (int)strcspn(url, "?#"), url, (int)operation.length, operation.text);
    const struct slice time = {place->time ? place->time : "", place->time ? strlen(place->time) : 0};
    struct log_time moment;

    log_time_read(&moment, (struct slice){"", 0}, time, false);
    challenges->moment = (struct held_moment){address, moment.known, moment.known ? moment.seconds : 0};
    answer_discovery(challenges, host, url, operation);
    challenges->place = place;
    challenges->challenge = challenges_is_one(&transaction->answer);
    if (transaction->answer.status != 401)
        held_answer(challenges->held, &challenges->moment);
    lookups_of_transaction(transaction, take_lookup, challenges);
}
