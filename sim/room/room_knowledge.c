/* SPDX-License-Identifier: MIT */
/* The library, its classifier and the words it looks for, read once. */
#include "room_knowledge.h"

#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/lock.h"
#include "base/memory.h"
#include "base/text.h"
#include "diagnosis/diagnosis.h"
#include "findings/anchors.h"
#include "findings/tally.h"
#include "intake/intake.h"
#include "room_wire.h"
#include "scenario/scenario.h"

#include <pthread.h>

struct room_knowledge {
    pthread_mutex_t lock; /* of reading; afterwards nothing changes */
    struct library *library;
    struct classifier *classifier;
    struct literals *literals;
};

struct room_knowledge *room_knowledge_new(void)
{
    struct room_knowledge *const knowledge = memory_new(sizeof *knowledge);

    pthread_mutex_init(&knowledge->lock, NULL);
    return knowledge;
}

void room_knowledge_free(struct room_knowledge **knowledge)
{
    if (!*knowledge)
        return;
    literals_free(&(*knowledge)->literals);
    classifier_free(&(*knowledge)->classifier);
    library_free(&(*knowledge)->library);
    pthread_mutex_destroy(&(*knowledge)->lock);
    free(*knowledge);
    *knowledge = NULL;
}

static const struct library *library_of(struct room_knowledge *knowledge, struct error *error)
{
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&knowledge->lock);

    if (!knowledge->library)
        knowledge->library = library_load(NULL, error);
    return knowledge->library;
}

static bool read_classifier(struct room_knowledge *knowledge, struct error *error)
{
    if (!library_of(knowledge, error))
        return false;
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&knowledge->lock);
    if (!knowledge->classifier)
        knowledge->classifier = classifier_new(knowledge->library, error);
    if (knowledge->classifier && !knowledge->literals)
        knowledge->literals = anchors_literals(knowledge->classifier, error);
    return knowledge->literals;
}

static json_t *words_to_json(const struct words *words)
{
    json_t *const list = json_array();

    for (size_t i = 0; i < words->count; i++)
        json_array_append_new(list, json_text(words->items[i]));
    return list;
}

static json_t *variants_to_json(const struct scenario *scenario)
{
    json_t *const list = json_array();
    char id[32];

    for (size_t i = 0; i < scenario->variant_count; i++)
        json_array_append_new(list, json_pack("{s:s, s:o}", "id", variant_id(scenario, &scenario->variants[i], id),
                                              "title", json_text(scenario->variants[i].title)));
    return list;
}

static json_t *row_to_json(const struct scenario *scenario)
{
    return json_pack("{s:s, s:o, s:o, s:o, s:o}", "id", scenario->id, "title", json_text(scenario->title), "direction",
                     json_text(scenario->direction), "errors", words_to_json(&scenario->errors), "variants",
                     variants_to_json(scenario));
}

json_t *room_knowledge_catalogue(struct room_knowledge *knowledge, struct error *error)
{
    const struct library *const library = library_of(knowledge, error);
    json_t *const list = library ? json_array() : NULL;

    for (size_t i = 0; library && i < library_count(library); i++)
        json_array_append_new(list, row_to_json(library_at(library, i)));
    return list;
}

static json_t *look_alikes_to_json(const struct scenario *scenario)
{
    json_t *const list = json_array();

    for (size_t i = 0; i < scenario->look_alike_count; i++)
        json_array_append_new(list, json_pack("{s:o, s:o}", "id", json_text(scenario->look_alikes[i].id), "check",
                                              json_text(scenario->look_alikes[i].check)));
    return list;
}

static json_t *facts_to_json(const struct scenario *scenario)
{
    json_t *const list = json_array();

    for (size_t i = 0; i < scenario->fact_count; i++)
        json_array_append_new(list, json_pack("{s:o, s:o, s:o}", "basis", json_text(scenario->facts[i].basis), "says",
                                              json_text(scenario->facts[i].says), "source",
                                              json_text(scenario->facts[i].source)));
    return list;
}

json_t *room_knowledge_failure(struct room_knowledge *knowledge, const char *id, struct error *error)
{
    const struct library *const library = library_of(knowledge, error);
    const struct scenario *const scenario = library ? library_find(library, id, NULL, error) : NULL;
    json_t *json;

    if (!scenario)
        return NULL;
    CLEANUP(diagnoses_free) struct diagnoses *diagnoses = diagnosis_of_scenario(scenario);
    CLEANUP(json_release) json_t *array = diagnoses_to_json(diagnoses, true);
    json = row_to_json(scenario);
    json_object_set_new(json, "event", json_text(scenario->event));
    json_object_set_new(json, "wire", room_wire(scenario));
    json_object_set(json, "causes", json_object_get(json_array_get(array, 0), "causes"));
    json_object_set_new(json, "tell_apart", look_alikes_to_json(scenario));
    json_object_set_new(json, "facts", facts_to_json(scenario));
    json_object_set_new(json, "sources", words_to_json(&scenario->sources));
    return json;
}

static json_t *tally_all(struct tally *tally, const char *name)
{
    return json_pack("{s:o, s:o}", "diagnoses", tally_to_json(tally), "unread",
                     unread_to_json(tally_unread(tally), name));
}

json_t *room_knowledge_name(struct room_knowledge *knowledge, const char *bytes, size_t length, const char *name,
                            struct error *error)
{
    struct error unread = {""};

    if (!read_classifier(knowledge, error))
        return NULL;
    CLEANUP(tally_free) struct tally *tally = tally_new(knowledge->classifier, name);
    CLEANUP(intake_free) struct intake *intake = intake_new(knowledge->literals, tally_take, tally);
    intake_tell(intake, tally_take_unread);
    if (name)
        intake_called(intake, name);
    if (!intake_push(intake, bytes, length, &unread) || !intake_end(intake, &unread))
        tally_take_unread(tally, NULL, unread.text);
    return tally_all(tally, name);
}

json_t *room_knowledge_diagnose(struct room_knowledge *knowledge, const json_t *view, struct error *error)
{
    CLEANUP(lookup_free) struct lookup *lookup = NULL;
    CLEANUP(diagnoses_free) struct diagnoses *diagnoses = NULL;

    if (!read_classifier(knowledge, error) || !(lookup = lookup_from_json(view, error)))
        return NULL;
    diagnoses = classify_lookup(knowledge->classifier, lookup);
    return diagnoses_to_json(diagnoses, true);
}
