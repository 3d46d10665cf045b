/* SPDX-License-Identifier: MIT */
/* THE list of eras: how an Exchange hybrid deployment is set up as the years go by. Each but the first has a document
 * (scenarios/organizations-<era>.xml) of what is other than in the era before. */
#ifndef FBLAB_ERAS_H
#define FBLAB_ERAS_H

#include "terms.h"

/* In the order of the years. */
extern const struct terms eras;

#define DEFAULT_ERA "2018"

#endif
