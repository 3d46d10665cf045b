/* SPDX-License-Identifier: MIT */
/* Puts a look-up's text together: the sentence of Exchange around the words of .NET. */
#include "phrase.h"
#include "base/cleanup.h"
#include "base/text.h"
#include "sentences.h"
#include "template.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define ORIGINATED ". Name of the server where exception originated: "
#define LID "LID: "

static void clear(struct lookup *lookup)
{
    evidence_set(&lookup->error_text, NULL);
    evidence_set(&lookup->exception_class, NULL);
    evidence_set(&lookup->response_code, NULL);
    evidence_set(&lookup->response_source, NULL);
    lookup->exception_code = 0;
    lookup->lid = 0;
}

/* "Microsoft.Exchange....Exception" when a relayed text begins with it. The caller frees it. */
static char *leading_class(const char *text)
{
    const size_t length = text ? strcspn(text, ": \r\n") : 0;
    char *class = length > 0 && text[length] == ':' ? text_format("%.*s", (int)length, text) : NULL;

    if (class && (!strchr(class, '.') || !text_ends(class, "Exception"))) {
        free(class);
        class = NULL;
    }
    return class;
}

static int named_lid(const char *text)
{
    const char *const at = text ? strstr(text, LID) : NULL;

    return at ? (int)strtol(at + strlen(LID), NULL, 10) : 0;
}

/* What the answer itself names is nearer to the truth than the table. */
static void heed_answer(struct lookup *lookup, const struct evidence *failure)
{
    CLEANUP(cleanup_string) char *class = leading_class(failure->fault_text);

    if (failure->outcome != OUTCOME_ERROR_RESPONSE || failure->step != HOP_AVAILABILITY)
        return;
    if (class)
        evidence_set(&lookup->exception_class, class);
    if (failure->exception_code != 0)
        lookup->exception_code = failure->exception_code;
    if (named_lid(failure->fault_text) != 0)
        lookup->lid = named_lid(failure->fault_text);
}

/* The published texts end in the LID. */
static void append_lid(struct lookup *lookup)
{
    char *const text = lookup->error_text;

    if (lookup->lid == 0 || strstr(text, LID))
        return;
    lookup->error_text = text_format("%s " LID "%d", text, lookup->lid);
    free(text);
}

void phrase_lookup(struct lookup *lookup)
{
    const struct evidence *const failure = lookup->ok ? NULL : lookup_failure(lookup);
    const struct sentence *sentence;

    clear(lookup);
    if (!failure)
        return;
    sentence = sentence_find(lookup, failure);
    lookup->error_text = template_fill(sentence->text, lookup, failure);
    lookup->response_code = sentence->response_code ? template_fill(sentence->response_code, lookup, failure) : NULL;
    evidence_set(&lookup->exception_class, sentence->exception);
    lookup->exception_code = sentence->exception_code;
    lookup->lid = sentence->lid;
    if (failure->step == HOP_AVAILABILITY && failure->http_status != 0)
        evidence_set(&lookup->response_source, failure->url);
    heed_answer(lookup, failure);
    append_lid(lookup);
}

/* Length of the text without LID and without the frame an organisation in between has put around it. */
static size_t bare_length(const struct lookup *lookup)
{
    const char *const text = lookup->error_text;
    const char *const framed = strstr(text, ORIGINATED);
    char suffix[32];

    if (framed)
        return (size_t)(framed - text);
    snprintf(suffix, sizeof suffix, " " LID "%d", lookup->lid);
    return strlen(text) - (text_ends(text, suffix) ? strlen(suffix) : 0);
}

char *phrase_message_text(const struct lookup *lookup, const char *server)
{
    const char *const text = lookup->error_text, *const class = lookup->exception_class;
    CLEANUP(cleanup_string) char *lid = lookup->lid != 0 ? text_format(" " LID "%d.", lookup->lid) : text_copy("");
    const bool named = !class || (text && text_starts(text, class));

    if (!text)
        return text_copy("");
    return text_format("%s%s%.*s" ORIGINATED "%s.%s", named ? "" : class, named ? "" : ": ", (int)bare_length(lookup),
                       text, server, lid);
}
