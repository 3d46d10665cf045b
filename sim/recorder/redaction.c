/* SPDX-License-Identifier: MIT */
/* Rules of what is a secret, as regular expressions. */
#include "redaction.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/pattern.h"
#include "base/text.h"
#include "capture/secret_names.h"
#include "machine_names.h"
#include "pseudonyms.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define INSTEAD "REDACTED"

/* Shapes in which a name has a value; the first group that takes part is the value. They take time linear in the text: what may
 * be long is possessive, or begins where nothing like it can begin again. */
#define ELEMENT(names)                                                                                                 \
    "<(?:[\\w.-]++:)?+(?:" names                                                                                       \
    ")(?:\\s[^<>]*+)?+>(?:\\s*+<!\\[CDATA\\[((?:[^\\]]++|\\](?!\\]>))++)|([^<]++)(?=<[/!]))"
/* XML in a text of XML. */
#define QUOTED_ELEMENT(names) "&lt;(?:[\\w.-]++:)?+(?:" names ")(?:\\s(?:(?!&[gl]t;)[^<>])*+)?+&gt;([^<&]++)"
#define QUOTED "(?:\"([^\"<]++)\"|'([^'<]++)')"
#define ATTRIBUTE(names) "(?<=\\s)(?:[\\w.-]++:)?+(?:" names ")=" QUOTED
#define MEMBER(names) "\"(?:" names ")\"\\s*+:\\s*+\"((?:[^\"\\\\]++|\\\\(?s:.)?+)++)(?:\"|\\z)"
#define NUMBER(names) "\"(?:" names ")\"\\s*+:\\s*+(-?[0-9][\\w.+-]*+)"
/* JSON in a string of JSON. */
#define QUOTED_MEMBER(names) "\\\\\"(?:" names ")\\\\\"\\s*+:\\s*+\\\\\"((?:[^\"\\\\]++|\\\\\\\\.?)++)\\\\\""
#define VALUE "=([^&\\s\"<;]++)"
#define FIELD(names) "(?:^|[?&#\\s]|&amp;)(?:" names ")" VALUE
/* In queries, fragments and forms, not in texts for people. */
#define PARAMETER(names) "(?:^|[?&#]|&amp;)(?:" names ")" VALUE
/* In a URL within a query. */
#define NESTED(names) "%(?:3f|26|23)(?:" names ")%3d((?:[^&%\\s\"<;]++|%(?!26))++)"
#define HEADER(names) "^(?:" names "):[ \\t]*+(?:[\\w-]++[ \\t]++([^\\s][^\\r\\n]*+)|([^\\s][^\\r\\n]{15,}+))"
#define WHOLE_HEADER(names) "^(?:" names "):[ \\t]*+([^\\s][^\\r\\n]*+)"
/* What a page lets the browser send on, its value behind the name or before it. */
#define INPUT(names)                                                                                                   \
    "(?:\\sname=[\"'](?:" names ")[\"'][^<>]{0,200}?\\svalue=" QUOTED "|\\svalue=" QUOTED                              \
    "(?=[^<>]{1,200}?\\sname=[\"'](?:" names ")[\"']))"
/* An address gets another name, as everywhere. */
#define NAME_MEMBER(names) "\"(?:" names ")\"\\s*+:\\s*+\"((?:[^\"\\\\@]++|\\\\(?s:.)?+)++)(?:\"|\\z)"
#define NAME_ELEMENT(names)                                                                                            \
    "<(?:[\\w.-]++:)?+(?:" names ")(?:\\s[^<>]*+)?+>(?:\\s*+<!\\[CDATA\\[([^\\]@]++)(?=\\]\\]>)|([^<@]++)(?=</))"
#define NAME_HEADER(names) "^(?:" names "):[ \\t]*+([^\\s@][^\\r\\n@]*+)(?=[\\r\\n]|\\z)"

