/* SPDX-License-Identifier: MIT */
/* What we call of libedit. */
#include "edit.h"

#include "late_library.h"

#define EDIT_FUNCTION(TYPE, NAME, PARAMETERS, NAMES) LATE(LATE_EDIT, TYPE, NAME, PARAMETERS, NAMES)

void *late_edit_function(const char *name, void *_Atomic *found)
{
    return late_function(LATE_EDIT, name, found);
}

EDIT_FUNCTION(EditLine *, el_init, (const char *name, FILE *input, FILE *output, FILE *errors),
              (name, input, output, errors))
EDIT_FUNCTION(void, el_end, (EditLine * editor), (editor))
EDIT_FUNCTION(const char *, el_gets, (EditLine * editor, int *length), (editor, length))
EDIT_FUNCTION(const LineInfo *, el_line, (EditLine * editor), (editor))
EDIT_FUNCTION(int, el_insertstr, (EditLine * editor, const char *text), (editor, text))
EDIT_FUNCTION(void, el_deletestr, (EditLine * editor, int count), (editor, count))
EDIT_FUNCTION(int, el_cursor, (EditLine * editor, int distance), (editor, distance))
EDIT_FUNCTION(History *, history_init, (void), ())
EDIT_FUNCTION(void, history_end, (History * kept), (kept))
