/* SPDX-License-Identifier: MIT */
#include "capture.h"

#include "cleanup.h"
#include "exchange_names.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

#define LIMIT_CHALLENGES 256

struct challenge {
    char *address; /* the URL without its query; NULL: a free place */
    struct lookup *lookup;
    enum item_kind kind;
    size_t line;
    bool again;
    char *entry, *host, *time;
};

struct capture {
    item_function *take;
    void *context;
    struct challenge challenges[LIMIT_CHALLENGES];
    size_t next; /* whose place is taken next */
    const struct item *place;
    const char *address;
};

struct capture *capture_new(item_function *take, void *context)
{
    struct capture *const capture = calloc(1, sizeof *capture);

    if (!capture)
        abort();
    capture->take = take;
    capture->context = context;
    return capture;
}

static void challenge_clear(struct challenge *challenge)
{
    free(challenge->address);
    free(challenge->entry);
    free(challenge->host);
    free(challenge->time);
    lookup_free(&challenge->lookup);
    *challenge = (struct challenge){0};
}

static void challenge_give(struct capture *capture, struct challenge *challenge)
{
    const struct item item = {
        .kind = challenge->kind,
        .text = "",
        .line = challenge->line,
        .again = challenge->again,
        .entry = challenge->entry,
        .host = challenge->host,
        .time = challenge->time,
        .lookup = challenge->lookup,
    };

    if (challenge->address)
        capture->take(capture->context, &item);
    challenge_clear(challenge);
}

void capture_end(struct capture **capture)
{
    struct capture *const old = *capture;

    for (size_t i = 0; old && i < LIMIT_CHALLENGES; i++)
        challenge_give(old, &old->challenges[(old->next + i) % LIMIT_CHALLENGES]);
    free(old);
    *capture = NULL;
}

static struct challenge *challenge_at(struct capture *capture, const char *address)
{
    for (size_t i = 0; i < LIMIT_CHALLENGES; i++)
        if (capture->challenges[i].address && text_equal(capture->challenges[i].address, address))
            return &capture->challenges[i];
    return NULL;
}

/* The last one at an address stands for those before it. */
static void keep(struct capture *capture, struct lookup *lookup)
{
    struct challenge *place = challenge_at(capture, capture->address);

    if (place) {
        challenge_clear(place);
    } else {
        place = &capture->challenges[capture->next];
        capture->next = (capture->next + 1) % LIMIT_CHALLENGES;
        challenge_give(capture, place);
    }
    *place = (struct challenge){.address = text_copy(capture->address),
                                .lookup = lookup,
                                .kind = capture->place->kind,
                                .line = capture->place->line,
                                .again = capture->place->again,
                                .entry = text_copy(capture->place->entry),
                                .host = text_copy(capture->place->host),
                                .time = text_copy(capture->place->time)};
}

bool capture_is_challenge(const struct evidence *answer)
{
    return answer->http_status == 401 && !evidence_header(answer, HEADER_DIAGNOSTICS);
}

static void take_lookup(void *context, struct lookup *lookup)
{
    struct capture *const capture = context;
    struct item item = *capture->place;

    if (capture_is_challenge(&lookup->evidence[0])) {
        keep(capture, lookup);
        return;
    }
    item.lookup = lookup;
    capture->take(capture->context, &item);
    lookup_free(&lookup);
}

void capture_take(struct capture *capture, const struct conversation *conversation, const struct item *place)
{
    const char *const url = conversation->url ? conversation->url : "";
    CLEANUP(cleanup_string) char *address = text_format("%.*s", (int)strcspn(url, "?#"), url);
    struct challenge *const before = challenge_at(capture, address);

    if (before && conversation->answer->http_status != 401)
        challenge_clear(before);
    capture->place = place;
    capture->address = address;
    conversation_read(conversation, take_lookup, capture);
}
