/* SPDX-License-Identifier: MIT */
/* Exchange holds a request against its schema before it reads it: order, namespaces and values, or ErrorSchemaValidation. The
 * tables are our own schema/messages.xsd and types.xsd once more, because walking them takes a quarter of the time that
 * libxml2's validator takes; a test holds the one against the other. */
#ifndef FBLAB_REQUEST_SCHEMA_H
#define FBLAB_REQUEST_SCHEMA_H

#include "exchange/common/call.h"

#include <stdbool.h>

/* What text has to be; in the words of .NET, whose validator's sentences clients are shown. */
enum text_kind { TEXT_ANY, TEXT_INT, TEXT_SHORT, TEXT_BOOLEAN, TEXT_DATE_TIME, TEXT_WORDS, TEXT_KIND_COUNT };

struct content;

struct child {
    const char *name;              /* NULL ends a list */
    bool message;                  /* of the namespace messages, not types */
    bool optional, repeated;       /* of those in order; where any will do, one of the list is needed */
    const struct content *content; /* NULL: not looked into */
};

struct content {
    enum text_kind text;          /* where there are no children */
    const char *const *words;     /* TEXT_WORDS, up to NULL */
    const char *type;             /* TEXT_WORDS: its name in types.xsd */
    bool list;                    /* TEXT_WORDS: as many of them as the client likes */
    const char *attribute;        /* must be there; NULL: none */
    bool elements;                /* holds children and no text */
    bool any_order;               /* a choice that may be repeated */
    const struct child *children; /* NULL: none */
};

/* request_types.c: a row an operation. NULL: no such operation. */
const struct content *request_content(const char *element);

/* false: the answer is ErrorSchemaValidation. */
bool request_schema_holds(const xmlNode *request, const struct content *content, struct answer *answer);

#endif
