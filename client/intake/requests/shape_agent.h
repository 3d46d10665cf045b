/* SPDX-License-Identifier: MIT */
/* Whether a line without names of columns names its client. Pure. */
#ifndef FBLAB_SHAPE_AGENT_H
#define FBLAB_SHAPE_AGENT_H

#include "shape_status.h"

/* Does an access line look as if no agent was logged in it? */
bool shape_is_nameless(const struct shape *shape, const char *line, size_t length);

#endif
