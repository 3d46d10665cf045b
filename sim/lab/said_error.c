/* SPDX-License-Identifier: MIT */
/* Looks for the elements that hold codes and texts of errors, without parsing: every answer comes by here. */
#include "said_error.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "evidence/entities.h"

#include <stdbool.h>
#include <string.h>

enum { FAILED = 400, LONGEST = 2000 };

/* The innermost first: a gateway's fault has a general text around the one that matters. */
static const char *const codes[] = {"ResponseCode>", "psf:code>", "faultcode>", "ErrorCode>", "S:Value>"};
static const char *const texts[] = {"MessageText>",  "psf:text>", "faultstring xml:lang=\"en-US\">", "faultstring>",
                                    "ErrorMessage>", "S:Text>",   "S:Text xml:lang=\"en-US\">"};
static const char description[] = "\"error_description\":\"";

/* The bytes behind `mark`, up to `end`, decoded and on one line. NULL: they are not there. The caller frees it. */
static char *between(const char *body, size_t length, const char *mark, char end)
{
    const char *const found = memmem(body, length, mark, strlen(mark));
    const char *const from = found ? found + strlen(mark) : NULL;
    const char *const to = from ? memchr(from, end, length - (size_t)(from - body)) : NULL;
    char *text;

    if (!to || to == from || to - from > LONGEST)
        return NULL;
    text = entities_decode(from, (size_t)(to - from));
    for (char *at = text; *at; at++)
        if (*at == '\r' || *at == '\n' || *at == '\t')
            *at = ' ';
    for (size_t last = strlen(text); last > 0 && text[last - 1] == ' '; last--)
        text[last - 1] = '\0';
    return text;
}

static char *first_of(const char *const *marks, size_t count, const char *body, size_t length)
{
    char *text = NULL;

    for (size_t i = 0; i < count && !text; i++)
        text = between(body, length, marks[i], '<');
    return text;
}

/* What says in an answer with status 200 that it is one of an error. Words that begin with a letter which few others do are
 * found quickly, and behind what they stand is looked at then. */
static const struct mark {
    char before;
    const char *word;
} marks[] = {{'"', "Error\""}, {'<', "ErrorCode>"}, {':', "Fault>"}};

static bool stands_in(const char *body, size_t length, const struct mark *mark)
{
    const size_t size = strlen(mark->word);
    const char *const end = body + length;

    for (const char *at = body; (at = memchr(at, *mark->word, (size_t)(end - at))); at++)
        if (at > body && at[-1] == mark->before && (size_t)(end - at) >= size && memcmp(at, mark->word, size) == 0)
            return true;
    return false;
}

static bool is_refusal(const char *body, size_t length)
{
    for (size_t i = 0; i < ARRAY_SIZE(marks); i++)
        if (stands_in(body, length, &marks[i]))
            return true;
    return false;
}

static bool is_no_error(const char *code)
{
    return text_equal(code, "NoError") || text_equal(code, "0");
}

/* The error that stands in an answer, or in what is left of it. The caller frees it. */
static char *error_in(const char *body, size_t length)
{
    CLEANUP(cleanup_string) char *code = first_of(codes, ARRAY_SIZE(codes), body, length);
    CLEANUP(cleanup_string) char *text = first_of(texts, ARRAY_SIZE(texts), body, length);

    if (!text)
        text = between(body, length, description, '"');
    if (!text || (code && is_no_error(code) && text_starts(text, "No error")))
        return NULL;
    return code && !is_no_error(code) ? text_format("%s: %s", code, text) : TAKE(text);
}

char *said_error(int status, const char *body, size_t length)
{
    static const char setting[] = "<UserSettingError>"; /* what is around it says that all is well */
    const char *inner;

    if (!body || length == 0 || (status < FAILED && !is_refusal(body, length)))
        return NULL;
    inner = memmem(body, length, setting, strlen(setting));
    return inner ? error_in(inner, length - (size_t)(inner - body)) : error_in(body, length);
}
