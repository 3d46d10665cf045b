/* SPDX-License-Identifier: MIT */
/* The formats, a file each. */
#ifndef FBLAB_EXPORT_FORMATS_H
#define FBLAB_EXPORT_FORMATS_H

#include "progress/progress_export.h"

extern const struct progress_format format_csv, format_xapi, format_anki, format_ctfd;

#endif
