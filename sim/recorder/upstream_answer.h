/* SPDX-License-Identifier: MIT */
/* The answer of a server, as libcurl hands it over. */
#ifndef FBLAB_UPSTREAM_ANSWER_H
#define FBLAB_UPSTREAM_ANSWER_H

#include "base/error.h"
#include "late/curl.h"
#include "trace.h"

/* Asks what `easy` is set to, and keeps head and body of the final answer. false: error says what `server` did instead. */
bool upstream_receive(CURL *easy, const char *server, struct recorded_answer *recorded, struct error *error);

#endif
