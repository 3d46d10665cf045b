/* SPDX-License-Identifier: MIT */
/* The variants that replay has to play, and what it has to check of each: none may go missing, or be checked less, than
 * variants.txt says. New ones need no line there, but may have one: `variants_test --print` prints all. */
#include "base/cleanup.h"
#include "base/text.h"
#include "harness/run/selection.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* What is checked of a variant: the text ("own": one of its own; "documented": one of the scenario's; "success": there must
 * be none), the verdict and the repair, each "-" where it is not. */
struct checks {
    char id[32], text[16], verdict[16], repair[16];
};

static struct library *library;

static const char *text_checked(const struct selected *selected)
{
    /* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): the caller has found it */
    if (strcmp(selected->variant->expect, "00") == 0)
        return "success";
    if (selected->variant->error)
        return "own";
    return selected->scenario->errors.count > 0 ? "documented" : "-";
}

static struct checks checks_of(const struct selected *selected)
{
    struct checks checks;

    snprintf(checks.id, sizeof checks.id, "%s", selected->id);
    snprintf(checks.text, sizeof checks.text, "%s", text_checked(selected));
    snprintf(checks.verdict, sizeof checks.verdict, "%s", selected->variant->expect);
    snprintf(checks.repair, sizeof checks.repair, "%s", selected->variant->repair.count > 0 ? "repair" : "-");
    return checks;
}

/* What `now` lacks of what `then` had; NULL: nothing. */
static const char *lost(const struct checks *then, const struct checks *now)
{
    if (strcmp(then->text, now->text) != 0 && strcmp(now->text, "own") != 0)
        return "text";
    if (strcmp(then->verdict, now->verdict) != 0)
        return "verdict";
    return strcmp(then->repair, now->repair) != 0 && strcmp(now->repair, "-") == 0 ? "repair" : NULL;
}

static const struct selected *find(const struct selection *selection, const char *id)
{
    for (size_t i = 0; i < selection->count; i++)
        if (strcmp(selection->items[i].id, id) == 0)
            return &selection->items[i];
    return NULL;
}

static void compare(const struct selection *selection, const struct checks *then)
{
    const struct selected *selected = find(selection, then->id);
    struct checks now;

    if (!selected)
        fail_msg("%s is not played any more", then->id);
    now = checks_of(selected);
    if (lost(then, &now))
        fail_msg("%s is checked less: the %s was \"%s %s %s\" and is \"%s %s %s\"", then->id, lost(then, &now),
                 then->text, then->verdict, then->repair, now.text, now.verdict, now.repair);
}

static void none_is_missing_or_checked_less(void **state)
{
    CLEANUP(selection_clear) struct selection selection;
    CLEANUP(cleanup_file) FILE *file = fopen(FBLAB_SOURCE "/tests/lab/variants.txt", "r");
    struct checks then;
    char line[128];
    size_t count = 0;

    (void)state;
    assert_non_null(file);
    assert_true(selection_make(&selection, library, NULL, 0, NULL));
    while (fgets(line, sizeof line, file)) {
        if (line[0] == '#')
            continue;
        assert_int_equal(sscanf(line, "%31s %15s %15s %15s", then.id, then.text, then.verdict, then.repair), 4);
        compare(&selection, &then);
        count++;
    }
    assert_true(count >= 166);
}

/* The comparison itself. */
static void what_is_lost_is_named(void **state)
{
    const struct checks full = {"13a", "documented", "13", "repair"};
    struct checks now = full;

    (void)state;
    assert_null(lost(&full, &now));
    strcpy(now.text, "own");
    assert_null(lost(&full, &now));
    strcpy(now.text, "-");
    assert_string_equal(lost(&full, &now), "text");
    now = full;
    strcpy(now.verdict, "14");
    assert_string_equal(lost(&full, &now), "verdict");
    now = full;
    strcpy(now.repair, "-");
    assert_string_equal(lost(&full, &now), "repair");
    assert_null(find(&(struct selection){0}, "13a"));
}

static int print_all(void)
{
    CLEANUP(selection_clear) struct selection selection;

    if (!selection_make(&selection, library, NULL, 0, NULL))
        return EXIT_FAILURE;
    puts("# What replay checks of each variant: its id, the text, the verdict, the repair.");
    for (size_t i = 0; i < selection.count; i++) {
        const struct checks checks = checks_of(&selection.items[i]);
        printf("%s %s %s %s\n", checks.id, checks.text, checks.verdict, checks.repair);
    }
    return EXIT_SUCCESS;
}

int main(int count, char **arguments)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(none_is_missing_or_checked_less),
        cmocka_unit_test(what_is_lost_is_named),
    };
    struct error error;
    int result;

    library = library_load(NULL, &error);
    if (!library)
        return fputs(error.text, stderr), EXIT_FAILURE;
    result =
        count > 1 && strcmp(arguments[1], "--print") == 0 ? print_all() : cmocka_run_group_tests(tests, NULL, NULL);
    library_free(&library);
    return result;
}
