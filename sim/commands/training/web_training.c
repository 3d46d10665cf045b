/* SPDX-License-Identifier: MIT */
/* A room with one seat. */
#include "web_training.h"

#include "base/cleanup.h"
#include "fblab_commands/interruption.h"
#include "fblab_commands/last_resort.h"
#include "terminal/program.h"
#include "terminal/status.h"

static bool prepare(struct room *room, const struct room_course *course, const char *trainee, struct error *error)
{
    CLEANUP(cleanup_string) char *link = NULL;

    if (!room_open_course(room, course, error) || !(link = room_add_trainee(room, trainee, error)))
        return false;
    printf("Open in a browser:  %s\n", link);
    fflush(stdout);
    return true;
}

int web_training(const struct room_course *course, const char *trainee)
{
    const struct room_options options = {.listen_address = NULL};
    struct interruption interruption;
    struct error error = {""};

    interruption_begin(&interruption);
    CLEANUP(room_stop) struct room *room = room_start(&options, &error);
    if (!room || !prepare(room, course, trainee, &error))
        return complain(STATUS_UNUSABLE, "%s", error.text);
    interruption_await(&interruption);
    last_resort_begin(&interruption, NULL, STATUS_DONE);
    return STATUS_DONE;
}
