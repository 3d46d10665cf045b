/* SPDX-License-Identifier: MIT */
/* What an ordinary client's own organisation would do for it, as far as its own settings tell. */
#ifndef FBLAB_OWN_VIEW_H
#define FBLAB_OWN_VIEW_H

#include "evidence/evidence.h"
#include "flow_settings.h"

/* Notes the settings, the way and the direction that the client's server goes by; nothing without an organisation. Asks
 * nobody. Is it rooms that are looked for? */
bool own_view_note(const struct flow_settings *settings, struct lookup *lookup);

#endif
