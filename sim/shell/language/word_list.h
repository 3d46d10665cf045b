/* SPDX-License-Identifier: MIT */
/* A list of words that owns them. */
#ifndef FBLAB_SHELL_WORD_LIST_H
#define FBLAB_SHELL_WORD_LIST_H

#include <stdbool.h>
#include <stddef.h>

struct word_list {
    char **items;
    size_t count;
};

/* Takes the word. */
void word_list_add(struct word_list *list, char *word);
/* Case ignored. */
bool word_list_has(const struct word_list *list, const char *word);
void word_list_clear(struct word_list *list);

#endif
