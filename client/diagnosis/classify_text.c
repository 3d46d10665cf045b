/* SPDX-License-Identifier: MIT */
#include "classifier.h"
#include "cleanup.h"
#include "normalize.h"
#include "text.h"
#include "words.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* Where a phrase stands in a text; start NULL: nowhere. */
struct place {
    const char *start, *end;
};

static struct place place_of(const struct phrase *phrase, const char *text, size_t length)
{
    const char *const start = phrase->length > 0 ? memmem(text, length, phrase->text, phrase->length) : NULL;

    return (struct place){start, start ? start + phrase->length : NULL};
}

/* A phrase inside a longer one that was found at the same place says nothing of its own. */
static bool covered(const struct place *places, size_t count, size_t index)
{
    const struct place own = places[index];
    bool found = false;

    for (size_t i = 0; i < count && !found; i++)
        found = places[i].start && places[i].start <= own.start && places[i].end >= own.end &&
                places[i].end - places[i].start > own.end - own.start;
    return found;
}

static struct finding finding_of(const struct phrase *phrase)
{
    struct finding finding = {.scenario = phrase->scenario, .confidence = phrase->confidence, .weight = phrase->length};

    words_take(&finding.because, text_format("the text says \"%s\"", phrase->documented));
    return finding;
}

static struct diagnoses *classify_phrases(const struct classifier *classifier, const char *text, size_t length)
{
    struct place *const places = calloc(classifier->phrase_count + 1, sizeof *places);
    struct findings findings = {0};

    if (!places)
        abort();
    for (size_t i = 0; i < classifier->phrase_count; i++)
        places[i] = place_of(&classifier->phrases[i], text, length);
    for (size_t i = 0; i < classifier->phrase_count; i++)
        if (places[i].start && !covered(places, classifier->phrase_count, i))
            findings_take(&findings, finding_of(&classifier->phrases[i]));
    free(places);
    return diagnoses_take(&findings);
}

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

struct diagnoses *classify_text(const struct classifier *classifier, const char *text, size_t length)
{
    CLEANUP(lookup_free) struct lookup *lookup = saved_lookup(text, length);
    CLEANUP(cleanup_string) char *plain = NULL;
    size_t plain_length = 0;

    if (lookup)
        return classify_lookup(classifier, lookup);
    plain = normalize_bytes(text, length, &plain_length);
    return classify_phrases(classifier, plain, plain_length);
}
