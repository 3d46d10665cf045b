/* SPDX-License-Identifier: MIT */
/* Which words a text must contain for any rule to hold. Pure. */
#ifndef FBLAB_TEXT_ANCHORS_H
#define FBLAB_TEXT_ANCHORS_H

#include "text_rules.h"

/* Fills the rules' anchors. false: error names a <text> whose phrases have no word of six letters. */
bool text_anchors_make(struct text_rules *rules, struct error *error);

#endif
