/* SPDX-License-Identifier: MIT */
/* Has the user's own browser open a link. */
#ifndef FBLAB_COMMANDS_WEB_BROWSER_H
#define FBLAB_COMMANDS_WEB_BROWSER_H

#include "passing_folder/passing_folder.h"

/* $BROWSER, or xdg-open. The caller frees the folder when the page is no longer served. NULL: a sentence was printed, and
 * the user can still open the link by hand. */
struct passing_folder *web_browser_open(const char *link);

#endif
