/* SPDX-License-Identifier: MIT */
/* libolecf, loaded late. */
#ifndef FBLAB_LATE_OLECF_H
#define FBLAB_LATE_OLECF_H

#include <libolecf.h>

#endif
