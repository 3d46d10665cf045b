/* SPDX-License-Identifier: MIT */
/* Rules of what is a secret, as regular expressions. */
#include "redaction.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/pattern.h"
#include "base/text.h"
#include "pseudonyms.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define INSTEAD "REDACTED"
#define ELEMENT(names) "<(?:[\\w-]+:)?(?:" names ")(?:\\s[^>]*)?>([^<]+)</"
#define MEMBER(names) "\"(?:" names ")\"\\s*:\\s*\"((?:[^\"\\\\]++|\\\\.)++)\""
#define FIELD(names) "(?:^|[?&\\s])(?:" names ")=([^&\\s\"<;]+)"

static const char *const names[REDACTED_COUNT] = {
    [REDACTED_TOKENS] = "tokens",
    [REDACTED_COOKIES] = "cookies",
    [REDACTED_PASSWORDS] = "passwords",
    [REDACTED_ADDRESSES] = "addresses",
    [REDACTED_PERSONAL] = "names and subjects",
};

/* In this order; what one has replaced, no other finds. The first group of an expression is what is replaced. */
static const struct redaction_rule {
    enum redacted what;
    const char *expression;
} rules[] = {
    {REDACTED_COOKIES, "(?i)^Set-Cookie2?:[ \\t]*[^=\\r\\n;]+=([^;\\r\\n]+)"},
    {REDACTED_TOKENS, "\\beyJ[A-Za-z0-9_-]{4,}\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*"},
    {REDACTED_TOKENS, "(?i)\\b(?:Bearer|Negotiate|NTLM|Kerberos|Basic) ([A-Za-z0-9+/._~-]{16,}={0,2})(?![\\w=])"},
    {REDACTED_TOKENS, "(?i)" MEMBER("access_token|refresh_token|id_token|client_assertion|assertion|token|code")},
    {REDACTED_TOKENS,
     "(?i)" FIELD("access_token|refresh_token|id_token|client_assertion|assertion|SAMLResponse|SAMLRequest")},
    {REDACTED_TOKENS,
     ELEMENT("CipherValue|SignatureValue|DigestValue|BinarySecurityToken|BinarySecret|AuthenticationToken")},
    {REDACTED_PASSWORDS, "(?i)" MEMBER("password|passwd|client_secret|secret")},
    {REDACTED_PASSWORDS, "(?i)" FIELD("password|passwd|pwd|client_secret")},
    {REDACTED_PASSWORDS, "(?i)" ELEMENT("Password|ClientSecret")},
    {REDACTED_PERSONAL, ELEMENT("Subject|Location|DisplayName|GivenName|Surname")},
    {REDACTED_PERSONAL, "(?i)/cn=Recipients/cn=([^<>\"&/\\s]+)"},
};

struct redaction {
    struct pattern *patterns[ARRAY_SIZE(rules)];
    struct pseudonyms *pseudonyms;
    struct redaction_summary summary;
    bool gave_up; /* on a text of this answer */
};

const char *redacted_name(enum redacted what)
{
    return names[what];
}

static void start(struct redaction *redaction)
{
    *redaction = (struct redaction){.pseudonyms = pseudonyms_new()};
    for (size_t i = 0; i < ARRAY_SIZE(rules); i++)
        if (!(redaction->patterns[i] = pattern_new_search(rules[i].expression, NULL)))
            abort(); /* they are ours */
}

static void finish(struct redaction *redaction)
{
    pseudonyms_free(&redaction->pseudonyms);
    for (size_t i = 0; i < ARRAY_SIZE(rules); i++)
        pattern_free(&redaction->patterns[i]);
}

static bool is_instead(const char *text, struct span span)
{
    return span.end - span.start == strlen(INSTEAD) && memcmp(text + span.start, INSTEAD, strlen(INSTEAD)) == 0;
}

static char *apply_rule(struct redaction *redaction, size_t rule, const char *text, size_t length, size_t *new_length)
{
    char *replaced = NULL;
    FILE *output = text_stream(&replaced, new_length);
    struct span span;
    size_t at = 0, next = 0;
    enum found found;

    while ((found = pattern_next(redaction->patterns[rule], text, length, next, &span, &next)) == FOUND) {
        fwrite(text + at, 1, span.start - at, output);
        fputs(INSTEAD, output);
        at = span.end;
        redaction->summary.counts[rules[rule].what] += !is_instead(text, span);
    }
    fwrite(text + at, 1, length - at, output);
    text_stream_close(output);
    redaction->gave_up = redaction->gave_up || found == GAVE_UP;
    return replaced;
}

static char *redact(struct redaction *redaction, const char *text, size_t length, size_t *new_length)
{
    char *current = NULL;

    for (size_t i = 0; i < ARRAY_SIZE(rules); i++) {
        char *replaced = apply_rule(redaction, i, current ? current : text, length, &length);
        free(current);
        current = replaced;
    }
    CLEANUP(cleanup_string) char *last = current;
    return pseudonyms_apply(redaction->pseudonyms, last, length, new_length,
                            &redaction->summary.counts[REDACTED_ADDRESSES]);
}

/* A path in which something was redacted stands for every path that is the same otherwise. */
static void redact_path(struct redaction *redaction, struct recorded_answer *recorded)
{
    size_t length = 0;
    char *path = redact(redaction, recorded->path, strlen(recorded->path), &length), *step, *end;

    if (strcmp(path, recorded->path) != 0)
        while ((step = strstr(path, "person")) || (step = strstr(path, INSTEAD))) {
            end = step + strcspn(step, "/");
            *step = '*';
            memmove(step + 1, end, strlen(end) + 1);
        }
    free(recorded->path);
    recorded->path = path;
}

/* false: some of it may be what it was. */
static bool redact_answer(struct redaction *redaction, struct recorded_answer *recorded)
{
    size_t length = 0;

    redaction->gave_up = false;
    char *head = redact(redaction, recorded->head, strlen(recorded->head), &length);

    free(recorded->head);
    recorded->head = head;
    char *body = redact(redaction, recorded->body, recorded->body_length, &length);
    recorded_set_body(recorded, body, length);
    redact_path(redaction, recorded);
    return !redaction->gave_up;
}

static void drop(struct trace *trace, size_t index)
{
    recorded_clear(&trace->items[index]);
    memmove(&trace->items[index], &trace->items[index + 1], (--trace->count - index) * sizeof *trace->items);
}

struct redaction_summary trace_redact(struct trace *trace)
{
    struct redaction redaction;

    start(&redaction);
    for (size_t i = 0; i < trace->count;)
        if (recorded_unpack(&trace->items[i])) {
            pseudonyms_learn(redaction.pseudonyms, trace->items[i].head, strlen(trace->items[i].head));
            pseudonyms_learn(redaction.pseudonyms, trace->items[i].body, trace->items[i].body_length);
            i++;
        } else {
            drop(trace, i);
            redaction.summary.dropped++;
        }
    for (size_t i = 0; i < trace->count;)
        if (redact_answer(&redaction, &trace->items[i])) {
            i++;
        } else {
            drop(trace, i);
            redaction.summary.dropped++;
        }
    finish(&redaction);
    return redaction.summary;
}
