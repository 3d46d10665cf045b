/* SPDX-License-Identifier: MIT */
/* Flows as mitmproxy saves them: tnetstrings, one dictionary a flow. */
#ifndef FBLAB_FLOWS_H
#define FBLAB_FLOWS_H

#include "base/error.h"
#include "transaction.h"

bool flows_are(const char *head, size_t length);
/* Every HTTP flow that has an answer. Bodies are as they were sent. false: it is damaged or cut; what came before was given. */
bool flows_read(const char *bytes, size_t length, transaction_function *take, void *context, struct error *error);

#endif
