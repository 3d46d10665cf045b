/* SPDX-License-Identifier: MIT */
/* What cmdlets give that is no object of the document. */
#ifndef FBLAB_SHELL_RESULT_ROW_H
#define FBLAB_SHELL_RESULT_ROW_H

/* A property of what a Test- cmdlet gives; further lines of the text stand below its first. NULL: "". */
struct result_row {
    const char *name, *text;
};

#endif
