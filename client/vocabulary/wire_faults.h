/* SPDX-License-Identifier: MIT */
/* THE list of what a firewall can do to connections (Set-LabFirewall -Inbound): a row is all there is to say of a fault but
 * how it is done, which is in sim/wire. */
#ifndef FBLAB_WIRE_FAULTS_H
#define FBLAB_WIRE_FAULTS_H

#include "terms.h"

#define WIRE_FAULTS(ROW)                                                                                               \
    ROW(NONE, "allow", "nothing is done: the connection is let through")                                               \
    ROW(DROP, "drop", "a SYN is swallowed: the client tries to connect until its time is up")                          \
    ROW(REFUSE, "refuse", "a SYN is answered by RST: the client is told that nobody listens")                          \
    ROW(RESET_ON_ACCEPT, "reset-on-accept", "RST as soon as the connection stands")                                    \
    ROW(RESET_IN_HANDSHAKE, "reset-in-handshake", "RST after the ClientHello")                                         \
    ROW(CLOSE_IN_HANDSHAKE, "close-in-handshake", "FIN after the ClientHello")                                         \
    ROW(RESET_AFTER_REQUEST, "reset-after-request", "RST when the request has been read, before any answer")           \
    ROW(CLOSE_AFTER_REQUEST, "close-after-request", "FIN in order when the request has been read, without an answer")  \
    ROW(RESET_IN_RESPONSE, "reset-in-response", "RST after -Amount bytes of the answer")                               \
    ROW(CUT, "cut", "close_notify and FIN after -Amount bytes of the answer")                                          \
    ROW(SILENCE, "silence", "the request is read and never answered")                                                  \
    ROW(SILENT_HANDSHAKE, "silent-handshake", "TCP connects, and the ClientHello is never answered")                   \
    ROW(DRIBBLE, "dribble", "one byte of the answer every -Amount milliseconds")                                       \
    ROW(DELAY, "delay", "the answer starts -Amount milliseconds late")                                                 \
    ROW(PLAIN_TEXT_ON_TLS, "plain-text-on-tls", "the ClientHello is answered by HTTP/1.1 400 Bad Request in clear")    \
    ROW(GARBAGE, "garbage", "bytes that are no HTTP, inside TLS, then FIN")

#define WIRE_FAULT_ENUMERATOR(id, name, meaning) WIRE_FAULT_##id,
enum wire_fault { WIRE_FAULTS(WIRE_FAULT_ENUMERATOR) WIRE_FAULT_COUNT };
#undef WIRE_FAULT_ENUMERATOR

extern const struct terms wire_faults;
/* What a firewall can do to connections that somebody inside wants to make: those that need no connection. */
extern const struct terms outbound_faults;

/* "reset-after-request"; as spelt above. */
const char *wire_fault_name(enum wire_fault fault);
/* WIRE_FAULT_COUNT: no such name; case is ignored. */
enum wire_fault wire_fault_from_name(const char *name);

#endif
