/* SPDX-License-Identifier: MIT */
/* Captured answers of users' own scenarios. Several that fit the same request are given in turn, to each conversation from the
 * first: a challenge and then the answer to it, as they were captured. */
#include "internal.h"

#include "captured.h"
#include "cleanup.h"
#include "request_names.h"
#include "text.h"

#include <string.h>

void captures_update(struct simulator *simulator)
{
    size_t count = 0;

    pthread_mutex_lock(&simulator->reply_lock);
    free(TAKE(simulator->replies));
    for (size_t i = 0; i < simulator->armed.count; i++)
        count += simulator->armed.items[i].variant->reply_count;
    simulator->replies = count ? calloc(count, sizeof *simulator->replies) : NULL;
    simulator->reply_count = 0;
    for (size_t i = 0; i < simulator->armed.count; i++) {
        const struct armed_item *item = &simulator->armed.items[i];
        for (size_t k = 0; !item->repaired && k < item->variant->reply_count; k++)
            simulator->replies[simulator->reply_count++] = &item->variant->replies[k];
    }
    pthread_mutex_unlock(&simulator->reply_lock);
}

void captures_free(struct simulator *simulator)
{
    free(TAKE(simulator->replies));
    simulator->reply_count = 0;
}

static bool is_asked(const struct request *request, const char *party)
{
    const char *host = headers_get(&request->headers, "Host");
    const size_t length = strlen(party);

    if (text_equal(party, request->origin->party) || text_equal(party, request->origin->server_name))
        return true;
    return host && strncasecmp(host, party, length) == 0 && (host[length] == ':' || host[length] == '\0');
}

static bool does(const struct request *request, const char *operation)
{
    CLEANUP(cleanup_string) char *seen = request_operation(request);
    const char *slash = seen ? strrchr(seen, '/') : NULL;

    return seen && (text_equal(seen, operation) || text_equal(slash ? slash + 1 : seen, operation));
}

static bool fits(const struct scenario_reply *reply, const struct request *request)
{
    return is_asked(request, reply->party) && strcmp(reply->method, request->method) == 0 &&
           text_matches(request->path, reply->path) && (!reply->operation || does(request, reply->operation));
}

/* The number-th of those that fit, counted round; with the lock. */
static const struct scenario_reply *choose(const struct simulator *simulator, const struct request *request,
                                           const struct scenario_reply *first, size_t count)
{
    CLEANUP(cleanup_string) char *conversation = occasion_conversation(request->origin, request);
    CLEANUP(cleanup_string) char *counter = text_format("reply %d %s", first->line, conversation);
    size_t skip = (size_t)(occasions_turn(simulator->occasions, counter) % count);

    for (size_t i = 0; i < simulator->reply_count; i++)
        if (fits(simulator->replies[i], request) && skip-- == 0)
            return simulator->replies[i];
    return first;
}

static const struct scenario_reply *find(const struct simulator *simulator, const struct request *request)
{
    const struct scenario_reply *first = NULL;
    size_t count = 0;

    for (size_t i = 0; i < simulator->reply_count; i++)
        if (fits(simulator->replies[i], request)) {
            first = first ? first : simulator->replies[i];
            count++;
        }
    return count ? choose(simulator, request, first, count) : NULL;
}

bool captures_answer(struct simulator *simulator, const struct request *request, struct answer *answer)
{
    const struct scenario_reply *reply;

    pthread_mutex_lock(&simulator->reply_lock);
    reply = simulator->reply_count ? find(simulator, request) : NULL;
    pthread_mutex_unlock(&simulator->reply_lock);
    if (!reply)
        return false;
    answer_captured(answer, reply->head, reply->body, reply->body_length);
    answer->milliseconds = (unsigned)reply->delay;
    return true;
}
