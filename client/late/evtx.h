/* SPDX-License-Identifier: MIT */
/* libevtx, loaded late. */
#ifndef FBLAB_LATE_EVTX_H
#define FBLAB_LATE_EVTX_H

#include <libevtx.h>

#endif
