/* SPDX-License-Identifier: MIT */
/* fblab class: a room with a lab for each of a roster, and a link for each. */
#include "fblab_commands/fblab_commands.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "class_merge.h"
#include "fblab_commands/interruption.h"
#include "fblab_commands/last_resort.h"
#include "fblab_commands/web_browser.h"
#include "fblab_commands/web_options.h"
#include "room/room.h"
#include "terminal/status.h"

#include <limits.h>
#include <string.h>

enum { ROSTER_BYTES = 1 << 20, MOST_TRAINEES = 200 };

struct class
{
    const char *roster, *course, *state;
    struct option_number seed;
    struct web_options web;
};

static const struct option_row options[] = {
    {"roster", "FILE", "who takes part: a name a line", OPTION_INTO(struct class, roster)},
    {"course", "NAME", "what they play (the-six)", OPTION_INTO(struct class, course)},
    {"seed", "N", "the same tickets for everybody", OPTION_INTO_RANGE(struct class, seed, 0, ULONG_MAX)},
    {"state", "DIR", "keep progress here instead of in your home", OPTION_INTO(struct class, state)},
    {"web", NULL, "in browsers, which is the only way", OPTION_INTO(struct class, web.wanted)},
    {"listen", "IP", "serve the page here instead of on 127.0.0.1", OPTION_INTO(struct class, web.listen)},
    {"open", NULL, "open the instructor's link in your browser", OPTION_INTO(struct class, web.open)},
    {"web-port", "N", "the port of the page instead of the kernel's choice",
     OPTION_INTO_RANGE(struct class, web.port, 0, 65535)},
    {"public-url", "URL", "under which others know the page", OPTION_INTO(struct class, web.public_url)},
    {"behind-tls", NULL, "something in front of it speaks TLS", OPTION_INTO(struct class, web.behind_tls)},
};

struct roster {
    const char *file;
    char *names[MOST_TRAINEES]; /* within its text */
    size_t count;
};

static bool add_name(struct roster *roster, char *name, unsigned number, struct error *error)
{
    for (const char *at = name; *at; at++)
        if ((unsigned char)*at < ' ' || *at == 127)
            return error_set(error, "%s:%u: a name has no control characters", roster->file, number);
    for (size_t i = 0; i < roster->count; i++)
        if (strcmp(roster->names[i], name) == 0)
            return error_set(error, "%s:%u: \"%.80s\" is there already; two of a name would share their progress",
                             roster->file, number, name);
    if (roster->count == MOST_TRAINEES)
        return error_set(error, "%s:%u: a class has at most %d trainees; start another for the rest", roster->file,
                         number, MOST_TRAINEES);
    roster->names[roster->count++] = name;
    return true;
}

static char *trimmed(char *line)
{
    line += strspn(line, " \t");
    for (size_t length = strlen(line); length > 0 && strchr(" \t\r", line[length - 1]); length--)
        line[length - 1] = '\0';
    return line;
}

/* Lines that are empty or begin with # are no names. */
static bool read_names(struct roster *roster, char *text, struct error *error)
{
    unsigned number = 0;

    for (char *line; (line = strsep(&text, "\n"));) {
        line = trimmed(line);
        number++;
        if (*line && *line != '#' && !add_name(roster, line, number, error))
            return false;
    }
    return roster->count > 0 || error_set(error, "%s has no name in it; write one on each line", roster->file);
}

static bool add_all(struct room *room, const struct roster *roster, struct error *error)
{
    for (size_t i = 0; i < roster->count; i++) {
        CLEANUP(cleanup_string) char *link = room_add_trainee(room, roster->names[i], error);
        if (!link)
            return false;
        printf("%s\t%s\n", roster->names[i], link);
    }
    return true;
}

static bool prepare(struct room *room, const struct class *class, struct passing_folder **page, struct error *error)
{
    size_t length;
    CLEANUP(cleanup_string) char *text = file_read(class->roster, ROSTER_BYTES, &length, error);
    CLEANUP(cleanup_string) char *link = NULL;
    struct roster roster = {.file = class->roster};
    const uint64_t seed = class->seed.value;
    const struct room_course course = {.name = class->course ? class->course : "the-six",
                                       .folder = class->state,
                                       .seed = class->seed.given ? &seed : NULL};

    if (!text || !read_names(&roster, text, error) || !room_open_course(room, &course, error) ||
        !add_all(room, &roster, error))
        return false;
    link = room_add_instructor(room);
    printf("\nFor who looks after them:\n%s\n", link);
    fflush(stdout);
    *page = class->web.open ? web_browser_open(link) : NULL;
    return room_begin_tickets(room, error);
}

static int run(void *values, int count, char **operands)
{
    const struct class *const class = values;
    struct interruption interruption;
    struct error error = {""};

    if (count > 0 && strcmp(operands[0], "merge") == 0)
        return class_merge(class->state, operands + 1, (size_t)count - 1);
    if (count > 0)
        return complain(STATUS_USAGE, "class takes no operand \"%s\"; did you mean --roster?", operands[0]);
    if (!class->roster || !class->web.wanted)
        return complain(STATUS_USAGE, "give --roster FILE and --web; see fblab class --help");
    interruption_begin(&interruption);
    CLEANUP(room_stop) struct room *room = web_room_start(&class->web, MOST_TRAINEES / 2, &error);
    CLEANUP(passing_folder_free) struct passing_folder *page = NULL;
    if (!room || !prepare(room, class, &page, &error))
        return complain(STATUS_UNUSABLE, "%s", error.text);
    interruption_await(&interruption);
    last_resort_begin(&interruption, NULL, STATUS_DONE);
    return STATUS_DONE;
}

const struct subcommand class_command = {
    .name = "class",
    .arguments = "--roster FILE --web",
    .summary = "train a class, a lab and a link for each",
    .about = "Prints a link for each name of the roster, and one for who looks after them: who is where, who is stuck. "
             "Each has a lab of their own, in this process; nobody sees another's. `fblab class merge --state DIR "
             "FOLDER...` "
             "brings together what several machines have kept.",
    .options = options,
    .option_count = ARRAY_SIZE(options),
    .values_size = sizeof(struct class),
    .run = run,
};
