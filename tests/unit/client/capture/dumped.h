/* SPDX-License-Identifier: MIT */
/* Transactions as one text, so that a row says what a reader gives: "1 GET target {A: b} body -> 200 OK {C: d} body". */
#ifndef FBLAB_TEST_DUMPED_H
#define FBLAB_TEST_DUMPED_H

#include "capture/transaction.h"

#include <stdio.h>

static inline void dump_message(FILE *output, const struct http_message *message)
{
    fputs(" {", output);
    for (size_t i = 0; i < message->headers.count; i++)
        fprintf(output, "%s%s: %s", i ? ", " : "", message->headers.items[i].name, message->headers.items[i].value);
    fprintf(output, "} [%.*s]%s", (int)message->body_length, message->body ? message->body : "",
            message->whole ? " whole" : "");
    if (message->announced)
        fprintf(output, " of %zu", message->announced);
}

/* A transaction_function; context: the stream. */
static inline void dump_transaction(void *context, const struct transaction *transaction)
{
    FILE *const output = context;
    const struct http_message *const request = &transaction->request, *const answer = &transaction->answer;

    fprintf(output, "%lu%s%s%s%s", transaction->number, transaction->time ? " at " : "",
            transaction->time ? transaction->time : "", transaction->entry ? " in " : "",
            transaction->entry ? transaction->entry : "");
    fprintf(output, ": %s %s", request->method ? request->method : "-", request->target ? request->target : "-");
    dump_message(output, request);
    fprintf(output, " -> %d %s", answer->status, answer->reason ? answer->reason : "-");
    dump_message(output, answer);
    fputc('\n', output);
}

#endif
