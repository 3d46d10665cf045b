/* SPDX-License-Identifier: MIT */
/* A scenario file: one documented failure, its signs, and how the lab is broken and repaired.
 * Read-only once loaded, so threads share it without locks. Every string is borrowed until library_free(). */
#ifndef FBLAB_SCENARIO_H
#define FBLAB_SCENARIO_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

struct ticket;

/* A list of strings; `items` is NULL-terminated. */
struct words {
    char **items;
    size_t count;
};

/* What one condition of a sign looks at. The name in the file is the element's name. */
enum sign_field {
    SIGN_HOP,                  /* <hop>: name of enum hop */
    SIGN_STEP,                 /* <step>: name of enum hop */
    SIGN_WAY,                  /* <way> */
    SIGN_OUTCOME,              /* <outcome> */
    SIGN_STATUS,               /* <status>: HTTP status, decimal */
    SIGN_REASON,               /* <reason>: in the reason phrase (blanks collapsed, case ignored, as below) */
    SIGN_DIAGNOSTICS,          /* <diagnostics>: in the x-ms-diagnostics header */
    SIGN_HEADER,               /* <header>: in one of "Name: value" */
    SIGN_NO_HEADER,            /* <no-header>: no header of that name */
    SIGN_FAULT_CODE,           /* <fault-code>: equal, ignoring a prefix "a:" */
    SIGN_FAULT_TEXT,           /* <fault-text> */
    SIGN_CONTENT_TYPE,         /* <content-type> */
    SIGN_BODY,                 /* <body> */
    SIGN_TLS_ALERT,            /* <tls-alert>: decimal */
    SIGN_EXCEPTION_CODE,       /* <exception-code>: decimal */
    SIGN_TOKEN_OUTCOME,        /* <token-outcome>: how the last request for a token ended; "none": there was none */
    SIGN_TOKEN_FAULT_TEXT,     /* <token-fault-text>: of that request */
    SIGN_TOKEN_APPLICATION,    /* <token-application>: the id of the application that token was issued to */
    SIGN_NO_TOKEN_APPLICATION, /* <no-token-application> */
    SIGN_DIRECTION,            /* <direction>: of the look-up, "cloud-to-on-premises" */
    SIGN_NO_DIRECTION,         /* <no-direction>: it did not go that way, or nobody knows */
    SIGN_PARTY,                /* <party>: the host asked; `*` matches any run */
    SIGN_NO_PARTY,             /* <no-party>: another host, or it is not known which */
    SIGN_MARK,                 /* <mark>: who answered left its headers: "exchange", "iis", "http.sys" */
    SIGN_NO_MARK,              /* <no-mark> */
    SIGN_CHALLENGE,            /* <challenge>: a scheme that WWW-Authenticate offers: "Bearer" */
    SIGN_NO_CHALLENGE,         /* <no-challenge> */
    SIGN_SETTING,    /* <setting>: of the asker's own, "sharing-epr", or with a value: "sharing-epr=https:*" */
    SIGN_NO_SETTING, /* <no-setting> */
    SIGN_BUILD,      /* <build>: the answering server's version begins so: "15.1.1261." */
    SIGN_SAYS,       /* <says-text>: stands in what Exchange printed, or in the text that was pasted */
    SIGN_FIELD_COUNT
};

struct sign_condition {
    enum sign_field field;
    char *value;
};

/* All conditions must hold of the record that ended the look-up. */
struct sign {
    struct sign_condition *conditions;
    size_t condition_count;
    double confidence; /* 0..1 if this sign fits */
    int line;          /* in the file */
};

/* Phrases that name the failure when they stand in what somebody pasted. "{name}" is any phrase of that group of the
 * vocabulary; `*` in a phrase stands for some letters. */
struct sign_text {
    struct words phrases; /* all must stand there; the first is shown as what decided */
    struct words without; /* none may */
    double near;          /* letters between them at most; 0: as usual */
    double confidence;    /* 0..1 */
    double alone; /* 0..1: where nothing else in the text speaks of the subject; equal if the file does not say */
    int line;     /* in the file */
};

/* Phrases by one name. */
struct group {
    char *name;
    char *hop; /* the step of the look-up that prints them; NULL: several may */
    struct words phrases;
};

/* What many failures have in common in texts. */
struct vocabulary {
    struct words subject;  /* shows that a text is about free/busy between organisations */
    struct words hints;    /* the same, but also said elsewhere */
    struct words foreign;  /* shows that it is about something else */
    struct words familiar; /* shows neither, but that it is about Exchange */
    struct group *groups;
    size_t group_count;
};

struct look_alike {
    char *id;    /* of the other failure */
    char *check; /* what tells them apart, one sentence */
};

/* A command and where it is run: "onprem", "exo", "mesh", "msol", "graph", "sync", "server", "device", "lab"; in advice also
 * "asking" and "asked", which are "onprem" or "exo" by the direction of the look-up. */
struct scenario_command {
    char *at, *command;
    int line;
};

struct commands {
    struct scenario_command *items;
    size_t count;
};

/* Typed at its place, it shows whether a cause is there. */
struct cause_check {
    char *at, *command; /* NULL: there is none */
    char *confirms;     /* Perl's syntax; the cause is there if it is found in what the command prints. A group
                         * (?<asked_server>...) fills {asked-server} in the commands. */
    int line;
};

/* Why the failure happens, and what to do about it. Texts and commands leave open, in braces, what differs from one
 * organization to the next: see placeholders.h. */
