/* SPDX-License-Identifier: MIT */
/* A row for each fault: its moment, its deed, its pace. */
#include "fault_actions.h"

#include "stream.h"

#include <linux/sockios.h>
#include <stdint.h>
#include <string.h>
#include <sys/ioctl.h>

#define DELIVERY_MS 2
#define DELIVERY_TRIES 500

struct fault_action {
    enum fault_moment moment;
    void (*strike)(struct stream *stream);
    size_t (*allowance)(struct stream *stream);
    void (*written)(struct stream *stream); /* bytes of the answer have left */
};

static const char *words(const char *wanted)
{
    return wanted ? wanted : "";
}

/* No TLS record: what a server that speaks without TLS on this port answers. */
static void answer_in_plain_text(struct stream *stream)
{
    const struct wire_protocol *protocol = stream->relay->callbacks.protocol;
    const char *refusal = words(protocol ? protocol->refusal : NULL);

    send(stream->client.fd, refusal, strlen(refusal), MSG_NOSIGNAL);
    stream_finish(stream);
}

static void answer_garbage(struct stream *stream)
{
    const char *nonsense = words(stream->relay->callbacks.protocol->nonsense); /* a request was counted */

    channel_write(&stream->channel, nonsense, strlen(nonsense));
    stream_finish(stream);
}

/* RST makes the kernel forget what it has not sent yet, and the client was promised these bytes. */
static void reset_when_delivered(struct stream *stream)
{
    int unsent = 0;

    ioctl(stream->client.fd, SIOCOUTQNSD, &unsent);
    if (unsent == 0 || stream->tries++ == DELIVERY_TRIES)
        stream_reset(stream);
    else
        stream_set_due(stream, DELIVERY_MS, reset_when_delivered);
}

static void reset_in_answer(struct stream *stream)
{
    stream_hold(stream);
    if (stream->phase == PHASE_DRAINING)
        reset_when_delivered(stream);
}

static size_t rest_of_amount(struct stream *stream)
{
    return stream->amount > stream->answered ? stream->amount - stream->answered : 0;
}

static void delay_over(struct stream *stream)
{
    stream->answer_state = ANSWER_PASSING;
    stream->send_on(stream);
}

static size_t nothing_until_delay_over(struct stream *stream)
{
    if (stream->answer_state == ANSWER_NONE) {
        stream->answer_state = ANSWER_HELD;
        stream_set_due(stream, stream->amount, delay_over);
    }
    return stream->answer_state == ANSWER_PASSING ? SIZE_MAX : 0;
}

static size_t one_byte_a_time(struct stream *stream)
{
    return stream->timer.position ? 0 : 1;
}

static void wait_before_next_byte(struct stream *stream)
{
    stream_set_due(stream, stream->amount, stream->send_on);
}

static const struct fault_action actions[WIRE_FAULT_COUNT] = {
    [WIRE_FAULT_NONE] = {FAULT_NEVER, NULL, NULL, NULL},
    /* The gate does these two; a connection that was faster meets the nearest thing. */
    [WIRE_FAULT_DROP] = {FAULT_AT_ACCEPT, stream_hold, NULL, NULL},
    [WIRE_FAULT_REFUSE] = {FAULT_AT_ACCEPT, stream_reset, NULL, NULL},
    [WIRE_FAULT_RESET_ON_ACCEPT] = {FAULT_AT_ACCEPT, stream_reset, NULL, NULL},
    [WIRE_FAULT_RESET_IN_HANDSHAKE] = {FAULT_AT_HELLO, stream_reset, NULL, NULL},
    [WIRE_FAULT_CLOSE_IN_HANDSHAKE] = {FAULT_AT_HELLO, stream_finish, NULL, NULL},
    [WIRE_FAULT_SILENT_HANDSHAKE] = {FAULT_AT_HELLO, stream_hold, NULL, NULL},
    [WIRE_FAULT_PLAIN_TEXT_ON_TLS] = {FAULT_AT_HELLO, answer_in_plain_text, NULL, NULL},
    [WIRE_FAULT_RESET_AFTER_REQUEST] = {FAULT_AT_REQUEST, stream_reset, NULL, NULL},
    [WIRE_FAULT_CLOSE_AFTER_REQUEST] = {FAULT_AT_REQUEST, stream_finish, NULL, NULL},
    [WIRE_FAULT_SILENCE] = {FAULT_AT_REQUEST, stream_hold, NULL, NULL},
    [WIRE_FAULT_GARBAGE] = {FAULT_AT_REQUEST, answer_garbage, NULL, NULL},
    [WIRE_FAULT_RESET_IN_RESPONSE] = {FAULT_IN_ANSWER, reset_in_answer, rest_of_amount, NULL},
    [WIRE_FAULT_CUT] = {FAULT_IN_ANSWER, stream_finish, rest_of_amount, NULL},
    [WIRE_FAULT_DELAY] = {FAULT_IN_ANSWER, NULL, nothing_until_delay_over, NULL},
    [WIRE_FAULT_DRIBBLE] = {FAULT_IN_ANSWER, NULL, one_byte_a_time, wait_before_next_byte},
};

static void report(struct stream *stream)
{
    if (!stream->fault_reported)
        stream_event(stream, wire_fault_name(stream->fault));
    stream->fault_reported = true;
}

bool fault_waits_for(const struct stream *stream, enum fault_moment moment)
{
    return actions[stream->fault].moment == moment;
}

bool fault_strikes(struct stream *stream, enum fault_moment moment)
{
    const struct fault_action *action = &actions[stream->fault];

    if (action->moment != moment || !action->strike)
        return false;
    report(stream);
    action->strike(stream);
    return true;
}

size_t fault_allowance(struct stream *stream)
{
    const struct fault_action *action = &actions[stream->fault];

    if (!action->allowance)
        return SIZE_MAX;
    if (!action->strike)
        report(stream);
    return action->allowance(stream);
}

void fault_note_written(struct stream *stream)
{
    if (actions[stream->fault].written)
        actions[stream->fault].written(stream);
}

bool fault_after_bytes(struct stream *stream)
{
    return stream->answered >= stream->amount && fault_strikes(stream, FAULT_IN_ANSWER);
}
