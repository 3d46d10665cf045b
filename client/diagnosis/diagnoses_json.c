/* SPDX-License-Identifier: MIT */
#include "base/json_text.h"
#include "diagnosis.h"

static json_t *words_to_json(const struct words *words)
{
    json_t *const array = json_array();

    for (size_t i = 0; i < words->count; i++)
        json_array_append_new(array, json_text(words->items[i]));
    return array;
}

static json_t *tell_apart_to_json(const struct diagnosis *diagnosis)
{
    json_t *const array = json_array();

    for (size_t i = 0; i < diagnosis->tell_apart_count; i++)
        json_array_append_new(array, json_pack("{s:o,s:o}", "id", json_text(diagnosis->tell_apart[i].id), "check",
                                               json_text(diagnosis->tell_apart[i].check)));
    return array;
}

static json_t *diagnosis_to_json(const struct diagnosis *diagnosis)
{
    json_t *const object = json_object();

    json_object_set_new(object, "id", json_text(diagnosis->id));
    json_object_set_new(object, "title", json_text(diagnosis->title));
    json_object_set_new(object, "confidence", json_real(diagnosis->confidence));
    json_object_set_new(object, "direction", json_text(diagnosis->direction));
    json_object_set_new(object, "hop", json_text(diagnosis->hop));
    json_object_set_new(object, "cause", json_text(diagnosis->cause));
    json_object_set_new(object, "because", words_to_json(&diagnosis->because));
    json_object_set_new(object, "tell_apart", tell_apart_to_json(diagnosis));
    json_object_set_new(object, "next", words_to_json(&diagnosis->next));
    json_object_set_new(object, "repair", words_to_json(&diagnosis->repair));
    return object;
}

json_t *diagnoses_to_json(const struct diagnoses *diagnoses)
{
    json_t *const array = json_array();

    for (size_t i = 0; i < diagnoses->count; i++)
        json_array_append_new(array, diagnosis_to_json(&diagnoses->items[i]));
    return array;
}
