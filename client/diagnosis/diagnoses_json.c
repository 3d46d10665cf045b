/* SPDX-License-Identifier: MIT */
/* Writes diagnoses as the contract's JSON. */
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

static json_t *check_to_json(const struct advised_check *check)
{
    if (!check)
        return json_null();
    return json_pack("{s:o,s:o,s:o}", "at", json_text(check->at), "command", json_text(check->command), "confirms",
                     json_text(check->confirms));
}

static json_t *commands_to_json(const struct advised_cause *cause, bool lab)
{
    json_t *const array = json_array();

    for (size_t i = 0; i < cause->command_count; i++)
        if (advice_is_for(cause->commands[i].at, cause->commands[i].command, lab))
            json_array_append_new(array,
                                  json_pack("{s:o,s:o,s:s*}", "at", json_text(cause->commands[i].at), "command",
                                            json_text(cause->commands[i].command), "era", cause->commands[i].era));
    return array;
}

static json_t *causes_to_json(const struct diagnosis *diagnosis, bool lab)
{
    json_t *const array = json_array();

    for (size_t i = 0; i < diagnosis->cause_count; i++) {
        const struct advised_cause *const cause = &diagnosis->causes[i];
        json_array_append_new(array, json_pack("{s:o,s:o,s:f,s:o,s:o,s:o,s:o}", "id", json_text(cause->id), "cause",
                                               json_text(cause->says), "confidence", cause->confidence, "check",
                                               check_to_json(advice_check(cause, lab)), "remedies",
                                               words_to_json(&cause->remedies), "commands",
                                               commands_to_json(cause, lab), "look", words_to_json(&cause->looks)));
    }
    return array;
}

static json_t *next_to_json(const struct words *words)
{
    json_t *const array = json_array();

    for (size_t i = 0; i < words->count; i++)
        json_array_append_new(array, json_pack("{s:o}", "words", json_text(words->items[i])));
    return array;
}

static json_t *diagnosis_to_json(const struct diagnosis *diagnosis, bool lab)
{
    json_t *const object = json_object();

    json_object_set_new(object, "id", json_text(diagnosis->id));
    json_object_set_new(object, "title", json_text(diagnosis->title));
    json_object_set_new(object, "confidence", json_real(diagnosis->confidence));
    json_object_set_new(object, "direction", json_text(diagnosis->direction));
    json_object_set_new(object, "hop", json_text(diagnosis->hop));
    json_object_set_new(object, "because", words_to_json(&diagnosis->because));
    json_object_set_new(object, "tell_apart", tell_apart_to_json(diagnosis));
    json_object_set_new(object, "causes", causes_to_json(diagnosis, lab));
    json_object_set_new(object, "next", next_to_json(&diagnosis->next));
    return object;
}

json_t *diagnoses_to_json(const struct diagnoses *diagnoses, bool lab)
{
    json_t *const array = json_array();

    for (size_t i = 0; i < diagnoses->count; i++)
        json_array_append_new(array, diagnosis_to_json(&diagnoses->items[i], lab));
    return array;
}
