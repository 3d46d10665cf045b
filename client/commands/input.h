/* SPDX-License-Identifier: MIT */
/* One file (or standard input) through the intake into a tally. */
#ifndef FBLAB_COMMANDS_INPUT_H
#define FBLAB_COMMANDS_INPUT_H

#include "findings/tally.h"
#include "intake/intake.h"

#include <stdatomic.h>

/* What every input is read with. Read-only but for the counter; threads share it. */
struct reader {
    const struct classifier *classifier;
    struct literals *literals;
    atomic_ullong bytes; /* read so far, of all inputs */
};

struct result {
    struct tally *tally; /* says what was not read, too */
};

/* `name` NULL: standard input. What was found before an error stays found; the error is what was not read. */
void input_read(struct reader *reader, const char *name, struct result *result);
void result_clear(struct result *result);

#endif
