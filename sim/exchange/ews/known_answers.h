/* SPDX-License-Identifier: MIT */
/* What was answered to the last few questions, for whoever asks the very same again while the settings are the same. An
 * answer is known by all that it follows from: the snapshot, the organisation and its server, who asks, and every byte of
 * the question. Nothing that takes a clock, a draw from the seed or another server may be kept. */
#ifndef FBLAB_EWS_KNOWN_ANSWERS_H
#define FBLAB_EWS_KNOWN_ANSWERS_H

#include "exchange/common/call.h"

struct known_answers;

/* false: not known. */
bool known_answers_give(const struct exchange_call *call, const struct caller *caller, struct answer *answer);
/* Of answers that are not 200, or longer than most are, nothing is kept. */
void known_answers_keep(const struct exchange_call *call, const struct caller *caller, const struct answer *answer);
void known_answers_free(struct known_answers **known);

#endif
