/* SPDX-License-Identifier: MIT */
/* The <ticket> of a scenario: what a trainee is told, asked, offered and judged by. Part of a scenario, and as constant. */
#ifndef FBLAB_TICKET_H
#define FBLAB_TICKET_H

#include "scenario.h"

/* How the symptom is told. One of several is drawn. */
struct ticket_mail {
    char *from; /* who writes or calls: one of the table in ticket.c */
    char *kind; /* "mail" or "call"; NULL: a mail */
    char *subject;
    struct words paragraphs; /* with placeholders such as {asked-name} */
};

/* Another row: to choose from, with what tells it apart; or one that fits as well, with the reason. */
struct ticket_row {
    char *id, *says;
};

/* What would not refute the right answer, and why not. */
struct ticket_wrong {
    char *says, *because;
};

struct ticket_hint {
    char *says;
    char *in;    /* part of a log's path; NULL: no log has a line that shows it */
    char *marks; /* pattern of the lines there; NULL with `in` */
    double cost; /* points; 0: as usual at its place */
};

/* Something of the lab itself that may be used, because a repair needs it or might seem to. */
struct ticket_offer {
    char *noun, *place; /* one of them is NULL */
};

struct ticket_without {
    char *decoy;
};

/* A state that is to be reached, or must not be: what the command prints is searched. */
struct ticket_check {
    char *name, *at, *command;
    char *expects, *refuses; /* patterns (PCRE2); NULL: none */
};

struct ticket {
    struct ticket_mail *mails;
    size_t mail_count;
    struct words hops; /* where it fails; all of them are right */
    struct ticket_row *choices, *fits;
    size_t choice_count, fit_count;
    struct words refutes;
    struct ticket_wrong *wrongs;
    size_t wrong_count;
    struct ticket_hint *hints; /* the last one is the solution */
    size_t hint_count;
    struct ticket_offer *offers;
    size_t offer_count;
    struct ticket_without *withouts;
    size_t without_count;
    struct ticket_check *goals, *forbidden;
    size_t goal_count, forbidden_count;
    struct words debrief;
    char *asks, *answers; /* a question of self-explanation and a good answer */
    int line;
};

/* The ticket of a variant: each part that its own does not have is that of the file. What is in it stays the scenario's. */
struct ticket ticket_of(const struct scenario *scenario, const struct variant *variant);

enum { TICKET_MOST_CHOICES = 16 };

/* The wrong rows to choose from, with what tells each apart: those that the ticket has, then the look-alikes of the signs.
 * `rows` has room for TICKET_MOST_CHOICES. Returns how many. */
size_t ticket_wrong_choices(const struct scenario *scenario, const struct ticket *ticket, struct ticket_row *rows);

#endif
