/* SPDX-License-Identifier: MIT */
/* What is drawn for a ticket: the same on every machine for the same course, seed and number. Pure. */
#ifndef FBLAB_CHANCE_H
#define FBLAB_CHANCE_H

#include <stddef.h>
#include <stdint.h>

struct chance {
    uint64_t state;
};

/* `number`: of the ticket in the course, from 0. */
struct chance chance_of(const char *course, uint64_t seed, size_t number);
/* 0 to below - 1; 0 if below is 0. */
size_t chance_below(struct chance *chance, size_t below);
/* Puts 0 to count - 1 into `order`, in an order that is drawn. */
void chance_shuffle(struct chance *chance, size_t *order, size_t count);

#endif
