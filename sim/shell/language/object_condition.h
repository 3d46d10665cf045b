/* SPDX-License-Identifier: MIT */
/* Conditions as -Filter and Where-Object have them: EmailAddresses -like '*@contoso.com' -and -not Hidden -eq $true. */
#ifndef FBLAB_SHELL_OBJECT_CONDITION_H
#define FBLAB_SHELL_OBJECT_CONDITION_H

#include "base/error.h"
#include "word_list.h"

#include <stdbool.h>

/* Appends the values of a property of the object that is judged; "": of the object itself. */
typedef void object_condition_values(void *object, const char *property, struct word_list *values);

/* Properties may have "$_." before them. `object` is handed on. false: error says what is no condition. */
bool object_condition_judge(const char *text, object_condition_values *values, void *object, bool *holds,
                            struct error *error);

/* Can there be such a property? false: error says that there cannot. */
typedef bool object_condition_knows(const void *context, const char *property, struct error *error);

/* Before any object is judged: false, and error says what is no condition, or which property without "$_." nobody knows. */
bool object_condition_check(const char *text, object_condition_knows *knows, const void *context, struct error *error);

#endif
