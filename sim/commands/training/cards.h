/* SPDX-License-Identifier: MIT */
/* The catalogue as cards: what is shown of a failure, and what is asked. */
#ifndef FBLAB_TRAINING_CARDS_H
#define FBLAB_TRAINING_CARDS_H

#include "progress/progress_export.h"
#include "scenario/scenario.h"

struct training_cards {
    struct progress_card *cards; /* their texts are the library's */
    size_t count;
};

/* Of every failure that is documented with a text. The library has to live as long. */
struct training_cards *training_cards_new(const struct library *library);
void training_cards_free(struct training_cards **cards);

#endif
