/* SPDX-License-Identifier: MIT */
/* The frame of a SOAP 1.1 request. */
#ifndef FBLAB_ENVELOPE_H
#define FBLAB_ENVELOPE_H

#include <stdio.h>

/* A text that grows; envelope_end() gives it. */
struct envelope {
    FILE *output;
    char *text;
    size_t length;
};

void envelope_begin(struct envelope *envelope);
/* WS-Addressing: Action, MessageID, ReplyTo, To. */
void envelope_address(struct envelope *envelope, const char *action, const char *to);
/* wsse:Security with a fresh Timestamp and the token; `token` is XML. NULL: nothing. */
void envelope_secure(struct envelope *envelope, const char *token);
void envelope_body(struct envelope *envelope);
/* The caller frees the result. */
char *envelope_end(struct envelope *envelope);

/* <name>text</name>, escaped. */
void envelope_put(FILE *output, const char *name, const char *text);
/* <wsu:Timestamp> from now on, five minutes. The prefix wsu must be bound. */
void envelope_put_timestamp(FILE *output);

#endif
