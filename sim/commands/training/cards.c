/* SPDX-License-Identifier: MIT */
/* A card a failure; hints are those of its ticket, else what is to be looked at. */
#include "cards.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "scenario/ticket.h"

#include <stdlib.h>
#include <string.h>

/* The last hint of a ticket is the solution, which is no hint on a card. */
static void take_hints(struct progress_card *card, const struct scenario *scenario)
{
    const struct ticket *const ticket = scenario->ticket;
    const size_t most = ticket && ticket->hint_count ? ticket->hint_count - 1 : scenario->looks.count;
    const char **const hints = memory_array(most + 1, sizeof *hints);

    for (size_t i = 0; i < most; i++)
        hints[i] = ticket && ticket->hint_count ? ticket->hints[i].says : scenario->looks.items[i];
    card->hints = hints;
    card->hint_count = most;
}

static bool has(const struct progress_card *card, const char *id)
{
    for (size_t i = 0; i < card->fit_count; i++)
        if (strcmp(card->fits[i], id) == 0)
            return true;
    return false;
}

static void add_fit(struct progress_card *card, const char *id)
{
    const char **const fits = memory_one_more((void *)card->fits, card->fit_count, sizeof *fits);

    fits[card->fit_count++] = id;
    card->fits = fits;
}

/* A card shows the symptom alone, which any variant may have: what fits one of them fits the card. */
static void take_fits(struct progress_card *card, const struct scenario *scenario)
{
    for (size_t i = 0; i < scenario->variant_count; i++) {
        const struct ticket ticket = ticket_of(scenario, &scenario->variants[i]);
        for (size_t j = 0; j < ticket.fit_count; j++)
            if (!has(card, ticket.fits[j].id))
                add_fit(card, ticket.fits[j].id);
    }
}

struct training_cards *training_cards_new(const struct library *library)
{
    struct training_cards *const made = memory_new(sizeof *made);

    made->cards = memory_array(library_count(library) + 1, sizeof *made->cards);
    for (size_t i = 0; i < library_count(library); i++) {
        const struct scenario *const scenario = library_at(library, i);
        const struct cause *const cause = scenario->causes;
        if (scenario->errors.count == 0 || scenario->cause_count == 0)
            continue;
        struct progress_card *const card = &made->cards[made->count++];
        *card = (struct progress_card){.row = scenario->id,
                                       .symptom = scenario->errors.items[0],
                                       .cause = cause->says,
                                       .repair = cause->remedies.count ? cause->remedies.items[0] : ""};
        take_hints(card, scenario);
        take_fits(card, scenario);
    }
    return made;
}

void training_cards_free(struct training_cards **cards)
{
    for (size_t i = 0; *cards && i < (*cards)->count; i++) {
        free((void *)(*cards)->cards[i].hints);
        free((void *)(*cards)->cards[i].fits);
    }
    if (*cards)
        free((*cards)->cards);
    free(*cards);
    *cards = NULL;
}
