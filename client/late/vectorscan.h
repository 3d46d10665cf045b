/* SPDX-License-Identifier: MIT */
/* Vectorscan (or Hyperscan), loaded late. */
#ifndef FBLAB_LATE_VECTORSCAN_H
#define FBLAB_LATE_VECTORSCAN_H

#include <hs/hs.h>

#endif
