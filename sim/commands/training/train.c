/* SPDX-License-Identifier: MIT */
/* fblab train: tickets of a course, at the terminal. */
#include "fblab_commands/fblab_commands.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "course/course.h"
#include "desk.h"
#include "evidence_quiz.h"
#include "lab/lab.h"
#include "leaving.h"
#include "organization/organization.h"
#include "room/room.h"
#include "terminal/paragraph.h"
#include "terminal/status.h"
#include "training/evidence_questions.h"
#include "web_training.h"

#include <limits.h>
#include <pwd.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#define FIRST_COURSE "the-six"

struct train {
    const char *trainee, *state, *scenarios;
    struct option_number seed;
    bool courses, evidence_only, web, open;
    const char *output;
};

static const struct option_row options[] = {
    {"seed", "N", "the same mails, people, choices and order as with this seed before",
     OPTION_INTO_RANGE(struct train, seed, 0, LONG_MAX)},
    {"trainee", "NAME", "whose progress it is; without, the user of this system", OPTION_INTO(struct train, trainee)},
    {"state", "DIR", "the folder progress is kept in", OPTION_INTO(struct train, state)},
    {"scenarios", "DIR", "add the scenarios of a folder of yours", OPTION_INTO(struct train, scenarios)},
    {"evidence-only", NULL, "no lab: a pack of evidence, and four questions on it",
     OPTION_INTO(struct train, evidence_only)},
    {"o", "FILE", "with --evidence-only: the zip to write", OPTION_INTO(struct train, output)},
    {"web", NULL, "in a browser: print the link of a page", OPTION_INTO(struct train, web)},
    {"open", NULL, "with --web: open the link in your browser", OPTION_INTO(struct train, open)},
    {"courses", NULL, "list the courses", OPTION_INTO(struct train, courses)},
};

/* What a lesson borrows. */
struct classroom {
    struct lesson_material material;
    struct progress_store *store;
};

static void classroom_close(struct classroom *room)
{
    progress_store_close(&room->store);
    lesson_material_clear(&room->material);
}

static bool classroom_open(struct classroom *room, const struct train *wishes, const char *course, struct error *error)
{
    const struct progress_options where = {.folder = wishes->state};
    CLEANUP(cleanup_string) char *said = NULL;

    if (!lesson_material_load(&room->material, course, wishes->scenarios, error) ||
        !(room->store = progress_store_open(&where, &said, error)))
        return false;
    if (said)
        complain(STATUS_DONE, "%s", said);
    return true;
}

static int sit_down(const struct classroom *room, const struct lesson_options *with)
{
    struct error error = {""};
    CLEANUP(lesson_close) struct lesson *lesson = lesson_open(with, &error);
    struct desk desk = {.lesson = lesson,
                        .common = room->material.common,
                        .folder = progress_store_folder(room->store),
                        .display = display_of(stdout)};

    if (!lesson)
        return complain(STATUS_UNUSABLE, "%s", error.text);
    printf("%s: %s\n", room->material.course->title, room->material.course->says);
    printf("Course %s, seed %llu, trainee %s\n", room->material.course->name, (unsigned long long)lesson_seed(lesson),
           with->trainee);
    return desk_sit_down(&desk);
}

/* One of all tickets of the course. */
static int ask_about_evidence(const struct classroom *room, const struct train *wishes)
{
    const struct course *const course = room->material.course;
    struct evidence_quiz quiz = {
        .plan = {.library = room->material.library,
                 .common = room->material.common,
                 .organization = room->material.organization,
                 .seed = wishes->seed.given ? wishes->seed.value : lab_draw_seed()},
        .output = wishes->output,
        .folder = progress_store_folder(room->store),
    };
    struct error error = {""};

    if (!evidence_ticket_draw(&quiz.plan, course, &error))
        return complain(STATUS_UNUSABLE, "%s", error.text);
    printf("Course %s, seed %llu\n", course->name, (unsigned long long)quiz.plan.seed);
    return evidence_quiz_run(&quiz);
}

