/* SPDX-License-Identifier: MIT */
/* What the intake looks for in logs, as the classifier has it. */
#ifndef FBLAB_ANCHORS_H
#define FBLAB_ANCHORS_H

#include "base/error.h"

struct classifier;
struct literals;

/* The caller frees them with literals_free(). NULL: error says why. */
struct literals *anchors_literals(const struct classifier *classifier, struct error *error);

#endif
