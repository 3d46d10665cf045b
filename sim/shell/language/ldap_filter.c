/* SPDX-License-Identifier: MIT */
/* Parentheses, & | ! and comparisons, judged while they are read. */
#include "ldap_filter.h"

#include "base/cleanup.h"
#include "base/text.h"

#include <string.h>

enum { DEEPEST_FILTER = 16 };

struct filter {
    const char *next;
    ldap_attribute_matches *matches;
    void *object;
    unsigned depth;
};

static bool judge(struct filter *filter, bool *fits);

/* "(a=b)(c=d))": all of them are read, whatever the first says. */
static bool judge_list(struct filter *filter, bool all, bool *fits)
{
    size_t count = 0;
    bool one;

    *fits = all;
    for (; *filter->next == '('; count++) {
        if (!judge(filter, &one))
            return false;
        *fits = all ? *fits && one : *fits || one;
    }
    return count > 0;
}

static bool judge_comparison(struct filter *filter, bool *fits)
{
    const size_t name = strcspn(filter->next, "=()"), length = strcspn(filter->next, ")");
    CLEANUP(cleanup_string) char *attribute = text_format("%.*s", (int)name, filter->next);
    CLEANUP(cleanup_string) char *value = NULL;

    if (name == 0 || filter->next[name] != '=' || length == name + 1)
        return false;
    value = text_format("%.*s", (int)(length - name - 1), filter->next + name + 1);
    filter->next += length;
    *fits = filter->matches(filter->object, attribute, value);
    return true;
}

static bool judge_inside(struct filter *filter, bool *fits)
{
    const char mark = *filter->next;

    if (mark != '&' && mark != '|' && mark != '!')
        return judge_comparison(filter, fits);
    filter->next++;
    if (mark != '!')
        return judge_list(filter, mark == '&', fits);
    if (!judge(filter, fits))
        return false;
    *fits = !*fits;
    return true;
}

static bool judge(struct filter *filter, bool *fits)
{
    if (*filter->next != '(' || ++filter->depth > DEEPEST_FILTER)
        return false;
    filter->next++;
    if (!judge_inside(filter, fits) || *filter->next != ')')
        return false;
    filter->next++;
    filter->depth--;
    return true;
}

bool ldap_filter_fits(const char *text, ldap_attribute_matches *matches, void *object, bool *fits, struct error *error)
{
    struct filter filter = {.next = text, .matches = matches, .object = object};

    if (judge(&filter, fits) && !*filter.next)
        return true;
    return error_set(error,
                     "The search filter \"%s\" cannot be recognized: write (attribute=value), perhaps several in "
                     "(|...), (&...) or (!...).",
                     text);
}
