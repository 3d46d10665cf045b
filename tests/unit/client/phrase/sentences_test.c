/* SPDX-License-Identifier: MIT */
/* What is printed of each way a look-up can end: tests/texts/sentences.jsonl holds how it ended and what Exchange, .NET and
 * Outlook say then. Where that is meant to change, `sentences_test write` writes down what is said now; read the difference. */
#include "base/cleanup.h"
#include "base/text.h"
#include "phrase/phrase.h"
#include "support/row_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static json_t *said(const json_t *row)
{
    struct error error = {""};
    CLEANUP(lookup_free) struct lookup *lookup = lookup_from_json(json_object_get(row, "lookup"), &error);
    json_t *given;

    if (!lookup) {
        fail_msg("%s", error.text);
        return NULL;
    }
    phrase_lookup(lookup);
    given = json_pack("{s:s*,s:s*,s:s*,s:i,s:i,s:s*}", "text", lookup->error_text, "class", lookup->exception_class,
                      "code", lookup->response_code, "number", lookup->exception_code, "lid", lookup->lid, "source",
                      lookup->response_source);
    phrase_web_request(lookup);
    json_object_set_new(given, "check", lookup->error_text ? json_string(lookup->error_text) : json_null());
    return given;
}

int main(int argc, char **argv)
{
    static const struct row_file file = {.name = "sentences",
                                         .path = FBLAB_SOURCE "/tests/texts/sentences.jsonl",
                                         .member = "said",
                                         .fewest = 300,
                                         .make = said};

    return row_file_main(&file, argc, argv);
}
