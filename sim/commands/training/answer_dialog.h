/* SPDX-License-Identifier: MIT */
/* The trainee's answer: asked for after the check list, or typed in one line. */
#ifndef FBLAB_TRAINING_ANSWER_DIALOG_H
#define FBLAB_TRAINING_ANSWER_DIALOG_H

#include "desk.h"

/* rest: "2 availability 1", or "" to be asked. */
void answer_dialog(struct desk *desk, const char *rest);

#endif
