/* SPDX-License-Identifier: MIT */
/* A request and its answer, judged as the client that asked would have judged it. Pure. */
#ifndef FBLAB_CONVERSATION_H
#define FBLAB_CONVERSATION_H

#include "evidence/evidence.h"

/* Everything borrowed; NULL: not known. */
struct conversation {
    const char *method, *url;       /* the URL may lack scheme and host */
    const struct evidence *request; /* its headers */
    const char *question;           /* its body */
    size_t question_length;
    const struct evidence *answer; /* status, reason, headers */
    const char *body;              /* decoded */
    size_t length;
    bool whole; /* the body is all of it: that it is no XML says something */
};

/* Takes the lookup. */
typedef void lookup_function(void *context, struct lookup *lookup);

/* Gives a look-up for every failure the answer tells: one an address for GetUserAvailability. None where the request has no
 * part in a look-up, or went well. */
void conversation_read(const struct conversation *conversation, lookup_function *found, void *context);
/* The same for a SOAP envelope of which nothing else is known. */
void conversation_read_envelope(const char *text, size_t length, lookup_function *found, void *context);
/* Error and error_description of a token service. The caller frees the result. */
struct lookup *conversation_token_error(const char *error, const char *description);
/* The part of a look-up a URL has; HOP_COUNT: none. */
enum hop conversation_step(const char *url);

#endif
