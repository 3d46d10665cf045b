/* SPDX-License-Identifier: MIT */
/* Every course of one seed is the same on every machine, byte for byte: order, mails, people, choices, decoys, hints and
 * checks of all its tickets. drawn_courses.sha256 has what it is; `drawn_courses_test write` writes it anew after words were
 * changed, and `drawn_courses_test print COURSE` prints what is digested. */
#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "course/course.h"
#include "progress/progress_plan.h"
#include "support/exercise_bench.h"

#include <openssl/evp.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define KEPT FBLAB_SOURCE "/tests/unit/sim/training/drawn_courses.sha256"

enum { SEED = 42, HOUR = 3600, ROUNDS = 3 };

static const struct training_data *data;

static void put(FILE *output, const char *name, const char *text)
{
    if (text)
        fprintf(output, "%s: %s\n", name, text);
}

static void put_words(FILE *output, const char *name, const struct words *words)
{
    for (size_t i = 0; i < words->count; i++)
        put(output, name, words->items[i]);
}

/* Of a row its id is enough: its title is the scenario's, and changes without anything being drawn otherwise. */
static void put_choices(FILE *output, const char *name, const struct drawn_choice *choices, size_t count)
{
    for (size_t i = 0; i < count; i++)
        fprintf(output, "%s %s %s\n", name, choices[i].id ? choices[i].id : choices[i].text,
                choices[i].right ? "right" : "wrong");
}

static void put_states(FILE *output, const char *name, const struct ticket_check *states, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        put(output, name, states[i].name);
        put(output, states[i].at, states[i].command);
        put(output, "expects", states[i].expects);
        put(output, "refuses", states[i].refuses);
    }
}

static void put_hints(FILE *output, const struct ticket *ticket)
{
    for (size_t i = 0; i < ticket->hint_count; i++) {
        put(output, "hint", ticket->hints[i].says);
        put(output, "in", ticket->hints[i].in);
        put(output, "marks", ticket->hints[i].marks);
        fprintf(output, "cost: %.0f\n", ticket->hints[i].cost);
    }
}

static void put_drawn(FILE *output, const struct drawn_ticket *drawn)
{
    fprintf(output, "%s %s %s: %s\n", drawn->number, drawn->call ? "call" : "mail", drawn->from, drawn->subject);
    put_words(output, "p", &drawn->paragraphs);
    put_choices(output, "row", drawn->rows, drawn->row_count);
    put_choices(output, "refutation", drawn->refutations, drawn->refutation_count);
    for (size_t i = 0; i < drawn->decoy_count; i++) {
        put(output, drawn->decoys[i]->at, drawn->decoys[i]->command);
        put(output, "decoy", drawn->decoys[i]->says);
    }
}

static void put_ticket(FILE *output, const struct ticket_plan *plan)
{
    CLEANUP(drawn_ticket_free) struct drawn_ticket *drawn = drawn_ticket_new(plan);
    const struct ticket *const ticket = &drawn->ticket;

    put_drawn(output, drawn);
    put_words(output, "hop", &ticket->hops);
    put_hints(output, ticket);
    put_states(output, "goal", ticket->goals, ticket->goal_count);
    put_states(output, "forbidden", ticket->forbidden, ticket->forbidden_count);
    put_words(output, "debrief", &ticket->debrief);
    put(output, "asks", ticket->asks);
    put(output, "answers", ticket->answers);
    fprintf(output, "%s asks for %s, %.0f\n", plan->variant->requester, plan->variant->target, plan->variant->attempts);
}

static void put_tickets(FILE *output, const struct course *course, const struct progress_place *places, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct ticket_plan plan = {.library = data->library,
                                   .common = data->common,
                                   .organization = data->organization,
                                   .course = course->name,
                                   .seed = SEED,
                                   .number = i + 1};
        plan.scenario = library_find(data->library, places[i].item.ticket, &plan.variant, NULL);
        fprintf(output, "\n%s\n", places[i].item.ticket);
        put_ticket(output, &plan);
    }
}

static struct progress_standing *standing_of(struct progress_standing *standings, size_t *count, const char *row)
{
    for (size_t i = 0; i < *count; i++)
        if (strcmp(standings[i].row, row) == 0)
            return &standings[i];
    snprintf(standings[*count].row, sizeof standings[*count].row, "%s", row);
    return &standings[(*count)++];
}

