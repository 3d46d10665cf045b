/* SPDX-License-Identifier: MIT */
/* A trace as a scenario file with <reply> sections, which `fblab check` takes and the lab replays. */
#ifndef FBLAB_TRACE_SCENARIO_H
#define FBLAB_TRACE_SCENARIO_H

#include "base/error.h"
#include "trace.h"

struct trace_scenario {
    const char *path;   /* "xCustomer.xml": the name up to its first '-' or '.' is the scenario's id */
    const char *source; /* "recorded from https://..." */
    const char *party;  /* for hosts that are none of the lab's */
    bool replace;       /* what is there already */
};

/* Asked before anything is recorded: can it be called so, and is there such a party? */
bool trace_scenario_is_named(const struct trace_scenario *scenario, struct error *error);
/* Could it, under a name that is one, be written there? */
bool trace_scenario_has_room(const struct trace_scenario *scenario, struct error *error);
/* Large bodies go into files beside it; what finds no room is skipped. What was written is read again as the lab would: false,
 * where that is refused. */
bool trace_scenario_write(struct trace *trace, const struct trace_scenario *scenario, struct error *error);

#endif