#define ENDING(endings) "[\\w.-]{1,60}+(?<=" endings ")(?<!" SECRET_NOT ")"
#define LONGER_TOKENS ENDING(SECRET_TOKEN_ENDINGS)
#define TOKENS SECRET_TOKENS "|" SECRET_WORDS "|" LONGER_TOKENS
#define PASSWORDS SECRET_PASSWORDS "|" ENDING(SECRET_PASSWORD_ENDINGS)
#define ACCOUNTS                                                                                                       \
    "username|user_name|user|login|loginname|accountname|samaccountname|ntaccount|userid|user_id|unique_name|"         \
    "preferred_username|upn|userprincipalname|mailnickname|alias|legacydn|legacyexchangedn"
#define PERSONAL "Subject|Location|DisplayName|GivenName|Surname|given_name|family_name|FullName"

static const char *const names[REDACTED_COUNT] = {
    [REDACTED_TOKENS] = "tokens",
    [REDACTED_COOKIES] = "cookies",
    [REDACTED_PASSWORDS] = "passwords",
    [REDACTED_ADDRESSES] = "addresses",
    [REDACTED_PERSONAL] = "names and subjects",
    [REDACTED_MACHINES] = "IP addresses",
};

/* In this order; what one has replaced, no other finds. The first group of an expression is what is replaced. */
static const struct redaction_rule {
    enum redacted what;
    const char *instead, *expression;
} rules[] = {
    {REDACTED_COOKIES, INSTEAD, "(?i)^Set-Cookie2?:[ \\t]*+[^=\\r\\n;]++=([^;\\r\\n]++)"},
    {REDACTED_COOKIES, INSTEAD, "(?i)" WHOLE_HEADER(SECRET_COOKIES)},
    {REDACTED_TOKENS, INSTEAD,
     "(?<![\\w-])eyJ[A-Za-z0-9_-]{4,}+\\.[A-Za-z0-9_-]++\\.[A-Za-z0-9_-]*+(?:\\.[A-Za-z0-9_-]++)*+"},
    {REDACTED_TOKENS, INSTEAD,
     "(?i)\\b(?:Bearer|Negotiate|NTLM|Kerberos|Basic) ([A-Za-z0-9+/._~-]{16,}+={0,2}+)(?![\\w=])"},
    {REDACTED_TOKENS, INSTEAD, "(?i)" HEADER(SECRET_SIGN_INS)},
    {REDACTED_TOKENS, INSTEAD, "(?i)" WHOLE_HEADER(SECRET_KEYS "|" LONGER_TOKENS)},
    {REDACTED_TOKENS, INSTEAD, "(?i)" MEMBER(TOKENS)},
    {REDACTED_TOKENS, INSTEAD, "(?i)" QUOTED_MEMBER(TOKENS)},
    {REDACTED_TOKENS, INSTEAD, "(?i)" FIELD(SECRET_TOKENS)},
    {REDACTED_TOKENS, INSTEAD, "(?i)" PARAMETER(SECRET_WORDS "|" LONGER_TOKENS)},
    {REDACTED_TOKENS, INSTEAD, "(?i)" NESTED(TOKENS)},
    {REDACTED_TOKENS, INSTEAD, "(?i)" ELEMENT(TOKENS "|CipherValue|SignatureValue|DigestValue|BinarySecret")},
    {REDACTED_TOKENS, INSTEAD, "(?i)" QUOTED_ELEMENT(TOKENS "|BinarySecret")},
    {REDACTED_TOKENS, INSTEAD, "(?i)" ATTRIBUTE(TOKENS)},
    {REDACTED_TOKENS, INSTEAD, "(?i)" INPUT(TOKENS)},
    {REDACTED_PASSWORDS, INSTEAD, "(?i)" MEMBER(PASSWORDS)},
    {REDACTED_PASSWORDS, "\"" INSTEAD "\"", "(?i)" NUMBER(PASSWORDS)},
    {REDACTED_PASSWORDS, INSTEAD, "(?i)" QUOTED_MEMBER(PASSWORDS)},
    {REDACTED_PASSWORDS, INSTEAD, "(?i)" FIELD(SECRET_PASSWORDS)},
    {REDACTED_PASSWORDS, INSTEAD, "(?i)" PARAMETER(PASSWORDS)},
    {REDACTED_PASSWORDS, INSTEAD, "(?i)" WHOLE_HEADER(ENDING(SECRET_PASSWORD_ENDINGS))},
    {REDACTED_PASSWORDS, INSTEAD, "(?i)" INPUT(PASSWORDS)},
    {REDACTED_PASSWORDS, INSTEAD, "(?i)" NESTED(PASSWORDS)},
    {REDACTED_PASSWORDS, INSTEAD, "(?i)" ELEMENT(PASSWORDS)},
    {REDACTED_PASSWORDS, INSTEAD, "(?i)" QUOTED_ELEMENT(PASSWORDS)},
    {REDACTED_PASSWORDS, INSTEAD, "(?i)" ATTRIBUTE(PASSWORDS)},
    {REDACTED_PERSONAL, INSTEAD, "(?i)" ELEMENT(PERSONAL)},
    {REDACTED_PERSONAL, INSTEAD, "(?i)" MEMBER(PERSONAL)},
    {REDACTED_PERSONAL, INSTEAD, "(?i)/cn=Recipients/cn=([^<>\"&/\\s]++)"},
    {REDACTED_PERSONAL, INSTEAD, "(?i)" NAME_ELEMENT(ACCOUNTS)},
    {REDACTED_PERSONAL, INSTEAD, "(?i)<Name>(?:UserDisplayName|UserDN)</Name>\\s*+<Value>([^<@]++)(?=</)"},
    {REDACTED_PERSONAL, INSTEAD, "<(?:\\w++:)?+Name>([^<@]++)(?=</(?:\\w++:)?+Name>\\s*+<(?:\\w++:)?+EmailAddress>)"},
    {REDACTED_PERSONAL, INSTEAD, "(?i)" NAME_MEMBER(ACCOUNTS)},
    {REDACTED_PERSONAL, INSTEAD,
     "(?i)" NAME_HEADER("X-(?:[\\w-]{1,40}-)?(?:User|UserName|User-Name|Login|Account|AccountName)")},
};

