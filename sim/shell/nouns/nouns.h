/* SPDX-License-Identifier: MIT */
/* THE table of what can be got, set, made and removed: nouns and their parameters.
 * scenarios/organizations.rng says the same of the document; a test compares them. Read-only. */
#ifndef FBLAB_NOUNS_H
#define FBLAB_NOUNS_H

#include "base/error.h"

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

struct command;
struct value;

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
    TYPE_SWITCH,        /* -Verbose: said or not; never a property */
    TYPE_COUNT
};

enum parameter_flag {
    IDENTITY = 1,   /* what -Identity and the first argument without a name are compared with; exactly one a noun */
    ALIAS = 2,      /* -Identity may name the object by this, too */
    KEY = 4,        /* chooses objects; only New- gives it a value */
    LIST = 8,       /* several values */
    REQUIRED = 16,  /* never absent */
    READ_ONLY = 32, /* shown, but no cmdlet of this noun changes it */
    SIGNED = 64,    /* a number that may be negative */
    PIPED = 256,    /* what the next cmdlet behind a pipe gets of an object; without one: the identity */
    HIDDEN = 128,   /* the lab's own business, or too long to show; parentheses can read it */
};

/* Not before IIS is restarted. */
#define AFTER_RESTART (-1)

/* One parameter, which is also a property: an element of this name. */
struct parameter {
    const char *name;
    enum parameter_type type;
    unsigned flags;
    const char *const *words; /* NULL-terminated; TYPE_CHOICE only */
    const char *initial;      /* what New- gives it if nothing is said; NULL: nothing */
    long delay;               /* how long the servers of the premises go on with the old value after a Set-, at most, in
                               * seconds, or AFTER_RESTART; a restart of IIS ends it. 0: they see the new one at once */
};

enum verb_flag {
    GET = 1,
    SET = 2,
    NEW = 4,
    REMOVE = 8,
    ADD = 16,    /* Microsoft's word for New- with some nouns */
    UPDATE = 32, /* and for Set- with others */
    RUN = 64,    /* a cmdlet that does something of its own: see actions.h */
    ANY = GET | SET | NEW | REMOVE,
};

enum noun_flag {
    SINGLE = 1, /* there is one a place: the identity may be left out */
    MANY = 2,   /* several may have the same identity, and one command may act on several */
};

/* A parameter that is no property: it chooses objects, or something is done to them. */
struct directive {
    struct parameter parameter;
    unsigned verbs;
    /* Set- and New-, after the properties are set, in the table's order. NULL: accepted, and means nothing to a lab. */
    bool (*apply)(xmlNode *object, const struct command *command, const struct value *value, struct error *error);
    /* Get-, Set- and Remove-: is this object meant? NULL: chooses nothing. */
    bool (*chooses)(const xmlNode *object, const struct value *value);
};

#define NOUN_SCOPES 4

struct noun {
    const char *name;
    const char *element;             /* of the document; NULL: as the noun */
    const char *scopes[NOUN_SCOPES]; /* where its objects stand; the first unless the command is run at another */
    unsigned verbs, flags;
    const struct parameter *parameters; /* in the document's order */
    size_t count;
    /* Called on an object that `command` made or changed: fills in what follows from the rest. NULL: nothing does. */
    void (*complete)(xmlNode *object, const struct noun *noun, const struct command *command);
    const struct directive *directives;
    size_t directive_count;
    /* Called by New- when all else is done. NULL: nothing is left to do. */
    bool (*make)(xmlNode *object, const struct command *command, struct error *error);
};

/* The index-th noun of all; NULL: there are no more. */
const struct noun *noun_at(size_t index);
/* Case ignored. NULL: no such noun. */
const struct noun *noun_find(const char *name);
const char *noun_element(const struct noun *noun);
/* A noun of the lab ("LabFirewall") may be used at every place. */
bool noun_is_of_lab(const struct noun *noun);
bool noun_stands_in(const struct noun *noun, const char *scope);
const struct parameter *noun_identity(const struct noun *noun);
/* Case ignored; noun->count: no such parameter. */
size_t noun_parameter(const struct noun *noun, const char *name);
/* Properties first, then directives. NULL: there are no more. */
const struct parameter *noun_argument(const struct noun *noun, size_t index);

#endif
