/* SPDX-License-Identifier: MIT */
/* Classifies what was pasted: a text, or a look-up that was saved. */
#include "base/text.h"
#include "basis.h"
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

/* Takes the look-up. */
static struct diagnoses *name_saved(const struct classifier *classifier, struct lookup *lookup)
{
    struct diagnoses *const diagnoses = name_lookup(classifier, lookup);

    diagnoses->basis->saved = lookup;
    return diagnoses;
}

typedef void find_function(const struct classifier *classifier, const char *text, size_t length,
                           struct fittings *fittings);

static struct diagnoses *name_with(const struct classifier *classifier, const char *text, size_t length,
                                   find_function *find)
{
    struct lookup *const lookup = saved_lookup(text, length);
    struct basis basis = {.classifier = classifier, .text = text, .length = length};
    struct fittings fittings = {0};

    if (lookup)
        return name_saved(classifier, lookup);
    /* What was named had more to go by than its text. */
    if ((basis.told = saved_report_read(classifier->library, text, length, &fittings))) {
        basis.text = basis.told;
        basis.length = strlen(basis.told);
    } else {
        find(classifier, text, length, &fittings);
    }
    return diagnoses_take(&fittings, &basis);
}

struct diagnoses *name_text(const struct classifier *classifier, const char *text, size_t length)
{
    return name_with(classifier, text, length, find_in_text);
}

struct diagnoses *name_pasted(const struct classifier *classifier, const char *text, size_t length)
{
    return name_with(classifier, text, length, find_in_pasted);
}

struct diagnoses *classify_text(const struct classifier *classifier, const char *text, size_t length)
{
    return diagnoses_advise(name_text(classifier, text, length));
}

struct diagnoses *classify_pasted(const struct classifier *classifier, const char *text, size_t length)
{
    return diagnoses_advise(name_pasted(classifier, text, length));
}

size_t classifier_anchor_count(const struct classifier *classifier)
{
    return classifier->texts->anchor_count;
}

const char *classifier_anchor(const struct classifier *classifier, size_t index)
{
    return classifier->texts->anchors[index];
}
