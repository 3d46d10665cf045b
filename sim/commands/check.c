/* SPDX-License-Identifier: MIT */
/* fblab check: are files of scenarios, organisations and expectations valid? */
#include "fblab_commands.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "check_warnings.h"
#include "course/course.h"
#include "course/course_common.h"
#include "diagnosis/diagnosis.h"
#include "lab/era_document.h"
#include "organization/organization.h"
#include "scenario/scenario.h"
#include "scenario/ticket.h"
#include "scenario/vocabulary.h"
#include "shell/shell.h"
#include "terminal/status.h"
#include "verification/expectation.h"
#include "xml/xml.h"

#include <stdlib.h>
#include <string.h>

static bool check_commands(const char *file, const struct commands *commands, struct error *error)
{
    for (size_t i = 0; i < commands->count; i++)
        if (!shell_check(commands->items[i].at, commands->items[i].command, error))
            return error_prefix(error, "%s:%d:1", file, commands->items[i].line);
    return true;
}

static bool check_states(const char *file, const struct ticket_check *states, size_t count, struct error *error)
{
    for (size_t i = 0; i < count; i++)
        if (!shell_check(states[i].at, states[i].command, error))
            return error_prefix(error, "%s: \"%s\"", file, states[i].name);
    return true;
}

static bool check_ticket(const struct scenario *scenario, const struct variant *variant, struct error *error)
{
    const struct ticket ticket = ticket_of(scenario, variant);

    return check_states(scenario->file, ticket.goals, ticket.goal_count, error) &&
           check_states(scenario->file, ticket.forbidden, ticket.forbidden_count, error);
}

static bool check_scenario(const char *path, struct error *error)
{
    CLEANUP(scenario_free) struct scenario *scenario = scenario_load(path, error);

    if (!scenario || !diagnosis_check(scenario, error))
        return false;
    for (size_t i = 0; i < scenario->variant_count; i++) {
        const struct variant *variant = &scenario->variants[i];
        if (!check_commands(path, &variant->given, error) || !check_commands(path, &variant->breaking, error) ||
            !check_commands(path, &variant->repair, error) || !check_ticket(scenario, variant, error))
            return false;
    }
    return true;
}

/* That of a later era holds together with those before it. */
static bool check_organizations(const xmlDoc *document, const char *path, struct error *error)
{
    CLEANUP(cleanup_string) char *schema = text_format("%s/organizations.rng", library_folder());
    xmlDoc *whole = era_document_is_later(path) ? era_document_complete(document, path, error) : NULL;
    CLEANUP(store_free) struct store *store = NULL;

    if (era_document_is_later(path) && !whole)
        return false;
    store = whole ? store_take(whole, schema, error) : store_load(path, schema, error);
    return store != NULL;
}

/* Adds nothing to what is known; only the reading is wanted. */
static bool check_vocabulary(xmlDoc *document, const char *path, const char *text, struct error *error)
{
    struct vocabulary vocabulary = {.group_count = 0};
    const bool good = vocabulary_read(&vocabulary, document, path, text, error);

    vocabulary_clear(&vocabulary);
    return good;
}

static bool check_expectations(const char *path, struct error *error)
{
    json_t *list = expectations_file_read(path, error);

    json_decref(list);
    return list != NULL;
}

/* Its tickets are those of the scenarios that came with the program. */
/* own/courses/branch.xml: own. NULL: the course is one of ours, or lies elsewhere. The caller frees it. */
static char *own_folder_of(const char *course)
{
    CLEANUP(cleanup_string) char *ours = realpath(library_folder(), NULL);
    CLEANUP(cleanup_string) char *whole = realpath(course, NULL);
    char *const name = whole ? strrchr(whole, '/') : NULL;

    if (!name)
        return NULL;
    *name = '\0';
    if (!text_ends(whole, "/courses"))
        return NULL;
    *strrchr(whole, '/') = '\0';
    return text_equal(whole, ours) ? NULL : TAKE(whole);
}

static bool check_course(const char *path, struct error *error)
{
    CLEANUP(cleanup_string) char *own = own_folder_of(path);
    CLEANUP(library_free) struct library *library = library_load_with(own, error);
    CLEANUP(course_free) struct course *course = library ? course_load(path, library, error) : NULL;

    return course != NULL;
}

static bool check_common(const char *path, struct error *error)
{
    CLEANUP(course_common_free) struct course_common *common = course_common_load(path, error);

    if (!common || !check_states(path, common->forbidden, common->forbidden_count, error))
        return false;
    for (size_t i = 0; i < common->decoy_count; i++)
        if (!shell_check(common->decoys[i].at, common->decoys[i].command, error))
            return error_prefix(error, "%s: decoy %s", path, common->decoys[i].name);
    return true;
}

static bool check(const char *path, struct error *error)
{
    size_t length = 0;
    CLEANUP(cleanup_string) char *text = file_read(path, 16u << 20, &length, error);
    CLEANUP(xml_free) xmlDoc *document = text ? xml_parse(text, length, path, error) : NULL;

    if (!document)
        return false;
    if (xml_is(xmlDocGetRootElement(document), ORGANIZATION_NAMESPACE, "organizations"))
        return check_organizations(document, path, error);
    if (xml_is(xmlDocGetRootElement(document), NULL, "expectations"))
        return check_expectations(path, error);
    if (xml_is(xmlDocGetRootElement(document), NULL, "vocabulary"))
        return check_vocabulary(document, path, text, error);
    if (xml_is(xmlDocGetRootElement(document), NULL, "course"))
        return check_course(path, error);
    if (xml_is(xmlDocGetRootElement(document), NULL, "training"))
        return check_common(path, error);
    return check_scenario(path, error);
}

static int run(void *values, int count, char **operands)
{
    CLEANUP(check_neighbours_clear) struct check_neighbours neighbours = {0};
    int wrong = 0;

    (void)values;
    if (count == 0)
        return complain(STATUS_USAGE, "check takes one or more files; see fblab check --help");
    for (int i = 0; i < count; i++) {
        struct error error = {""};
        if (!check(operands[i], &error) || !check_look_alikes(&neighbours, operands[i], &error)) {
            say_sentence(error.text);
            wrong++;
        } else {
            check_warn(&neighbours, operands[i]);
        }
    }
    printf("%d of %d files are good\n", count - wrong, count);
    return wrong ? STATUS_UNUSABLE : STATUS_DONE;
}

const struct subcommand check_command = {
    .name = "check",
    .arguments = "FILE...",
    .listed = "check|doctor",
    .summary = "are files valid? is this machine fit?",
    .about =
        "Validates files of scenarios, courses, expectations and organisations. A mistake is told as file:line:column: "
        "sentence. So is, as file:line: sentence, what is no mistake but keeps a failure from ever being named: signs "
        "that never hold, or never come first. The exit status is 0 then.",
    .run = run,
};
