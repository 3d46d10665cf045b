/* SPDX-License-Identifier: MIT */
/* A ring of questions and answers, all of one snapshot. */
#include "known_answers.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "exchange/common/exchange_state.h"
#include "exchange/common/server.h"
#include "vocabulary/exchange_names.h"

#include <stdlib.h>
#include <string.h>

enum { KNOWN = 16, QUESTION_BYTES = 8 << 10, ANSWER_BYTES = 32 << 10 }; /* 640 KB at most */

struct known_answer {
    char *scope, *server, *type, *question, *body; /* scope NULL: nothing is known here */
    size_t question_length, body_length;
    struct caller caller;
    bool front_door;
};

struct known_answers {
    struct snapshot *snapshot; /* held, so that no other can have its address */
    struct known_answer answers[KNOWN];
    size_t next; /* the oldest gives way */
};

static void forget(struct known_answer *answer)
{
    free(answer->scope);
    free(answer->server);
    free(answer->type);
    free(answer->question);
    free(answer->body);
    *answer = (struct known_answer){0};
}

static void forget_all(struct known_answers *known)
{
    for (size_t i = 0; i < KNOWN; i++)
        forget(&known->answers[i]);
    snapshot_release(&known->snapshot);
}

void known_answers_free(struct known_answers **known)
{
    if (*known)
        forget_all(*known);
    free(*known);
    *known = NULL;
}

/* Whoever comes while somebody has them knows nothing: that costs time alone. NULL: so it is. */
static struct known_answers *take(struct exchange *exchange)
{
    return atomic_exchange(&exchange->known, NULL);
}

static void give_back(struct exchange *exchange, struct known_answers *known)
{
    struct known_answers *other = atomic_exchange(&exchange->known, known);

    known_answers_free(&other);
}

static const char *type_of(const struct exchange_call *call)
{
    const char *type = headers_get(&call->request->headers, "Content-Type");

    return type ? type : "";
}

static bool same_caller(const struct caller *one, const struct caller *other)
{
    return one->kind == other->kind && one->zone_minutes == other->zone_minutes &&
           strcmp(one->address, other->address) == 0 && strcmp(one->application, other->application) == 0;
}

static bool is_answer_to(const struct known_answer *answer, const struct exchange_call *call,
                         const struct caller *caller)
{
    const struct request *request = call->request;

    return answer->scope && answer->question_length == request->body_length &&
           memcmp(answer->question, request->body, request->body_length) == 0 &&
           strcmp(answer->scope, call->scope) == 0 && answer->front_door == call->front_door &&
           same_caller(&answer->caller, caller) && strcmp(answer->type, type_of(call)) == 0 &&
           strcmp(answer->server, server_name(call)) == 0;
}

static bool give(const struct known_answers *known, const struct exchange_call *call, const struct caller *caller,
                 struct answer *answer)
{
    for (size_t i = 0; known->snapshot == call->snapshot && i < KNOWN; i++) {
        const struct known_answer *found = &known->answers[i];
        if (!is_answer_to(found, call, caller))
            continue;
        answer_take(answer, 200, CONTENT_TYPE_XML, memory_copy(found->body, found->body_length), found->body_length);
        return true;
    }
    return false;
}

bool known_answers_give(const struct exchange_call *call, const struct caller *caller, struct answer *answer)
{
    CLEANUP(known_answers_free) struct known_answers *known = take(call->exchange);
    const bool given = known && give(known, call, caller, answer);

    if (known)
        give_back(call->exchange, TAKE(known));
    return given;
}

/* Who must not wait has asked no other server. A message of DAUTH is never the same again. */
static bool may_be_kept(const struct request *request, const struct caller *caller, const struct answer *answer)
{
    return request->must_not_wait && caller->kind != CALLER_DELEGATION && !answer->postponed && answer->status == 200 &&
           request->body_length <= QUESTION_BYTES && answer->body_length <= ANSWER_BYTES;
}

static void begin_with(struct known_answers *known, const struct snapshot *snapshot)
{
    if (known->snapshot == snapshot)
        return;
    forget_all(known);
    known->snapshot = snapshot_hold((struct snapshot *)snapshot);
}

static void keep(struct known_answers *known, const struct exchange_call *call, const struct caller *caller,
                 const struct answer *answer)
{
    const struct request *request = call->request;
    struct known_answer *place = &known->answers[known->next];

    known->next = (known->next + 1) % KNOWN;
    forget(place);
    *place = (struct known_answer){.scope = text_copy(call->scope),
                                   .server = text_copy(server_name(call)),
                                   .type = text_copy(type_of(call)),
                                   .question = memory_copy(request->body, request->body_length),
                                   .question_length = request->body_length,
                                   .body = memory_copy(answer->body, answer->body_length),
                                   .body_length = answer->body_length,
                                   .caller = *caller,
                                   .front_door = call->front_door};
}

void known_answers_keep(const struct exchange_call *call, const struct caller *caller, const struct answer *answer)
{
    CLEANUP(known_answers_free) struct known_answers *known = NULL;

    if (!may_be_kept(call->request, caller, answer))
        return;
    known = take(call->exchange);
    if (!known)
        known = memory_new(sizeof *known);
    begin_with(known, call->snapshot);
    keep(known, call, caller, answer);
    give_back(call->exchange, TAKE(known));
}
