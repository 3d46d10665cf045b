/* SPDX-License-Identifier: MIT */
/* Draws in one fixed order: whoever adds something draws it last, so that what was there stays as it was. */
#include "drawn_ticket.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "chance.h"
#include "mail_words.h"

#include <stdlib.h>
#include <string.h>

static const struct scenario *scenario_by_id(const struct library *library, const char *id)
{
    return library_find(library, id, NULL, NULL);
}

static size_t collect_rows(const struct ticket_plan *plan, const struct ticket *ticket, struct drawn_choice *rows)
{
    struct ticket_row wrong[TICKET_MOST_CHOICES];
    const size_t wrong_count = ticket_wrong_choices(plan->scenario, ticket, wrong);
    size_t count = 0;

    rows[count++] = (struct drawn_choice){plan->scenario->id, plan->scenario->title, NULL, true};
    for (size_t i = 0; i < ticket->fit_count; i++) {
        const struct scenario *const other = scenario_by_id(plan->library, ticket->fits[i].id);
        if (other)
            rows[count++] = (struct drawn_choice){other->id, other->title, ticket->fits[i].says, true};
    }
    for (size_t i = 0; i < wrong_count; i++) {
        const struct scenario *const other = scenario_by_id(plan->library, wrong[i].id);
        if (other)
            rows[count++] = (struct drawn_choice){other->id, other->title, wrong[i].says, false};
    }
    return count;
}

static size_t collect_refutations(struct chance *chance, const struct ticket *ticket, struct drawn_choice *choices)
{
    size_t count = 0;

    choices[count++] =
        (struct drawn_choice){NULL, ticket->refutes.items[chance_below(chance, ticket->refutes.count)], NULL, true};
    for (size_t i = 0; i < ticket->wrong_count; i++)
        choices[count++] = (struct drawn_choice){NULL, ticket->wrongs[i].says, ticket->wrongs[i].because, false};
    return count;
}

static struct drawn_choice *in_drawn_order(struct chance *chance, const struct drawn_choice *choices, size_t count)
{
    struct drawn_choice *const shuffled = memory_array(count, sizeof *shuffled);
    size_t *const order = memory_array(count, sizeof *order);

    chance_shuffle(chance, order, count);
    for (size_t i = 0; i < count; i++)
        shuffled[i] = choices[order[i]];
    free(order);
    return shuffled;
}

static void draw_rows(struct chance *chance, const struct ticket_plan *plan, struct drawn_ticket *drawn)
{
    struct drawn_choice *const choices =
        memory_array(1 + drawn->ticket.fit_count + TICKET_MOST_CHOICES, sizeof *choices);

    drawn->row_count = collect_rows(plan, &drawn->ticket, choices);
    drawn->rows = in_drawn_order(chance, choices, drawn->row_count);
    free(choices);
}

static void draw_refutations(struct chance *chance, struct drawn_ticket *drawn)
{
    struct drawn_choice *const choices = memory_array(1 + drawn->ticket.wrong_count, sizeof *choices);

    drawn->refutation_count = collect_refutations(chance, &drawn->ticket, choices);
    drawn->refutations = in_drawn_order(chance, choices, drawn->refutation_count);
    free(choices);
}

static bool may_be_there(const struct ticket *ticket, const struct course_decoy *decoy)
{
    for (size_t i = 0; i < ticket->without_count; i++)
        if (strcmp(ticket->withouts[i].decoy, decoy->name) == 0)
            return false;
    return true;
}

static void draw_decoys(struct chance *chance, const struct course_common *common, struct drawn_ticket *drawn)
{
    size_t *const order = memory_array(common->decoy_count, sizeof *order);

    chance_shuffle(chance, order, common->decoy_count);
    for (size_t i = 0; i < common->decoy_count && drawn->decoy_count < DRAWN_MOST_DECOYS; i++)
        if (may_be_there(&drawn->ticket, &common->decoys[order[i]]))
            drawn->decoys[drawn->decoy_count++] = &common->decoys[order[i]];
    free(order);
}

static void draw_mail(struct chance *chance, const struct ticket_plan *plan, struct drawn_ticket *drawn)
{
    const struct ticket_mail *const mail = &drawn->ticket.mails[chance_below(chance, drawn->ticket.mail_count)];
    CLEANUP(mail_words_clear) struct mail_words words = mail_words_draw(chance, plan);

    drawn->number = text_copy(words.ticket_number);
    drawn->call = mail->kind && strcmp(mail->kind, "call") == 0;
    drawn->from = mail_words_sender(&words, mail->from);
    drawn->subject = mail_words_fill(&words, mail->subject);
    drawn->paragraphs.items = memory_array(mail->paragraphs.count + 1, sizeof *drawn->paragraphs.items);
    for (; drawn->paragraphs.count < mail->paragraphs.count; drawn->paragraphs.count++)
        drawn->paragraphs.items[drawn->paragraphs.count] =
            mail_words_fill(&words, mail->paragraphs.items[drawn->paragraphs.count]);
}

struct drawn_ticket *drawn_ticket_new(const struct ticket_plan *plan)
{
    struct chance chance = chance_of(plan->course, plan->seed, plan->number);
    struct drawn_ticket *const drawn = memory_new(sizeof *drawn);

    drawn->ticket = ticket_of(plan->scenario, plan->variant);
    draw_mail(&chance, plan, drawn);
    draw_rows(&chance, plan, drawn);
    draw_refutations(&chance, drawn);
    draw_decoys(&chance, plan->common, drawn);
    return drawn;
}

bool drawn_ticket_fails_at(const struct drawn_ticket *drawn, const char *hop)
{
    for (size_t i = 0; i < drawn->ticket.hops.count; i++)
        if (text_equal(drawn->ticket.hops.items[i], hop))
            return true;
    return false;
}

void drawn_ticket_free(struct drawn_ticket **drawn)
{
    if (!*drawn)
        return;
    for (size_t i = 0; i < (*drawn)->paragraphs.count; i++)
        free((*drawn)->paragraphs.items[i]);
    free((*drawn)->paragraphs.items);
    free((*drawn)->number);
    free((*drawn)->from);
    free((*drawn)->subject);
    free((*drawn)->rows);
    free((*drawn)->refutations);
    free(TAKE(*drawn));
}
