/* SPDX-License-Identifier: MIT */
/* What Exchange prints around .NET's words: one row a published sentence, with code, class and LID where public. */
#ifndef FBLAB_SENTENCES_H
#define FBLAB_SENTENCES_H

#include "evidence/evidence.h"

/* A row applies when everything it names fits; the first that applies wins. */
struct sentence {
    enum hop step;             /* HOP_COUNT: any */
    enum way way;              /* WAY_COUNT: any */
    enum outcome outcome;      /* OUTCOME_COUNT: any */
    int status;                /* 0: any */
    const char *says;          /* in the diagnostics header, the fault's code or its text; NULL: anything */
    const char *text;          /* template */
    const char *exception;     /* class; NULL: not public, or what the answer names */
    const char *response_code; /* template; NULL: none */
    int exception_code, lid;   /* 0: not public */
};

/* Never NULL. */
const struct sentence *sentence_find(const struct lookup *lookup, const struct evidence *evidence);

#endif
