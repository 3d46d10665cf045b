/* SPDX-License-Identifier: MIT */
/* What is known of one mailbox: its calendar, or why there is none. */
#ifndef FBLAB_AVAILABILITY_RESULT_H
#define FBLAB_AVAILABILITY_RESULT_H

#include "calendar.h"

/* Why one mailbox has no answer. Owned strings; NULL or 0 where it does not apply. */
struct availability_error {
    char *text, *code, *exception, *server, *source;
    int number;
};

struct availability_result {
    bool ok;
    bool postponed; /* somebody else has to be asked, and the request must not wait; neither of the others then */
    struct calendar calendar;
    struct availability_error error;
};

void availability_result_clear(struct availability_result *result);

#endif
