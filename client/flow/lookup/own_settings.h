/* SPDX-License-Identifier: MIT */
/* What advice may say of the asking organization: its own settings, which an administrator of it sees, too. */
#ifndef FBLAB_FLOW_OWN_SETTINGS_H
#define FBLAB_FLOW_OWN_SETTINGS_H

#include "evidence/evidence.h"
#include "flow_settings.h"

/* Notes them in the look-up (lookup_setting()). by: the object the look-up goes by; NULL: none. */
void own_settings_note(const struct flow_settings *settings, const struct object *by, struct lookup *lookup);

#endif