/* As somebody meets them who solves one an hour. */
static void put_order(FILE *output, struct progress_place *places, size_t count)
{
    struct progress_standing *const standings = memory_array(count, sizeof *standings);
    const char *last_row = NULL;
    size_t met = 0;

    for (size_t step = 0; step < ROUNDS * count; step++) {
        const int64_t now = (int64_t)(step + 1) * HOUR;
        struct progress_next next;
        if (!progress_plan_next(places, count, standings, met, SEED, last_row, now, &next))
            break;
        places[next.place].met++;
        last_row = places[next.place].item.row;
        progress_standing_take(standing_of(standings, &met, last_row), next.mode, true, PROGRESS_MOST_POINTS, now);
        fprintf(output, "%s %s %d\n", places[next.place].item.ticket, progress_mode_name(next.mode), (int)next.reason);
    }
    free(standings);
}

static void add_places(struct progress_place *places, size_t *count, const struct words *tickets, int block)
{
    for (size_t i = 0; i < tickets->count; i++)
        places[(*count)++] = (struct progress_place){
            {tickets->items[i], library_find(data->library, tickets->items[i], NULL, NULL)->id}, block, 0};
}

/* All that is the same for everybody who plays this course of this seed. */
static char *whole_course(const char *name)
{
    CLEANUP(course_free) struct course *course = course_find(name, data->library, NULL);
    char *text = NULL;
    size_t size, count = 0;
    FILE *const output = text_stream(&text, &size);

    assert_non_null(course);
    struct progress_place *const places = memory_array(course_length(course), sizeof *places);
    for (size_t i = 0; i < course->block_count; i++)
        add_places(places, &count, &course->blocks[i].tickets, (int)i);
    add_places(places, &count, &course->mixed, PROGRESS_MIXED);
    put(output, course->title, course->says);
    put_words(output, "ask yourself", &data->common->questions);
    put_states(output, "forbidden", data->common->forbidden, data->common->forbidden_count);
    put_tickets(output, course, places, count);
    put_order(output, places, count);
    text_stream_close(output);
    free(places);
    return text;
}

/* "SHA-256  course", as sha256sum writes it. */
static char *digest_line(const char *name)
{
    CLEANUP(cleanup_string) char *text = whole_course(name);
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned length = 0;
    char *line = NULL;
    size_t size;
    FILE *const output = text_stream(&line, &size);

    assert_int_equal(EVP_Digest(text, strlen(text), digest, &length, EVP_sha256(), NULL), 1);
    for (unsigned i = 0; i < length; i++)
        fprintf(output, "%02x", digest[i]);
    fprintf(output, "  %s\n", name);
    text_stream_close(output);
    return line;
}

static void is_the_same_everywhere(void **state)
{
    CLEANUP(cleanup_string) char *line = digest_line(*state);
    CLEANUP(cleanup_string) char *kept = file_read(KEPT, 100000, NULL, NULL);

    assert_non_null(kept);
    if (!strstr(kept, line))
        fail_msg("drawn_courses.sha256 does not have\n%s(were words changed? `drawn_courses_test write`)", line);
}

static int write_down(const struct words *names)
{
    FILE *const output = fopen(KEPT, "w");

    for (size_t i = 0; output && i < names->count; i++) {
        CLEANUP(cleanup_string) char *line = digest_line(names->items[i]);
        fputs(line, output);
    }
    return output && fclose(output) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

static int run_all(const struct words *names)
{
    struct CMUnitTest *const tests = memory_array(names->count, sizeof *tests);

    for (size_t i = 0; i < names->count; i++)
        tests[i] = (struct CMUnitTest){names->items[i], is_the_same_everywhere, NULL, NULL, names->items[i]};
    const int failed = _cmocka_run_group_tests("drawn_courses", tests, names->count, NULL, NULL);
    free(tests);
    return failed;
}

int main(int count, char **arguments)
{
    struct words names = course_names();
    int status = EXIT_FAILURE;

    if ((data = training_data_load(NULL)) && names.count > 0) {
        if (count > 2 && strcmp(arguments[1], "print") == 0) {
            CLEANUP(cleanup_string) char *text = whole_course(arguments[2]);
            status = fputs(text, stdout) < 0 ? EXIT_FAILURE : EXIT_SUCCESS;
        } else {
            status = count > 1 && strcmp(arguments[1], "write") == 0 ? write_down(&names) : run_all(&names);
        }
    }
    course_names_free(&names);
    training_data_unload();
    return status;
}
