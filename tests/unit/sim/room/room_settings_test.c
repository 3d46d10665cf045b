/* SPDX-License-Identifier: MIT */
/* What differs from the healthy settings is marked, and nothing else. */
#include "room/room_settings.h"

#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/text.h"
#include "organization/organization.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define DOCUMENT(inside)                                                                                               \
    "<organizations xmlns=\"urn:fblab:organizations\"><onprem>" inside "</onprem><lab/></organizations>"
#define DOMAIN(name, address)                                                                                          \
    "<AcceptedDomain><Name>" name "</Name><DomainName>" address "</DomainName></AcceptedDomain>"
#define BUILD "<LabAvailabilityService><Name>A</Name></LabAvailabilityService>"

static const struct row {
    const char *name, *now, *healthy; /* healthy NULL: nothing is compared */
    const char *states;
} rows[] = {
    {"nothing", DOCUMENT(DOMAIN("a", "a.com")), DOCUMENT(DOMAIN("a", "a.com")), "a:same "},
    {"a value", DOCUMENT(DOMAIN("a", "b.com")), DOCUMENT(DOMAIN("a", "a.com")), "a:changed(DomainName) "},
    {"one more", DOCUMENT(DOMAIN("a", "a.com") DOMAIN("b", "b.com")), DOCUMENT(DOMAIN("a", "a.com")),
     "a:same b:added "},
    {"one less", DOCUMENT(DOMAIN("a", "a.com")), DOCUMENT(DOMAIN("a", "a.com") DOMAIN("b", "b.com")),
     "a:same b:removed "},
    {"two of one name", DOCUMENT(DOMAIN("a", "a.com") DOMAIN("a", "x.com")),
     DOCUMENT(DOMAIN("a", "a.com") DOMAIN("a", "b.com")), "a:same a:changed(DomainName) "},
    {"not compared, without the lab's own", DOCUMENT(DOMAIN("a", "b.com") BUILD), NULL, "a:same "},
};

static struct snapshot *load(const char *text)
{
    return text ? snapshot_parse(text, strlen(text), "test", NULL) : NULL;
}

static void write_object(FILE *output, const json_t *object)
{
    size_t index;
    const json_t *property;

    fprintf(output, "%s:%s", json_member_text(object, "name"), json_member_text(object, "state"));
    json_array_foreach(json_object_get(object, "properties"), index, property)
    {
        if (json_object_get(property, "healthy"))
            fprintf(output, "(%s)", json_member_text(property, "name"));
    }
    fputc(' ', output);
}

static void marks(void **state)
{
    const struct row *const row = *state;
    CLEANUP(snapshot_release) struct snapshot *now = load(row->now);
    CLEANUP(snapshot_release) struct snapshot *healthy = load(row->healthy);
    CLEANUP(json_release) json_t *settings = room_settings(now, healthy);
    CLEANUP(cleanup_string) char *states = NULL;
    size_t length, at, index;
    FILE *const output = open_memstream(&states, &length);
    const json_t *scope, *object;

    json_array_foreach(json_object_get(settings, "scopes"), at, scope)
    {
        json_array_foreach(json_object_get(scope, "objects"), index, object) write_object(output, object);
    }
    fclose(output);
    assert_string_equal(states, row->states);
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows)];

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] =
            (struct CMUnitTest){.name = rows[i].name, .test_func = marks, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
