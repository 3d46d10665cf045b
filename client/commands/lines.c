/* SPDX-License-Identifier: MIT */
/* classify --jsonl: a text in, its diagnoses out, in the same order. */
#include "lines.h"
#include "base/cleanup.h"
#include "base/memory.h"
#include "terminal/json_output.h"

#include <string.h>

#define LIMIT_LINE (16UL * 1024 * 1024)

/* A line without its end. What is over the limit is read and dropped. NULL: no more. The caller frees it. */
static char *read_line(FILE *input, size_t *length)
{
    char *text = NULL;
    size_t size = 0, count = 0;
    int character = getc_unlocked(input);
    FILE *const memory = character == EOF ? NULL : text_stream(&text, &size);

    for (; memory && character != EOF && character != '\n'; character = getc_unlocked(input), count++)
        if (count <= LIMIT_LINE)
            putc_unlocked(character, memory);
    if (memory)
        fclose(memory);
    *length = size;
    return text;
}

/* The diagnoses of the contract: without places, which mean nothing here. */
static json_t *answer_text(const struct reader *reader, const json_t *text)
{
    CLEANUP(tally_free) struct tally *tally = tally_new(reader->classifier, NULL);
    CLEANUP(intake_free) struct intake *intake = intake_new(reader->literals, tally_take, tally);
    json_t *const array = json_array();

    if (intake_push(intake, json_string_value(text), json_string_length(text), NULL))
        intake_end(intake, NULL);
    for (size_t i = 0; i < tally_count(tally); i++) {
        json_t *const one = diagnoses_to_json(tally_at(tally, i)->diagnosis, false);
        json_array_extend(array, one);
        json_decref(one);
    }
    return array;
}

static json_t *answer_line(const struct reader *reader, const char *line, size_t length, json_error_t *error)
{
    json_t *const json = length <= LIMIT_LINE ? json_loadb(line, length, JSON_ALLOW_NUL, error) : NULL;
    json_t *const text = json_object_get(json, "text"), *const id = json_object_get(json, "id");
    json_t *const answer = json_object();

    if (json)
        json_object_set(answer, "id", id ? id : json_null());
    if (json_is_string(text)) {
        json_object_set_new(answer, "diagnoses", answer_text(reader, text));
    } else if (json) {
        json_object_set_new(answer, "error", json_string("must be an object with a text"));
    } else {
        json_object_set_new(answer, "error",
                            json_sprintf("is no JSON: %s", length > LIMIT_LINE ? "the line is too long" : error->text));
    }
    json_decref(json);
    return answer;
}

bool classify_lines(const struct reader *reader, FILE *input, FILE *output)
{
    bool fine = true;
    size_t length = 0;

    for (char *line; (line = read_line(input, &length)); free(line)) {
        json_error_t error = {.text = ""};
        json_t *const answer = answer_line(reader, line, length, &error);

        fine = fine && !json_object_get(answer, "error");
        json_output_into(output, answer);
        json_decref(answer);
    }
    return fine;
}
