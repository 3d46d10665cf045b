/* SPDX-License-Identifier: MIT */
/* Asks GET /logs until there is no more. */
#include "log_pages.h"

#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/text.h"
#include "lab_question.h"

bool log_pages_read(const char *command, const char *lab, struct log_reading *reading, log_file_function *take,
                    void *context, int *status)
{
    for (json_int_t entries = 1; entries > 0;) {
        CLEANUP(cleanup_string) char *path = text_format("/logs?after=%" JSON_INTEGER_FORMAT, reading->after);
        CLEANUP(json_release) json_t *page = lab_question(command, lab, path, NULL, status);
        size_t index;
        const json_t *file;

        if (!page)
            return false;
        json_array_foreach(json_object_get(page, "files"), index, file) take(context, file);
        entries = json_integer_value(json_object_get(page, "entries"));
        reading->after = json_integer_value(json_object_get(page, "next"));
        reading->dropped = json_integer_value(json_object_get(page, "evicted"));
    }
    return true;
}
