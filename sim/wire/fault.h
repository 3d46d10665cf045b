/* SPDX-License-Identifier: MIT */
/* Faults of TCP and TLS: vocabulary and table. */
#ifndef FBLAB_FAULT_H
#define FBLAB_FAULT_H

enum wire_fault {
    WIRE_FAULT_NONE,                /* "allow" */
    WIRE_FAULT_DROP,                /* "drop": SYNs are swallowed (the listen queue is full) */
    WIRE_FAULT_REFUSE,              /* "refuse": RST to SYN */
    WIRE_FAULT_RESET_ON_ACCEPT,     /* "reset-on-accept" */
    WIRE_FAULT_RESET_IN_HANDSHAKE,  /* "reset-in-handshake": RST after the ClientHello */
    WIRE_FAULT_CLOSE_IN_HANDSHAKE,  /* "close-in-handshake": FIN after the ClientHello */
    WIRE_FAULT_RESET_AFTER_REQUEST, /* "reset-after-request": RST when the request has been read, before any answer */
    WIRE_FAULT_CLOSE_AFTER_REQUEST, /* "close-after-request": FIN in order, no answer */
    WIRE_FAULT_RESET_IN_RESPONSE,   /* "reset-in-response": RST after `amount` bytes of the answer */
    WIRE_FAULT_CUT,                 /* "cut": FIN (and close_notify) after `amount` bytes of the answer */
    WIRE_FAULT_SILENCE,             /* "silence": request read, never answered */
    WIRE_FAULT_SILENT_HANDSHAKE,    /* "silent-handshake": TCP connects, the ClientHello is never answered */
    WIRE_FAULT_DRIBBLE,             /* "dribble": one byte every `amount` milliseconds */
    WIRE_FAULT_DELAY,               /* "delay": the answer starts `amount` milliseconds late */
    WIRE_FAULT_PLAIN_TEXT_ON_TLS, /* "plain-text-on-tls": answers "HTTP/1.1 400 Bad Request" in clear to the ClientHello */
    WIRE_FAULT_GARBAGE,           /* "garbage": bytes that are no HTTP, inside TLS, then FIN */
    WIRE_FAULT_COUNT
};

/* "reset-after-request"; as spelt above. */
const char *wire_fault_name(enum wire_fault fault);
/* WIRE_FAULT_COUNT: no such name; case is ignored. */
enum wire_fault wire_fault_from_name(const char *name);

#endif
