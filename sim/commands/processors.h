/* SPDX-License-Identifier: MIT */
/* How much the machine can do at once. */
#ifndef FBLAB_COMMANDS_PROCESSORS_H
#define FBLAB_COMMANDS_PROCESSORS_H

enum { MOST_LABS = 64 };

/* As many labs at once as there are processors, MOST_LABS at most. */
unsigned processors_for_labs(void);

#endif
