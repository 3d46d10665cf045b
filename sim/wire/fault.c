/* SPDX-License-Identifier: MIT */
#include "fault.h"

#include "base/text.h"

static const char *const names[WIRE_FAULT_COUNT] = {
    [WIRE_FAULT_NONE] = "allow",
    [WIRE_FAULT_DROP] = "drop",
    [WIRE_FAULT_REFUSE] = "refuse",
    [WIRE_FAULT_RESET_ON_ACCEPT] = "reset-on-accept",
    [WIRE_FAULT_RESET_IN_HANDSHAKE] = "reset-in-handshake",
    [WIRE_FAULT_CLOSE_IN_HANDSHAKE] = "close-in-handshake",
    [WIRE_FAULT_RESET_AFTER_REQUEST] = "reset-after-request",
    [WIRE_FAULT_CLOSE_AFTER_REQUEST] = "close-after-request",
    [WIRE_FAULT_RESET_IN_RESPONSE] = "reset-in-response",
    [WIRE_FAULT_CUT] = "cut",
    [WIRE_FAULT_SILENCE] = "silence",
    [WIRE_FAULT_SILENT_HANDSHAKE] = "silent-handshake",
    [WIRE_FAULT_DRIBBLE] = "dribble",
    [WIRE_FAULT_DELAY] = "delay",
    [WIRE_FAULT_PLAIN_TEXT_ON_TLS] = "plain-text-on-tls",
    [WIRE_FAULT_GARBAGE] = "garbage",
};

const char *wire_fault_name(enum wire_fault fault)
{
    return fault < WIRE_FAULT_COUNT ? names[fault] : "unknown";
}

enum wire_fault wire_fault_from_name(const char *name)
{
    enum wire_fault fault = WIRE_FAULT_NONE;

    while (fault < WIRE_FAULT_COUNT && !text_equal(name, names[fault]))
        fault++;
    return fault;
}