static int list_courses(const struct train *wishes)
{
    struct error error = {""};
    CLEANUP(library_free) struct library *library = library_load_with(wishes->scenarios, &error);
    CLEANUP(course_names_free) struct words names = course_names();
    const struct display display = display_of(stdout);

    if (!library)
        return complain(STATUS_UNUSABLE, "%s", error.text);
    for (size_t i = 0; i < names.count; i++) {
        CLEANUP(course_free) struct course *course = course_find(names.items[i], library, &error);
        if (!course)
            return complain(STATUS_UNUSABLE, "%s", error.text);
        CLEANUP(cleanup_string) char *name = text_format("%-22s ", course->name);
        paragraph_print(&display, name, strlen(name), course->says);
    }
    return STATUS_DONE;
}

/* The user's own name where none is given. */
static const char *trainee_of(const struct train *wishes)
{
    const struct passwd *const user = wishes->trainee ? NULL : getpwuid(geteuid());

    return wishes->trainee ? wishes->trainee : user ? user->pw_name : "trainee";
}

static int train_in_browser(const struct train *wishes, const char *course, const struct lesson_options *with)
{
    const struct room_course wanted = {
        .name = course, .folder = wishes->state, .scenarios = wishes->scenarios, .seed = with->seed, .choice = true};

    return web_training(&wanted, wishes->evidence_only ? NULL : with->trainee, wishes->open);
}

static int run(void *values, int count, char **operands)
{
    const struct train *const wishes = values;
    const uint64_t seed = wishes->seed.value;
    struct error error = {""};
    CLEANUP(classroom_close) struct classroom room = {0};
    struct lesson_options with = {.trainee = trainee_of(wishes), .seed = wishes->seed.given ? &seed : NULL};

    for (const char *at = with.trainee; *at; at++)
        if ((unsigned char)*at < ' ' || *at == 127)
            return complain(STATUS_USAGE, "--trainee: a name has no control characters");
    if (!*with.trainee)
        return complain(STATUS_USAGE, "--trainee: a name is not empty");
    if (count > 1)
        return complain(STATUS_USAGE, "train takes one course; \"%s\" is one too many", operands[1]);
    if (wishes->output && !wishes->evidence_only)
        return complain(STATUS_USAGE, "-o FILE goes with --evidence-only");
    if (wishes->output && wishes->web)
        return complain(STATUS_USAGE, "with --web the page offers the pack; leave -o out");
    if (wishes->courses)
        return list_courses(wishes);
    if (wishes->web)
        return train_in_browser(wishes, count ? operands[0] : FIRST_COURSE, &with);
    if (!classroom_open(&room, wishes, count ? operands[0] : FIRST_COURSE, &error))
        return complain(room.material.organization && !room.material.course ? STATUS_USAGE : STATUS_UNUSABLE, "%s",
                        error.text);
    signal(SIGXFSZ, SIG_IGN); /* a file that may not grow is an error to tell */
    leaving_begin();
    if (wishes->evidence_only)
        return ask_about_evidence(&room, wishes);
    with.store = room.store;
    with.material = &room.material;
    return sit_down(&room, &with);
}

const struct subcommand train_command = {
    .name = "train",
    .arguments = "[COURSE]",
    .listed = "train|progress",
    .summary = "tickets to solve; who masters what",
    .about =
        "Tickets of a course (or of a file, as scenarios/README.md describes them), each with a lab of its own that is "
        "broken: read the mail, look up, read logs, find the "
        "cause, "
        "repair it. What you did is kept; a ticket that was left is gone on with.\nExit status: 0 the last ticket was "
        "solved, 1 it was not.",
    .options = options,
    .option_count = ARRAY_SIZE(options),
    .values_size = sizeof(struct train),
    .run = run,
};
