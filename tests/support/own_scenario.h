/* SPDX-License-Identifier: MIT */
/* A folder with one scenario of a user's own, for a test. */
#ifndef FBLAB_OWN_SCENARIO_H
#define FBLAB_OWN_SCENARIO_H

#include <stddef.h>

struct own_scenario {
    char folder[64]; /* lab_options.scenarios */
};

/* Makes the folder with xOwn.xml; `play` is what stands between <signs/> and </scenario>. Ends the test if it cannot. */
void own_scenario_make(struct own_scenario *own, const char *play);
/* One more file beside it. */
void own_scenario_add(struct own_scenario *own, const char *name, const char *bytes, size_t length);
void own_scenario_remove(struct own_scenario *own);

#endif
