/* SPDX-License-Identifier: MIT */
/* What an expectation asks of one request of the journal. Pure. */
#ifndef FBLAB_CONDITION_H
#define FBLAB_CONDITION_H

#include "base/pattern.h"

#include <jansson.h>

/* In the order in which a difference is told. */
enum condition_field {
    CONDITION_PARTY,  /* a party of the lab ("onprem") or the host that was asked ("mail.contoso.com"); case ignored */
    CONDITION_METHOD, /* "POST" */
    CONDITION_PATH,   /* "/EWS/Exchange.asmx"; case ignored */
    CONDITION_QUERY,  /* "a=1&b=2" */
    CONDITION_OPERATION,  /* "GetUserAvailability", or the whole SOAPAction */
    CONDITION_USER_AGENT, /* case counts */
    CONDITION_HEADER,     /* "Name: value" */
    CONDITION_NO_HEADER,  /* a name */
    CONDITION_STATUS,     /* of the answer */
    CONDITION_FIELD_COUNT
};

struct condition {
    enum condition_field field;
    char *value;             /* owned; of a header whose value is a pattern the whole "Name: expression" */
    struct pattern *pattern; /* NULL: the value itself */
};

/* "user_agent", as the JSON member is called. */
const char *condition_name(enum condition_field field);
/* May the field be asked for by a regular expression (the member's name then ends in "_matches")? */
bool condition_takes_pattern(enum condition_field field);
/* false: the value is none of that kind. `condition` is to be cleared in either case. */
bool condition_set(struct condition *condition, enum condition_field field, bool pattern, const char *value,
                   struct error *error);
void condition_clear(struct condition *condition);

/* The entry is one of journal_page(). GAVE_UP: the expression would take too long on it, so nobody knows. */
enum found condition_holds(const struct condition *condition, const json_t *entry);
/* What the entry has there: "" for nothing. The caller frees it. */
char *condition_seen(const struct condition *condition, const json_t *entry);

#endif
