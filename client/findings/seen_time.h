/* SPDX-License-Identifier: MIT */
/* Times as logs write them, put in order. Pure. */
#ifndef FBLAB_SEEN_TIME_H
#define FBLAB_SEEN_TIME_H

#include <stdint.h>

struct seen_time {
    char text[40]; /* "": not known */
    int64_t seconds;
};

/* NULL, and what is no date with a time of day, is not known. */
struct seen_time seen_time_of(const char *time);
/* What is known goes before what is not. */
struct seen_time seen_time_earlier(struct seen_time one, struct seen_time other);
struct seen_time seen_time_later(struct seen_time one, struct seen_time other);

#endif
