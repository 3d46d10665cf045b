/* SPDX-License-Identifier: MIT */
#include "shell/candidates.h"

#include "base/cleanup.h"
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void assert_words(struct word_list *list, const char *expected)
{
    CLEANUP(cleanup_string) char *text = text_copy("");

    for (size_t i = 0; i < list->count; i++) {
        CLEANUP(cleanup_string) char *before = text;
        text = text_format("%s%s%s", before, i ? " " : "", list->items[i]);
    }
    word_list_clear(list);
    assert_string_equal(text, expected);
}

static void names_cmdlets(void **state)
{
    static const char *const rows[][3] = {
        {"onprem", "get-authc", "Get-AuthConfig"},
        {"exo", "Set-IntraOrg", "Set-IntraOrganizationConnector Set-IntraOrganizationConfiguration"},
        {"msol", "Set-IntraOrg", ""},
        {"exo", "Test-O", "Test-OAuthConnectivity Test-OrganizationRelationship"},
        {"sync", "Start", "Start-ADSyncSyncCycle"},
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        struct word_list list = {0};
        candidates_cmdlets(rows[i][0], rows[i][1], &list);
        assert_words(&list, rows[i][2]);
    }
}

static void names_parameters(void **state)
{
    static const char *const rows[][4] = {
        {"exo", "Set-IntraOrganizationConnector", "-target", "-TargetAddressDomains -TargetSharingEpr"},
        {"exo", "Get-IntraOrganizationConnector", "-i", "-Identity"},
        {"exo", "Get-Nothing", "-", ""},
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        struct word_list list = {0};
        candidates_parameters(rows[i][0], rows[i][1], rows[i][2], &list);
        assert_words(&list, rows[i][3]);
    }
}

static void names_values(void **state)
{
    static const char *const rows[][5] = {
        {"lab", "Set-LabFirewall", "Inbound", "reset-i", "reset-in-handshake reset-in-response"},
        {"onprem", "Test-OAuthConnectivity", "Service", "", "EWS AutoD"},
        {"exo", "Set-IntraOrganizationConnector", "Enabled", "$t", "$true"},
    };
    struct word_list none = {0};

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        struct word_list list = {0};
        assert_true(candidates_values(rows[i][0], rows[i][1], rows[i][2], rows[i][3], &list));
        assert_words(&list, rows[i][4]);
    }
    assert_false(candidates_values("exo", "Set-IntraOrganizationConnector", "Name", "", &none));
    assert_false(candidates_values("exo", "Set-IntraOrganizationConnector", "Colour", "", &none));
    assert_false(candidates_values("exo", "Set-Nothing", "Name", "", &none));
}

static void asks_for_names(void **state)
{
    CLEANUP(cleanup_string) char *set = candidates_question("exo", "set-intraorganizationconnector");
    CLEANUP(cleanup_string) char *test = candidates_question("exo", "Test-OrganizationRelationship");
    CLEANUP(cleanup_string) char *sync = candidates_question("sync", "Start-ADSyncSyncCycle");

    (void)state;
    assert_string_equal(set, "(Get-IntraOrganizationConnector).Name");
    assert_string_equal(test, "(Get-OrganizationRelationship).Name");
    assert_null(sync);
    assert_null(candidates_question("exo", "nothing"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_cmdlets),
        cmocka_unit_test(names_parameters),
        cmocka_unit_test(names_values),
        cmocka_unit_test(asks_for_names),
    };

    return cmocka_run_group_tests_name("candidates", tests, NULL, NULL);
}
