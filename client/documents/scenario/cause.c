/* SPDX-License-Identifier: MIT */
/* Reads causes: what singles one out, how to check it, how to repair it. */
#include "cause.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "members.h"
#include "sections.h"
#include "vocabulary/places.h"
#include "xml/xml.h"

#include <stdlib.h>
#include <string.h>

#define SINCE_2025 "since-2025"

static const struct xml_member cause_members[] = {
    {"says", MEMBER_PROSE, offsetof(struct cause, says)},
    {"direction", MEMBER_TEXT, offsetof(struct cause, direction)},
    {"remedy", MEMBER_PROSES, offsetof(struct cause, remedies)},
    {"look", MEMBER_PROSES, offsetof(struct cause, looks)},
    {SINCE_2025 "/remedy", MEMBER_PROSES, offsetof(struct cause, today_remedies)},
};

static void read_signs(const xmlNode *cause, const char *name, struct sign **signs, size_t *count)
{
    for (const xmlNode *node = xml_child(cause, name); node; node = xml_next(node, name)) {
        *signs = array_grow(*signs, count, sizeof **signs);
        conditions_read(node, &(*signs)[*count - 1]);
    }
}

static bool is_of_lab(const xmlNode *check)
{
    CLEANUP(cleanup_string) char *at = attribute_read(check, "at");
    CLEANUP(cleanup_string) char *command = xml_text(check);

    return strcmp(at, SCOPE_LAB) == 0 || strstr(command, "-Lab");
}

static void free_check(struct cause_check *check)
{
    free(check->at);
    free(check->confirms);
    free(check->command);
}

/* Of several of a kind the last is kept. */
static void read_check(const xmlNode *node, struct cause_check *check)
{
    free_check(check);
    check->at = attribute_read(node, "at");
    check->confirms = attribute_read(node, "confirms");
    check->command = xml_text(node);
    check->line = (int)xmlGetLineNo(node);
}

void causes_read(const xmlNode *documented, struct scenario *scenario)
{
    for (const xmlNode *node = xml_child(documented, "cause"); node; node = xml_next(node, "cause")) {
        struct cause *cause;

        scenario->causes = array_grow(scenario->causes, &scenario->cause_count, sizeof *scenario->causes);
        cause = &scenario->causes[scenario->cause_count - 1];
        cause->id = attribute_read(node, "id");
        cause->line = (int)xmlGetLineNo(node);
        members_read(cause_members, ARRAY_SIZE(cause_members), node, cause);
        read_signs(node, "fits", &cause->fits, &cause->fit_count);
        read_signs(node, "refuted", &cause->refuted, &cause->refuted_count);
        for (const xmlNode *check = xml_child(node, "check"); check; check = xml_next(check, "check"))
            read_check(check, is_of_lab(check) ? &cause->lab_check : &cause->check);
        commands_read(node, &cause->commands);
        commands_read(xml_child(node, SINCE_2025), &cause->today_commands);
    }
}

const char *variant_cause(const struct scenario *scenario, const struct variant *variant)
{
    return *variant->plays ? variant->plays : scenario->causes[0].id;
}

static void free_signs(struct sign *signs, size_t count)
{
    for (size_t i = 0; i < count; i++)
        conditions_free(&signs[i]);
    free(signs);
}

void causes_free(struct scenario *scenario)
{
    for (size_t i = 0; i < scenario->cause_count; i++) {
        struct cause *const cause = &scenario->causes[i];
        members_free(cause_members, ARRAY_SIZE(cause_members), cause);
        free_signs(cause->fits, cause->fit_count);
        free_signs(cause->refuted, cause->refuted_count);
        free_check(&cause->check);
        free_check(&cause->lab_check);
        commands_free(&cause->commands);
        commands_free(&cause->today_commands);
        free(cause->id);
    }
    free(scenario->causes);
}
