/* SPDX-License-Identifier: MIT */
/* Captured answers of users' own scenarios. Several that fit the same request are given in turn, to each conversation from the
 * first: a challenge and then the answer to it, as they were captured. */
#include "internal.h"

#include "base/cleanup.h"
#include "base/lock.h"
#include "base/memory.h"
#include "base/text.h"
#include "capture/captured.h"
#include "capture/request_names.h"
#include "origin/origin.h"

#include <string.h>

void captures_update(struct lab *lab)
{
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&lab->reply_lock);
    size_t count = 0;

    captures_free(lab);
    for (size_t i = 0; i < lab->armed.count; i++)
        count += lab->armed.items[i].variant->reply_count;
    lab->replies = memory_array(count, sizeof *lab->replies);
    for (size_t i = 0; i < lab->armed.count; i++) {
        const struct armed_item *item = &lab->armed.items[i];
        for (size_t k = 0; !item->repaired && k < item->variant->reply_count; k++)
            lab->replies[lab->reply_count++] = &item->variant->replies[k];
    }
}

void captures_free(struct lab *lab)
{
    free(TAKE(lab->replies));
    lab->reply_count = 0;
}

static bool is_asked(const struct request *request, const char *party)
{
    const char *host = headers_get(&request->headers, "Host");
    const size_t length = strlen(party);

    if (text_equal(party, request->origin->party) || text_equal(party, request->origin->server_name))
        return true;
    return host && strncasecmp(host, party, length) == 0 && (host[length] == ':' || host[length] == '\0');
}

/* An action is a whole address or its end; an element may say that it is the request. */
static bool is_named(const char *seen, const char *operation)
{
    static const char *const ends[] = {"", "Request", "RequestMessage"};
    const size_t length = strlen(operation);

    if (strncasecmp(seen, operation, length) != 0)
        return false;
    for (size_t i = 0; i < ARRAY_SIZE(ends); i++)
        if (strcmp(seen + length, ends[i]) == 0)
            return true;
    return false;
}

/* What is asked for; looked up for the first reply that minds it. */
struct asked {
    const struct request *request;
    char *operation;
    bool looked;
};

static bool does(struct asked *asked, const char *operation)
{
    const char *slash;

    if (!asked->looked)
        asked->operation = request_operation(asked->request);
    asked->looked = true;
    slash = asked->operation ? strrchr(asked->operation, '/') : NULL;
    return asked->operation && (is_named(asked->operation, operation) || (slash && is_named(slash + 1, operation)));
}

static bool fits(const struct scenario_reply *reply, struct asked *asked)
{
    const struct request *request = asked->request;

    return is_asked(request, reply->party) && strcmp(reply->method, request->method) == 0 &&
           text_matches(request->path, reply->path) && (!reply->operation || does(asked, reply->operation));
}

/* The number-th of those that fit, counted round; with the lock. */
static const struct scenario_reply *choose(const struct lab *lab, struct asked *asked,
                                           const struct scenario_reply *first, size_t count)
{
    CLEANUP(cleanup_string) char *conversation = strike_conversation(asked->request->origin, asked->request);
    CLEANUP(cleanup_string) char *counter = text_format("reply %d %s", first->line, conversation);
    size_t skip = (size_t)(strike_counts_turn(lab->strike_counts, counter) % count);

    for (size_t i = 0; i < lab->reply_count; i++)
        if (fits(lab->replies[i], asked) && skip-- == 0)
            return lab->replies[i];
    return first;
}

static const struct scenario_reply *find(const struct lab *lab, struct asked *asked)
{
    const struct scenario_reply *first = NULL;
    size_t count = 0;

    for (size_t i = 0; i < lab->reply_count; i++)
        if (fits(lab->replies[i], asked)) {
            first = first ? first : lab->replies[i];
            count++;
        }
    return count > 1 ? choose(lab, asked, first, count) : first;
}

static const struct scenario_reply *find_locked(struct lab *lab, struct asked *asked)
{
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&lab->reply_lock);

    return lab->reply_count ? find(lab, asked) : NULL;
}

bool captures_answer(struct lab *lab, const struct request *request, struct answer *answer)
{
    struct asked asked = {.request = request};
    const struct scenario_reply *reply = find_locked(lab, &asked);

    free(asked.operation);
    if (!reply)
        return false;
    answer_captured(answer, reply->head, reply->body, reply->body_length);
    answer->milliseconds = (unsigned)reply->delay;
    return true;
}
