/* SPDX-License-Identifier: MIT */
/* What an input consists of: each item is one thing worth asking the classifier about, and where it stands. */
#ifndef FBLAB_ITEM_H
#define FBLAB_ITEM_H

#include "evidence/evidence.h"

#include <stdbool.h>
#include <stddef.h>

/* Kinds that more than one place knows; a reader may have a word of its own. No kind is a text: a mail, an event, a transcript, a
 * log without known fields. */
#define ITEM_XML "xml"              /* SOAP, POX */
#define ITEM_JSON "json"            /* Graph, OWA, a token service */
#define ITEM_QUERY "query"          /* what `fbcheck query --json` printed */
#define ITEM_HTTP "http"            /* raw requests and responses */
#define ITEM_HAR "har"              /* of a browser */
#define ITEM_SAZ "saz"              /* of Fiddler */
#define ITEM_FLOWS "flows"          /* of mitmproxy */
#define ITEM_IIS "iis"              /* W3C extended log */
#define ITEM_HTTPERR "httperr"      /* error log of http.sys */
#define ITEM_HTTP_PROXY "httpproxy" /* HttpProxy log of Exchange */
#define ITEM_ACCESS "access"        /* access lines of a proxy or a web server */
#define ITEM_LOG "log"              /* another log with a #Fields line */
#define ITEM_EVENTS "events"        /* exported Windows events, XML or CSV */

/* From `offset` on (to the next mark) the text stands at `label`: a path in a JSON document. */
struct item_mark {
    size_t offset;
    char *label;
};

/* Everything is borrowed until the function that takes the item returns. */
struct item {
    const char *kind; /* static; NULL: text */
    const char *text; /* UTF-8 */
    size_t length;
    size_t line;                 /* of the text's first byte in its file or entry, from 1; 0: lines say nothing here */
    const char *entry;           /* in the file: "raw/12_s.txt", "entry 3 https://...", NULL: none */
    const char *host, *time;     /* NULL: not known */
    const struct lookup *lookup; /* what a client would have seen; NULL: there is only the text */
    bool again;                  /* the text it was read from was an item already */
    bool pasted;                 /* a whole text, as people paste it; no record of a log */
    bool rest;                   /* of what its records told already, it tells nothing new */
    bool told;                   /* no item: word of an entry, whether it was read: */
    const char *unread;          /* why not; NULL: it was */
    const struct item_mark *marks;
    size_t mark_count;
};

typedef void item_function(void *context, const struct item *item);

/* An entry of a container; `why` says why it was not read and what to do instead, NULL: it was read. `name` NULL: the input
 * itself, of which something could be read. */
typedef void told_function(void *context, const char *name, const char *why);

/* "text" for NULL. */
const char *item_kind_name(const char *kind);

#endif
