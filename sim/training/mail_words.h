/* SPDX-License-Identifier: MIT */
/* What stands in a mail in the place of {asker-name} and the like. Pure. */
#ifndef FBLAB_MAIL_WORDS_H
#define FBLAB_MAIL_WORDS_H

#include "chance.h"
#include "drawn_ticket.h"

struct mail_words {
    char *asker_name, *asked_name, *asking_company, *asked_company;
    const char *asker, *asked, *colleague, *day;
    char time[8], ticket_number[16];
};

struct mail_words mail_words_draw(struct chance *chance, const struct ticket_plan *plan);
void mail_words_clear(struct mail_words *words);
/* The caller frees both. */
char *mail_words_fill(const struct mail_words *words, const char *text);
char *mail_words_sender(const struct mail_words *words, const char *from);

#endif