struct redaction {
    struct pattern *patterns[ARRAY_SIZE(rules)];
    struct pseudonyms *pseudonyms;
    struct machine_names *machines; /* NULL: they stay */
    struct redaction_summary summary;
    bool gave_up; /* on a text of this answer */
};

const char *redacted_name(enum redacted what)
{
    return names[what];
}

static void start(struct redaction *redaction, bool machines)
{
    *redaction = (struct redaction){.pseudonyms = pseudonyms_new(), .machines = machines ? machine_names_new() : NULL};
    for (size_t i = 0; i < ARRAY_SIZE(rules); i++)
        if (!(redaction->patterns[i] = pattern_new_bytes(rules[i].expression, NULL)))
            abort(); /* they are ours */
}

static void finish(struct redaction *redaction)
{
    pseudonyms_free(&redaction->pseudonyms);
    machine_names_free(&redaction->machines);
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
        fputs(rules[rule].instead, output);
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
    char *people = pseudonyms_apply(redaction->pseudonyms, last, length, new_length,
                                    &redaction->summary.counts[REDACTED_ADDRESSES]);
    if (!redaction->machines)
        return people;
    CLEANUP(cleanup_string) char *before = people;
    return machine_names_apply(redaction->machines, before, *new_length, new_length,
                               &redaction->summary.counts[REDACTED_MACHINES]);
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

struct redaction_summary trace_redact(struct trace *trace, bool machines)
{
    struct redaction redaction;

    start(&redaction, machines);
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
