/* SPDX-License-Identifier: MIT */
/* Conditions of -Filter and Where-Object: what holds of an object, and what is no condition. */
#include "shell/language/object_condition.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "support/shell_rows.h"

#include <string.h>

/* An object with a name, two addresses, a flag that is on, a number and nothing else. */
static void values_of(void *object, const char *property, struct word_list *values)
{
    static const struct {
        const char *name, *value;
    } known[] = {
        {"Name", "Joe Hill"},          {"Address", "SMTP:joe@contoso.com"},
        {"Address", "smtp:joe@x.com"}, {"Enabled", "true"},
        {"Hidden", "false"},           {"Size", "100"},
    };

    (void)object;
    for (size_t i = 0; i < ARRAY_SIZE(known); i++)
        if (text_equal(known[i].name, property))
            word_list_add(values, text_copy(known[i].value));
}

static const struct judged_text {
    const char *name, *text;
    int holds; /* -1: no condition */
} rows[] = {
    {"equal, whatever the case", "Name -eq 'JOE HILL'", 1},
    {"not equal", "Name -ne 'Joe Hill'", 0},
    {"like", "name -like '*hill'", 1},
    {"not like", "Name -notlike '*hill'", 0},
    {"any of several values", "Address -like '*@x.com'", 1},
    {"none of several values", "Address -notlike '*@x.com'", 0},
    {"a pattern", "Name -match '^j.e'", 1},
    {"a pattern that does not fit", "Name -notmatch '^j.e'", 0},
    {"one of a list", "Address -contains 'smtp:joe@x.com'", 1},
    {"numbers as numbers", "Size -gt 99", 1},
    {"numbers the other way", "Size -le 99", 0},
    {"at least", "Size -ge 100", 1},
    {"less", "Size -lt 100", 0},
    {"true", "Enabled -eq $true", 1},
    {"false", "Hidden -eq $false", 1},
    {"a property alone", "Enabled", 1},
    {"a property alone that is false", "Hidden", 0},
    {"nothing is null", "Forwarding -eq $null", 1},
    {"something is not null", "Name -ne $null", 1},
    {"of the pipe", "$_.Name -eq 'Joe Hill'", 1},
    {"and", "Enabled -eq $true -and Hidden -eq $true", 0},
    {"or", "Enabled -eq $true -or Hidden -eq $true", 1},
    {"and binds closer than or", "Enabled -or Hidden -and Hidden", 1},
    {"parentheses", "(Enabled -or Hidden) -and Hidden", 0},
    {"not", "-not Hidden", 1},
    {"not of a group", "-not (Enabled -and Hidden)", 1},
    {"OData: equal", "Name eq 'joe hill'", 1},
    {"OData: not equal", "Name ne 'joe hill'", 0},
    {"OData: a beginning", "startswith(Name,'Joe')", 1},
    {"OData: another beginning", "startswith(Name,'Hill')", 0},
    {"OData: one of several values", "startswith(Address, 'smtp:joe@x')", 1},
    {"OData: two of them", "startswith(Name,'Joe') -and Enabled eq $true", 1},
    {"OData: no end", "startswith(Name,'Joe'", -1},
    {"OData: no value", "startswith(Name)", -1},
    {"a property of that name", "startswith -eq $null", 1},
    {"no condition at all", "", -1},
    {"no value", "Name -eq", -1},
    {"no such comparison", "Name -frob 'x'", -1},
    {"a parenthesis that is open", "(Enabled", -1},
    {"one too many", "Enabled)", -1},
    {"two without a word between", "Enabled Hidden", -1},
    {"a quote that is open", "Name -eq 'x", -1},
    {"too deep", "((((((((((((((((((((((Enabled))))))))))))))))))))))", -1},
};

static void judges(void **state)
{
    const struct judged_text *row = *state;
    struct error error = {""};
    bool holds = false;
    const bool read = object_condition_judge(row->text, values_of, NULL, &holds, &error);

    assert_int_equal(read ? holds : -1, row->holds);
    assert_int_equal(read, !*error.text);
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows)];

    ROWS(tests, rows, judges);
    return cmocka_run_group_tests_name("conditions", tests, NULL, NULL);
}
