/* SPDX-License-Identifier: MIT */
/* A line as it was typed: a cmdlet, its arguments and their values, what follows behind pipes, and what of the result
 * is wanted. */
#ifndef FBLAB_COMMAND_LINE_H
#define FBLAB_COMMAND_LINE_H

#include "word_list.h"

#include <stdbool.h>
#include <stddef.h>

enum value_kind {
    VALUE_NONE,     /* -WhatIf */
    VALUE_NULL,     /* $null */
    VALUE_LIST,     /* one word or several; $true and $false are "true" and "false" */
    VALUE_EDIT,     /* @{add=...; remove=...} */
    VALUE_CALL,     /* (Get-AuthConfig).Realm: not known before it is run */
    VALUE_VARIABLE, /* $a: its name is the only item; not known before it is run */
};

struct command_line;

struct value {
    enum value_kind kind;
    struct word_list items; /* the list, or what is added */
    struct word_list removed;
    struct command_line *call;
};

/* What stands behind a parameter without a colon is an argument of its own: only the cmdlet knows whether the parameter
 * takes it. */
struct argument {
    char *name; /* NULL: without a name */
    bool piped; /* came through a pipe: no value of the parameter before it */
    struct value value;
};

/* What stands behind the last pipe. */
enum layout {
    LAYOUT_LIST, /* fl, or nothing */
    LAYOUT_TABLE,
    LAYOUT_SELECT,
};

struct command_line {
    char *cmdlet; /* "" if the line is empty */
    struct argument *arguments;
    size_t count;
    char *property; /* of "(...).Realm"; NULL: the objects themselves */
    enum layout layout;
    struct word_list shown;    /* of "... | fl Name, Realm"; empty: everything */
    struct command_line *next; /* behind a pipe: gets each object of this one as its identity; NULL: nothing */
};

void command_line_free(struct command_line **line);

struct command_line *command_line_new(const char *cmdlet);
/* An empty argument behind the others. Borrowed until the next one. */
struct argument *command_line_add(struct command_line *line);

/* As if the identity had been typed behind it, without a name. */
void command_line_give_identity(struct command_line *line, const char *identity);
void value_clear(struct value *value);

#endif
