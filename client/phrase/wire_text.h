/* SPDX-License-Identifier: MIT */
/* What .NET says of one thing that happened on the wire, before Exchange puts words around it. */
#ifndef FBLAB_WIRE_TEXT_H
#define FBLAB_WIRE_TEXT_H

#include "evidence/evidence.h"

/* Templates: {names} stand for what the record holds (see template.h). */
struct wire_text {
    enum outcome outcome;
    bool (*when)(const struct evidence *evidence); /* NULL: always */
    const char *type;                              /* "System.Net.WebException", "" where none is printed */
    const char *message;
    const char *inner; /* as printed behind the message: separator, inner types and texts; "" for none */
};

/* Never NULL. */
const struct wire_text *wire_text(const struct evidence *evidence);

/* The name .NET prints for a status it knows ("Server Unavailable"), else the reason phrase. Borrowed. */
const char *status_name(const struct evidence *evidence);

#endif
