/* SPDX-License-Identifier: MIT */
/* Reports that fbcheck printed, pasted again: what they name is taken as said, and their advice is no error text. */
#ifndef FBLAB_SAVED_REPORT_H
#define FBLAB_SAVED_REPORT_H

#include "classifier.h"

/* Takes what the reports in a text name. The text without them, to be read on; NULL: there is none in it. The caller frees it. */
char *saved_report_read(const struct library *library, const char *text, size_t length, struct fittings *fittings);

#endif