struct cause {
    char *id;          /* "oauth-off", for <variant plays> and programs */
    char *says;        /* the cause in words */
    char *direction;   /* of look-ups it can strike; NULL: the scenario's */
    struct sign *fits; /* one of them must hold as far as the evidence tells; none: it always may be */
    size_t fit_count;
    struct sign *refuted; /* one that holds rules the cause out */
    size_t refuted_count;
    struct cause_check check;     /* NULL inside: evidence alone decides */
    struct cause_check lab_check; /* takes its place in a lab, which shows what no real server does */
    struct words remedies, looks; /* in words: what to do, what to look at */
    struct commands commands;     /* what undoes it, in order; at "lab": for a lab alone */
    struct words today_remedies;  /* what is done since 2025 in place of both; empty: the same */
    struct commands today_commands;
    int line;
};

/* How far to trust a statement of the file. */
struct scenario_fact {
    char *basis;  /* "documented", "recorded" (captured by somebody) or "inferred" (concluded here) */
    char *says;   /* what is so */
    char *source; /* where it is published; NULL if inferred */
};

/* An answer somebody captured, for a failure whose cause is not known. It is given as it is to requests that fit. */
struct scenario_reply {
    char *party;         /* who was asked: "mail.contoso.com", or a party of the lab */
    char *method, *path; /* path: `*` matches any run, case ignored; without the query */
    char *operation;     /* last step of the SOAPAction; NULL: any */
    double delay;        /* milliseconds */
    char *head;          /* status line, header lines, empty line; each with CR LF */
    char *body;          /* body_length bytes, without the framing of chunks */
    size_t body_length;
    int line;
};

/* One way to get the failure. A file without <variant> has exactly one, with an empty letter. */
struct variant {
    char *letter;                   /* "", "a", "b" */
    char *plays;                    /* id of the cause, "" if the file does not say */
    char *title;                    /* NULL if there is no other than the scenario's */
    char *error;                    /* the text this variant prints; NULL: any of the documented ones */
    char *era;                      /* NULL: the scenario's */
    struct commands given;          /* sets the stage (DAUTH in use, say); not undone */
    struct commands breaking;       /* the cause */
    struct commands repair;         /* the documented repair */
    struct scenario_reply *replies; /* of users' own files only */
    size_t reply_count;
    char *requester, *target; /* who asks for whom */
    char *client;             /* "outlook": asks by Outlook's own discovery; NULL: the asking organisation does */
    double attempts;          /* look up so often at most until it fails; 0: once */
    char *expect;             /* id of the row, "00" for success; read by the judge only */
    struct ticket *ticket;    /* what differs from the file's, see ticket.h; NULL: nothing */
};

struct scenario {
    char *id;   /* "06" */
    char *file; /* path it came from */
    bool own;   /* from a folder of the user's, not from the one that came with the program */
    char *title, *direction;
    struct words errors;  /* documented texts, verbatim */
    char *event;          /* what happens on the wire */
    struct cause *causes; /* most frequent first */
    size_t cause_count;
    struct words looks, sources;
    struct scenario_fact *facts;
    size_t fact_count;
    struct sign *signs;
    size_t sign_count;
    struct sign_text *texts;
    size_t text_count;
    struct look_alike *look_alikes;
    size_t look_alike_count;
    struct ticket *ticket; /* see ticket.h; NULL: nobody is trained on it */
    char *era;             /* of the lab it is played in ("2025"); NULL: DEFAULT_ERA */
    char *not_played;      /* why the lab cannot cause it: it has no variant then; else NULL */
    struct variant *variants;
    size_t variant_count;
};

struct scenario *scenario_load(const char *path, struct error *error);
void scenario_free(struct scenario **scenario);

/* Every scenario of one or more folders, sorted by id ("24" before "24b"). */
struct library;

/* NULL on failure: error names file, line and column. Loads *.xml files whose root is <scenario> or <vocabulary>.
 * `folder` NULL: the folder that came with the program. */
struct library *library_load(const char *folder, struct error *error);
/* Adds the files of another folder, which are the user's own; an id that is there already is an error. */
bool library_add(struct library *library, const char *folder, struct error *error);
/* What came with the program and what a folder of the user's own adds (NULL: there is none). NULL: error says why. */
struct library *library_load_with(const char *own, struct error *error);
void library_free(struct library **library);
size_t library_count(const struct library *library);
/* Of all its folders. Borrowed. */
const struct vocabulary *library_vocabulary(const struct library *library);
const struct scenario *library_at(const struct library *library, size_t index);

/* Accepts "6", "06", "24b", and with a variant "06a"; a variant is found through `variant` (may be NULL; an id without
 * letter gives the first). NULL: error says the id is unknown and lists what would be close, or, where a variant is asked
 * for, that the lab cannot play it. */
const struct scenario *library_find(const struct library *library, const char *id, const struct variant **variant,
                                    struct error *error);

/* The id of the cause it plays: what the file says, else the first. Borrowed. */
const char *variant_cause(const struct scenario *scenario, const struct variant *variant);
/* "06" or "06a": into buffer. */
/* The era it is played in: its own, the scenario's, or DEFAULT_ERA. Borrowed. */
const char *variant_era(const struct scenario *scenario, const struct variant *variant);
const char *variant_id(const struct scenario *scenario, const struct variant *variant, char buffer[32]);

/* The folder with scenarios, schemas and the lab's document that came with the program: beside the executable
 * (../share/fblab/scenarios), or the source tree. Static storage. */
const char *library_folder(void);

const char *sign_field_name(enum sign_field field);

#endif
