/* SPDX-License-Identifier: MIT */
/* What a row of the tables of nouns is made of: nouns, parameters, directives. */
#ifndef FBLAB_NOUN_H
#define FBLAB_NOUN_H

#include "places.h"

#include <stddef.h>

enum parameter_type {
    TYPE_TEXT,
    TYPE_FLAG, /* $true, $false */
    TYPE_NUMBER,
    TYPE_URL,           /* https:// or http:// */
    TYPE_ADDRESS,       /* ann@contoso.com */
    TYPE_PROXY_ADDRESS, /* SMTP:ann@contoso.com; without a type: smtp: */
    TYPE_PATH,          /* /EWS */
    TYPE_TIME,          /* 08:00:00 */
    TYPE_CHOICE,        /* one of `words` */
    TYPE_SWITCH,        /* -Verbose: said or not; never a property; takes no value but behind a colon */
    TYPE_COUNT
};

enum parameter_flag {
    IDENTITY = 1,     /* what -Identity and the first argument without a name are compared with; exactly one a noun */
    ALIAS = 2,        /* -Identity may name the object by this, too */
    KEY = 4,          /* chooses objects; only New- gives it a value */
    LIST = 8,         /* several values */
    REQUIRED = 16,    /* never absent */
    READ_ONLY = 32,   /* shown, but no cmdlet of this noun changes it */
    SIGNED = 64,      /* a number that may be negative */
    HIDDEN = 128,     /* the lab's own business, or too long to show; parentheses can read it */
    PIPED = 256,      /* what the next cmdlet behind a pipe gets of an object; without one: the identity */
    IGNORED = 512,    /* accepted, and means nothing to a lab */
    RECIPIENT = 1024, /* its primary address, perhaps with a folder behind ":\\"; any name of the recipient will do */
    OF_GET = 4096,    /* only Get- takes it */
    SECRET = 2048,    /* can be given, and is neither printed nor read by parentheses */
    BARE = 8192,      /* a flag that is given as a switch is: -RoomList says $true */
};

/* Not before IIS is restarted. */
#define AFTER_RESTART (-1)

/* One parameter, which is also a property: an element of this name. */
struct parameter {
    const char *name;
    enum parameter_type type;
    unsigned flags;
    const struct terms *words; /* TYPE_CHOICE only */
    const char *initial;       /* what New- gives it if nothing is said; NULL: nothing */
    long delay; /* how long the servers of the premises go on with the old value after a Set-, at most, in seconds, or
                       * AFTER_RESTART; a restart of IIS ends it. 0: they see the new one at once */
    const char *says; /* what it is, without a full stop; NULL: the name says it, or Microsoft's documentation does */
};

enum verb_flag {
    GET = 1,
    SET = 2,
    NEW = 4,
    REMOVE = 8,
    ADD = 16,    /* Microsoft's word for New- with some nouns */
    UPDATE = 32, /* and for Set- with others */
    RUN = 64,    /* a cmdlet that does something of its own: see sim/shell/cmdlets/actions.h */
    ANY = GET | SET | NEW | REMOVE,
};

enum noun_flag {
    SINGLE = 1, /* there is one a place: the identity may be left out */
    MANY = 2,   /* several may have the same identity, and one command may act on several */
};

/* A parameter that is no property: it chooses objects, or something is done to them (sim/shell/cmdlets/directives.c). */
struct directive {
    struct parameter parameter;
    unsigned verbs;
};

#define AT(place) (1U << PLACE_##place)

struct noun {
    const char *name;
    const char *element; /* of the document; NULL: as the noun */
    unsigned scopes;     /* AT(...): where its objects stand; the first unless the command is run at another */
    unsigned verbs, flags;
    const struct parameter *parameters; /* in the document's order */
    size_t count;
    const struct directive *directives; /* in the order in which they are followed */
    size_t directive_count;
    const char *says; /* what its objects are, without a full stop */
};

#endif
