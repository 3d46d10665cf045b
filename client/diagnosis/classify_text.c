/* SPDX-License-Identifier: MIT */
/* Classifies what was pasted: a text, or a look-up that was saved. */
#include "base/cleanup.h"
#include "base/text.h"
#include "classifier.h"
#include "saved_report.h"

#include <ctype.h>
#include <string.h>

/* What `fbcheck query --json` wrote is more than its text. NULL: it is something else. */
static struct lookup *saved_lookup(const char *text, size_t length)
{
    struct lookup *lookup;
    size_t at = 0;
    json_t *json;

    while (at < length && isspace((unsigned char)text[at]))
        at++;
    json = at < length && text[at] == '{' ? json_loadb(text, length, JSON_DISABLE_EOF_CHECK, NULL) : NULL;
    lookup = json_object_get(json, "evidence") ? lookup_from_json(json, NULL) : NULL;
    json_decref(json);
    return lookup;
}

/* One string, so that conditions can look at it. */
static struct diagnoses *advise(const struct classifier *classifier, const char *text, size_t length,
                                struct fittings *fittings)
{
    CLEANUP(facts_clear) struct facts facts = {0};
    CLEANUP(cleanup_string) char *copy = fittings->count > 0 ? text_format("%.*s", (int)length, text) : NULL;
    struct seen seen = {.text = copy, .step = HOP_COUNT};

    if (copy)
        facts_of_text(&facts, classifier->facts, copy, strlen(copy));
    seen.direction = facts.direction;
    return diagnoses_take(fittings, &(struct seen_all){NULL, &seen, &facts});
}

struct diagnoses *classify_text(const struct classifier *classifier, const char *text, size_t length)
{
    CLEANUP(lookup_free) struct lookup *lookup = saved_lookup(text, length);
    CLEANUP(cleanup_string) char *reported = NULL;
    struct fittings fittings = {0};

    if (lookup)
        return classify_lookup(classifier, lookup);
    /* What was named had more to go by than its text. */
    if ((reported = saved_report_read(classifier->library, text, length, &fittings)))
        return advise(classifier, reported, strlen(reported), &fittings);
    find_in_text(classifier, text, length, &fittings);
    return advise(classifier, text, length, &fittings);
}

size_t classifier_anchor_count(const struct classifier *classifier)
{
    return classifier->texts->anchor_count;
}

const char *classifier_anchor(const struct classifier *classifier, size_t index)
{
    return classifier->texts->anchors[index];
}
