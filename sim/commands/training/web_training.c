/* SPDX-License-Identifier: MIT */
/* A room with one seat. */
#include "web_training.h"

#include "base/cleanup.h"
#include "fblab_commands/interruption.h"
#include "fblab_commands/last_resort.h"
#include "fblab_commands/running/evidence_pack.h"
#include "fblab_commands/web_browser.h"
#include "terminal/program.h"
#include "terminal/status.h"

/* The sentence of a failure has been printed, too. */
static bool write_pack(const char *ready_file, const char *output, struct error *error)
{
    return evidence_pack_write(ready_file, output) == STATUS_DONE ||
           error_set(error, "the evidence could not be packed; what fblab prints says why");
}

/* The link. The caller frees it; NULL: error says why there is none. */
static char *prepare(struct room *room, const struct room_course *course, const char *trainee, struct error *error)
{
    if (!room_open_course(room, course, error))
        return NULL;
    return trainee ? room_add_trainee(room, trainee, error) : room_add_quiz(room, write_pack);
}

int web_training(const struct room_course *course, const char *trainee, bool open)
{
    const struct room_options options = {.listen_address = NULL};
    struct interruption interruption;
    struct error error = {""};

    interruption_begin(&interruption);
    CLEANUP(room_stop) struct room *room = room_start(&options, &error);
    CLEANUP(cleanup_string) char *link = room ? prepare(room, course, trainee, &error) : NULL;
    if (!link)
        return complain(STATUS_UNUSABLE, "%s", error.text);
    printf("Open in a browser:  %s\n", link);
    fflush(stdout);
    CLEANUP(passing_folder_free) struct passing_folder *page = open ? web_browser_open(link) : NULL;
    interruption_await(&interruption);
    last_resort_begin(&interruption, NULL, STATUS_DONE);
    return STATUS_DONE;
}
