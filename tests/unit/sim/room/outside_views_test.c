/* SPDX-License-Identifier: MIT */
/* All that is shown of what reached a lab: outside.jsonl holds entries of a journal, and the look-ups that are made of them.
 * Where that is meant to change, `outside_views_test write` writes down what is made now; read the difference. */
#include "room/room_outside.h"

#include "support/row_file.h"

#include <stdint.h>

static json_t *views(const json_t *row)
{
    struct room_outside *outside = room_outside_new();
    json_t *const list = json_array();

    room_outside_feed(outside, json_object_get(row, "entries"), false, 1000);
    for (json_t *view; (view = room_outside_take(outside, 1000 + OUTSIDE_QUIET_MS));)
        json_array_append_new(list, view);
    room_outside_free(&outside);
    return list;
}

int main(int count, char **arguments)
{
    static const struct row_file file = {.name = "outside views",
                                         .path = FBLAB_SOURCE "/tests/unit/sim/room/outside.jsonl",
                                         .member = "views",
                                         .fewest = 20,
                                         .make = views};

    return row_file_main(&file, count, arguments);
}
