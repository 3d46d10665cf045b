/* SPDX-License-Identifier: MIT */
/* Numbers drawn from the seed, connections that have logged on, and the parser that requests share. */
#include "exchange_state.h"

#include "base/cleanup.h"
#include "xml/reader.h"

/* A number and a bit. */
static uint64_t log_on_of(uint64_t connection, bool tied)
{
    return connection << 1 | tied;
}

void exchange_log_on(struct exchange *exchange, uint64_t connection, bool tied)
{
    atomic_store(&exchange->logged_on[connection % LOGGED_ON], log_on_of(connection, tied));
}

bool exchange_logged_on(const struct exchange *exchange, uint64_t connection, bool tied)
{
    const uint64_t found = atomic_load(&exchange->logged_on[connection % LOGGED_ON]);

    return connection && (found == log_on_of(connection, true) || (!tied && found == log_on_of(connection, false)));
}

/* splitmix64: every call its own number, the same for the same seed and order. */
static uint64_t draw(struct exchange *exchange)
{
    uint64_t state = exchange->setup->seed + 0x9E3779B97F4A7C15u * (atomic_fetch_add(&exchange->drawn, 1) + 1);

    state = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9u;
    state = (state ^ (state >> 27)) * 0x94D049BB133111EBu;
    return state ^ (state >> 31);
}

const char *exchange_guid(struct exchange *exchange, char buffer[GUID_SIZE])
{
    const uint64_t high = draw(exchange);

    return guid_of_numbers(high, draw(exchange), buffer);
}

static struct xml_reader *take_reader(struct exchange *exchange)
{
    struct xml_reader *reader = atomic_exchange(&exchange->reader, NULL);

    return reader ? reader : xml_reader_new();
}

const xmlDoc *exchange_envelope(const struct exchange_call *call)
{
    struct exchange_body *body = call->body;

    if (!body)
        return call->envelope;
    if (!body->reader && call->request->body_length > 0) {
        body->reader = take_reader(call->exchange);
        body->document = xml_reader_read(body->reader, call->request->body, call->request->body_length);
    }
    return body->document;
}

void exchange_forget_body(struct exchange *exchange, struct exchange_body *body)
{
    struct xml_reader *other = body->reader ? atomic_exchange(&exchange->reader, body->reader) : NULL;

    xml_reader_free(&other);
    *body = (struct exchange_body){0};
}
